import { createHash } from 'node:crypto';
import type { Grant } from '../../../shared/domain/grant.ts';
import { canonicalJson } from '../../audit/canonical-json.ts';

/** sha256 over a grant's id and terms, in hex: what is used later must be what the user made, and the audit log has it. */
export function grantSealOf({ id, terms }: Pick<Grant, 'id' | 'terms'>): string {
  return createHash('sha256').update(canonicalJson({ id, terms })).digest('hex');
}
