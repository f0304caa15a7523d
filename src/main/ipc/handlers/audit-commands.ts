import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { Clock } from '../../platform/clock.ts';
import type { CommandArea } from '../ipc-router.ts';

export interface AuditCommandsDeps {
  readonly audit: AuditLog;
  readonly exportsDir: string;
  readonly clock: Clock;
}

const DIR_MODE = 0o700;

export function auditCommands(deps: AuditCommandsDeps): CommandArea<'audit'> {
  return {
    'audit.list': ({ filter, beforeSequence, limit }) => deps.audit.list(filter, beforeSequence, limit),
    'audit.clientNames': () => deps.audit.clientNames(),
    'audit.verify': () => deps.audit.verify(),
    'audit.export': ({ format, filter }) => {
      mkdirSync(deps.exportsDir, { recursive: true, mode: DIR_MODE });
      return deps.audit.export(format, filter, join(deps.exportsDir, exportName(deps.clock.nowMs(), format)));
    },
  };
}

/** The page chooses no path: a window that was taken over could overwrite any file of the user. */
function exportName(nowMs: number, format: string): string {
  const stamp = new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-');
  return `audit-${stamp}.${format}`;
}
