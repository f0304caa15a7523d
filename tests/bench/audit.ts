import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { auditHash } from '../../src/main/audit/audit-chain.ts';
import { AuditLog } from '../../src/main/audit/audit-log.ts';
import { auditContent, auditRowOf } from '../../src/main/audit/audit-row.ts';
import { openDatabase } from '../../src/main/database/database.ts';
import type { Schema } from '../../src/main/database/schema.ts';
import { auditKindSchema } from '../../src/shared/domain/audit-event.ts';
import type { AuditFilter } from '../../src/shared/ipc/commands/audit-commands.ts';
import { percentile, summary } from './percentiles.ts';
import { printFigure } from './print-figure.ts';

// The audit log with as many rows as years of a busy desk make: what a filter, the whole verification and the file cost.

const ROWS = 1_000_000;
/** By the log itself, one transaction each, as they come one by one. */
const APPENDS = 2_000;
/** The rest straight into the table: in one statement as many as SQLite has variables for. */
const CHUNK = 500;
const START_MS = Date.UTC(2026, 0, 1);
const ROW_EVERY_MS = 20_000;
const CLIENTS = ['Claude Desktop', 'Cursor', 'Codex', 'VS Code'];
const ACCOUNTS = ['acc_0000000000000001', 'acc_0000000000000002', 'acc_0000000000000003'];
const EVERYTHING: AuditFilter = {
  kinds: [],
  actors: [],
  accountId: null,
  clientName: null,
  text: '',
  fromMs: null,
  toMs: null,
};
const FILTERS: Readonly<Record<string, Partial<AuditFilter>>> = {
  'newest, no filter': {},
  'one kind': { kinds: ['order.state_changed'] },
  'one client': { clientName: 'Cursor' },
  'one account': { accountId: 'acc_0000000000000002' },
  'one client on one account': { clientName: 'Codex', accountId: 'acc_0000000000000003' },
  'a word in the summary': { text: 'NVDA' },
};
const SAMPLES = 15;
const PAGE_ROWS = 100;
const MEBIBYTE = 1_048_576;

export async function benchAudit(): Promise<void> {
  const homeDir = mkdtempSync(join(tmpdir(), 'tiger-bench-audit-'));
  const path = join(homeDir, 'tiger-mcp.sqlite');
  const database = openDatabase({ path });
  const audit = new AuditLog({ database: database.db, clock: { nowMs: () => START_MS } });
  try {
    await benchAppend(audit);
    await fill(database.db);
    for (const [name, filter] of Object.entries(FILTERS)) await benchFilter(audit, name, filter);
    const verifyMs = performance.now();
    const { isIntact } = await audit.verify();
    const seconds = ((performance.now() - verifyMs) / 1000).toFixed(1);
    printFigure(`audit: verify ${ROWS} rows (${isIntact ? 'intact' : 'NOT INTACT'})`, `${seconds} s`);
    printFigure(`audit: file with ${ROWS} rows`, `${Math.round(statSync(path).size / MEBIBYTE)} MiB`);
  } finally {
    await database.close();
    rmSync(homeDir, { recursive: true, force: true });
  }
}

async function benchAppend(audit: AuditLog): Promise<void> {
  const sample: number[] = [];
  for (let row = 0; row < APPENDS; row += 1) {
    const startedMs = performance.now();
    await audit.append(entry(row));
    sample.push(performance.now() - startedMs);
  }
  printFigure('audit: append, one at a time, on the disk', summary(sample));
}

/** The chain goes on where the log stopped, hashed as the log does. */
async function fill(db: Kysely<Schema>): Promise<void> {
  await sql`DROP TRIGGER audit_head_forward`.execute(db);
  const head = await db.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow();
  let { sequence, hash } = head;
  while (sequence < ROWS) {
    const rows = [];
    while (rows.length < CHUNK && sequence < ROWS) {
      sequence += 1;
      const atMs = START_MS + sequence * ROW_EVERY_MS;
      const content = { ...auditContent(entry(sequence)), sequence, atMs, previousHash: hash };
      hash = auditHash(content);
      rows.push(auditRowOf({ ...content, hash }));
    }
    await db.insertInto('audit_events').values(rows).execute();
  }
  await db.updateTable('audit_head').set({ sequence, hash }).execute();
}

async function benchFilter(audit: AuditLog, name: string, filter: Partial<AuditFilter>): Promise<void> {
  const sample: number[] = [];
  while (sample.length < SAMPLES) {
    const startedMs = performance.now();
    await audit.list({ ...EVERYTHING, ...filter }, null, PAGE_ROWS);
    sample.push(performance.now() - startedMs);
  }
  printFigure(
    `audit: page of ${PAGE_ROWS}, ${name}`,
    `p95 ${percentile(sample, 95).toFixed(1)} ms, ${summary(sample)}`,
  );
}

/** A mix as a desk has it: mostly calls of tools, now and then an order. */
function entry(row: number) {
  const kinds = auditKindSchema.options;
  const kind = row % 10 === 0 ? (kinds[(row / 10) % kinds.length] ?? 'tool.called') : 'tool.called';
  const symbol = ['AAPL', 'MSFT', 'NVDA', '00700'][row % 4] ?? 'AAPL';
  return {
    kind,
    actor: 'client',
    clientName: CLIENTS[(row * 7) % CLIENTS.length] ?? null,
    accountId: ACCOUNTS[(row * 5) % ACCOUNTS.length] ?? null,
    proposalId: null,
    brokerOrderId: null,
    summary: `tiger_get_quote for ${symbol} answered in ${row % 90} ms`,
    detail: { tool: 'tiger_get_quote', input: { symbol }, elapsedMs: row % 90, isError: false },
  } as const;
}
