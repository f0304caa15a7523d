import { createHash } from 'node:crypto';
import type { AuditEvent } from '../../shared/domain/audit-event.ts';
import { canonicalJson } from './canonical-json.ts';

/** What the first row follows. */
const GENESIS_HASH = '0'.repeat(64);

/** Where in the chain the next row must stand. */
export interface ChainPlace {
  readonly sequence: number;
  readonly previousHash: string;
}

export const CHAIN_START: ChainPlace = { sequence: 1, previousHash: GENESIS_HASH };

/** sha256 over the previous hash and the row's canonical text, in hex. */
export function auditHash(event: Omit<AuditEvent, 'hash'> & { readonly hash?: string }): string {
  const { previousHash, hash: _own, ...content } = event;
  return createHash('sha256')
    .update(`${previousHash}\n${canonicalJson(content)}`)
    .digest('hex');
}

/** Why this row cannot stand at that place; null if it can. */
export function rowFault(row: AuditEvent, place: ChainPlace): string | null {
  if (row.sequence !== place.sequence) return 'it is missing';
  if (row.previousHash !== place.previousHash) return 'it does not follow the row before';
  return auditHash(row) === row.hash ? null : 'it was changed';
}

export const placeAfter = (row: AuditEvent): ChainPlace => ({
  sequence: row.sequence + 1,
  previousHash: row.hash,
});
