import type { Selectable } from 'kysely';
import { AUDIT_DETAIL_LENGTH_MAX, type AuditEvent } from '../../shared/domain/audit-event.ts';
import type { AuditEventsTable } from '../database/schema.ts';
import { redactFields, redactText } from '../platform/redact.ts';
import { canonicalJson, type JsonObject } from './canonical-json.ts';

/** What a caller states; sequence, time and hashes are the log's. */
export type AuditEntry = Omit<AuditEvent, 'sequence' | 'atMs' | 'previousHash' | 'hash' | 'detail'> & {
  readonly detail: JsonObject;
};

/** A list shows one line; longer words are in the detail. */
const SUMMARY_LENGTH_MAX = 300;
/** What programs call themselves and what a broker calls an order. */
const NAME_LENGTH_MAX = 200;

/** The entry as it is written: redacted, bounded, and of characters that SQLite gives back unchanged. */
export function auditContent(
  entry: AuditEntry,
): Omit<AuditEvent, 'sequence' | 'atMs' | 'previousHash' | 'hash'> {
  return {
    kind: entry.kind,
    actor: entry.actor,
    clientName: entry.clientName === null ? null : oneLine(entry.clientName, NAME_LENGTH_MAX),
    accountId: entry.accountId,
    proposalId: entry.proposalId === null ? null : oneLine(entry.proposalId, NAME_LENGTH_MAX),
    brokerOrderId: entry.brokerOrderId === null ? null : oneLine(entry.brokerOrderId, NAME_LENGTH_MAX),
    summary: oneLine(redactText(entry.summary), SUMMARY_LENGTH_MAX),
    detail: boundedDetail(entry.detail),
  };
}

export function auditEventOf(row: Selectable<AuditEventsTable>): AuditEvent {
  return {
    sequence: row.sequence,
    atMs: row.at_ms,
    kind: row.kind,
    actor: row.actor,
    clientName: row.client_name,
    accountId: row.account_id,
    proposalId: row.proposal_id,
    brokerOrderId: row.broker_order_id,
    summary: row.summary,
    detail: row.detail,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}

export function auditRowOf(event: AuditEvent): AuditEventsTable {
  return {
    sequence: event.sequence,
    at_ms: event.atMs,
    kind: event.kind,
    actor: event.actor,
    client_name: event.clientName,
    account_id: event.accountId,
    proposal_id: event.proposalId,
    broker_order_id: event.brokerOrderId,
    summary: event.summary,
    detail: event.detail,
    previous_hash: event.previousHash,
    hash: event.hash,
  };
}

function boundedDetail(detail: JsonObject): string {
  const text = wellFormed(canonicalJson(redactFields(detail)));
  if (text.length <= AUDIT_DETAIL_LENGTH_MAX) return text;
  // Escaping can double the part that is kept.
  const start = wellFormed(text.slice(0, AUDIT_DETAIL_LENGTH_MAX / 2 - NAME_LENGTH_MAX));
  return canonicalJson({ isCut: true, length: text.length, start });
}

/** Control characters, line and paragraph separators would break the line; direction marks would turn it around. */
function oneLine(text: string, lengthMax: number): string {
  const line = text
    .slice(0, lengthMax * 2)
    .replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim();
  return wellFormed(line.length <= lengthMax ? line : `${line.slice(0, lengthMax - 1)}…`);
}

/** A lone surrogate does not survive SQLite's UTF-8, and the hash would not match any more. */
function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
