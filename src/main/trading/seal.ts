import { createHash } from 'node:crypto';
import type { AccountId, AccountMode } from '../../shared/domain/account.ts';
import type { Quote } from '../../shared/domain/market-data.ts';
import type { OrderDraft, OrderPreview } from '../../shared/domain/order.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import type { ProposalId } from '../../shared/domain/proposal.ts';
import { canonicalJson } from '../audit/canonical-json.ts';

/** Everything that a person decides on. A change of any of it is another seal, and the approval does not count. */
export interface SealedContent {
  readonly proposalId: ProposalId;
  readonly accountId: AccountId;
  readonly mode: AccountMode;
  readonly order: OrderDraft;
  readonly quote: Quote;
  /** Of a combination's legs. */
  readonly legQuotes: readonly Quote[] | null;
  readonly preview: OrderPreview | null;
  readonly policyVersion: string;
  /** The open order that is changed, and how it is now. */
  readonly modifies: OrderCard['modifies'];
}

/** sha256 over the canonical text, in hex. */
export function sealOf(content: SealedContent): string {
  const { proposalId, accountId, mode, order, quote, legQuotes, preview, policyVersion, modifies } = content;
  const sealed = { proposalId, accountId, mode, order, quote, legQuotes, preview, policyVersion, modifies };
  return createHash('sha256').update(canonicalJson(sealed)).digest('hex');
}
