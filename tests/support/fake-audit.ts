import type { AuditEntry } from '../../src/main/audit/audit-row.ts';

/** What would be in the audit log; a failure makes the log refuse. */
export class FakeAudit {
  readonly entries: AuditEntry[] = [];
  failure: Error | null = null;

  append = async (entry: AuditEntry): Promise<never> => {
    if (this.failure !== null) throw this.failure;
    this.entries.push(entry);
    return undefined as never;
  };
}
