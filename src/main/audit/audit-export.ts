import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import type { AuditEvent, AuditKind } from '../../shared/domain/audit-event.ts';
import type { AuditFilter } from '../../shared/ipc/commands/audit-commands.ts';
import type { Schema } from '../database/schema.ts';
import { auditQuery, EVERYTHING } from './audit-query.ts';
import { reportEnd, reportHead, reportRow } from './audit-report.ts';
import { auditEventOf } from './audit-row.ts';
import { csvLine } from './csv-line.ts';
import type { ExportEnd } from './export-verify.ts';

export type AuditFormat = 'jsonl' | 'csv' | 'html';

const CHUNK_ROWS = 500;
const DIR_MODE = 0o700;
const FILE_MODE = 0o600;

const COLUMNS = [
  'sequence',
  'time',
  'kind',
  'actor',
  'clientName',
  'accountId',
  'proposalId',
  'brokerOrderId',
  'summary',
  'detail',
  'previousHash',
  'hash',
] as const;

/** A form of the file: what stands before the rows, each row, and what stands behind them. */
interface Form {
  readonly head: (createdAtMs: number) => string;
  readonly row: (event: AuditEvent, aliases: ReadonlyMap<string, string>) => string;
  readonly end: (end: ExportEnd, counts: ReadonlyMap<AuditKind, number>) => string;
}

const FORMS: Readonly<Record<AuditFormat, Form>> = {
  jsonl: {
    head: () => '',
    row: (event) => `${JSON.stringify(event)}\n`,
    end: (exportEnd) => `${JSON.stringify({ exportEnd })}\n`,
  },
  csv: { head: () => csvLine(COLUMNS), row: csvOf, end: () => '' },
  html: { head: reportHead, row: reportRow, end: reportEnd },
};

/**
 * Writes the rows that the filter lets through, oldest first. The file appears under its name when it is whole.
 * JSONL keeps every field as it was hashed, so that a copy kept elsewhere can prove a row, and
 * ends in a line that says how many there are (`tiger-mcp audit verify` reads it); CSV and HTML are for reading.
 * @returns the number of rows
 */
export async function exportAudit(
  db: Kysely<Schema>,
  format: AuditFormat,
  filter: AuditFilter,
  target: { readonly filePath: string; readonly createdAtMs: number },
): Promise<number> {
  const { filePath, createdAtMs } = target;
  await mkdir(dirname(filePath), { recursive: true, mode: DIR_MODE });
  const partPath = `${filePath}.part`;
  await rm(partPath, { force: true });
  const file = await open(partPath, 'wx', FILE_MODE);
  try {
    await file.write(FORMS[format].head(createdAtMs));
    const written = await writeRows(db, filter, FORMS[format], (text) => file.write(text));
    await file.sync();
    await file.close();
    await rename(partPath, filePath);
    return written;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(partPath, { force: true });
    throw error;
  }
}

async function writeRows(
  db: Kysely<Schema>,
  filter: AuditFilter,
  form: Form,
  write: (text: string) => Promise<unknown>,
): Promise<number> {
  const counts = new Map<AuditKind, number>();
  const accounts = await db.selectFrom('accounts').select(['id', 'alias']).execute();
  const aliases = new Map(accounts.map(({ id, alias }) => [id, alias]));
  let [lastSequence, eventsWritten, lastHash] = [0, 0, ''];
  for (;;) {
    const rows = await auditQuery(db, filter)
      .selectAll()
      .where('sequence', '>', lastSequence)
      .orderBy('sequence')
      .limit(CHUNK_ROWS)
      .execute();
    const events = rows.map(auditEventOf);
    if (events.length > 0) await write(events.map((event) => form.row(event, aliases)).join(''));
    for (const { kind } of events) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    eventsWritten += events.length;
    lastSequence = events.at(-1)?.sequence ?? lastSequence;
    lastHash = events.at(-1)?.hash ?? lastHash;
    if (events.length < CHUNK_ROWS) break;
  }
  const isFiltered = !isDeepStrictEqual(filter, EVERYTHING);
  const end = form.end({ isFiltered, eventsWritten, lastSequence, lastHash }, counts);
  if (end !== '') await write(end);
  return eventsWritten;
}

function csvOf(event: AuditEvent): string {
  const { atMs, ...rest } = event;
  const fields = { ...rest, time: new Date(atMs).toISOString() };
  return csvLine(COLUMNS.map((column) => fields[column]));
}
