import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import type { AuditEvent } from '../../shared/domain/audit-event.ts';
import type { AuditFilter } from '../../shared/ipc/commands/audit-commands.ts';
import type { Schema } from '../database/schema.ts';
import { auditQuery, EVERYTHING } from './audit-query.ts';
import { auditEventOf } from './audit-row.ts';
import { csvLine } from './csv-line.ts';
import type { ExportEnd } from './export-verify.ts';

export type AuditFormat = 'jsonl' | 'csv';

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

/**
 * Writes the rows that the filter lets through, oldest first. The file appears under its name when it is whole.
 * JSONL keeps every field as it was hashed, so that a copy kept elsewhere can prove a row, and
 * ends in a line that says how many there are (`tiger-mcp audit verify` reads it); CSV is for reading.
 * @returns the number of rows
 */
export async function exportAudit(
  db: Kysely<Schema>,
  format: AuditFormat,
  filter: AuditFilter,
  filePath: string,
): Promise<number> {
  await mkdir(dirname(filePath), { recursive: true, mode: DIR_MODE });
  const partPath = `${filePath}.part`;
  await rm(partPath, { force: true });
  const file = await open(partPath, 'wx', FILE_MODE);
  try {
    const written = await writeRows(db, filter, format, (text) => file.write(text));
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
  format: AuditFormat,
  write: (text: string) => Promise<unknown>,
): Promise<number> {
  if (format === 'csv') await write(csvLine(COLUMNS));
  let after = 0;
  let written = 0;
  let lastHash = '';
  for (;;) {
    const rows = await auditQuery(db, filter)
      .selectAll()
      .where('sequence', '>', after)
      .orderBy('sequence')
      .limit(CHUNK_ROWS)
      .execute();
    const events = rows.map(auditEventOf);
    if (events.length > 0) await write(events.map(format === 'csv' ? csvOf : jsonOf).join(''));
    written += events.length;
    after = events.at(-1)?.sequence ?? after;
    lastHash = events.at(-1)?.hash ?? lastHash;
    if (events.length < CHUNK_ROWS) break;
  }
  if (format === 'jsonl') {
    const isFiltered = !isDeepStrictEqual(filter, EVERYTHING);
    await write(endLine({ isFiltered, eventsWritten: written, lastSequence: after, lastHash }));
  }
  return written;
}

const endLine = (exportEnd: ExportEnd) => `${JSON.stringify({ exportEnd })}\n`;

function jsonOf(event: AuditEvent): string {
  return `${JSON.stringify(event)}\n`;
}

function csvOf(event: AuditEvent): string {
  const { atMs, ...rest } = event;
  const fields = { ...rest, time: new Date(atMs).toISOString() };
  return csvLine(COLUMNS.map((column) => fields[column]));
}
