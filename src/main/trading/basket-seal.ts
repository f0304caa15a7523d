import { createHash } from 'node:crypto';
import type { AccountId, AccountMode } from '../../shared/domain/account.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import type { ProposalId } from '../../shared/domain/proposal.ts';
import { canonicalJson } from '../audit/canonical-json.ts';

export interface SealedBasket {
  readonly proposalId: ProposalId;
  readonly accountId: AccountId;
  readonly mode: AccountMode;
  readonly policyVersion: string;
  /** In the order of sending. The seal of each is over its order, quote and preview. */
  readonly legs: readonly Pick<OrderCard, 'proposalId' | 'seal'>[];
}

/** sha256 over the canonical text, in hex: another order, another quote or another sequence is another seal. */
export function basketSealOf({ proposalId, accountId, mode, policyVersion, legs }: SealedBasket): string {
  const seals = legs.map((leg) => ({ proposalId: leg.proposalId, seal: leg.seal }));
  const sealed = { proposalId, accountId, mode, policyVersion, legs: seals };
  return createHash('sha256').update(canonicalJson(sealed)).digest('hex');
}
