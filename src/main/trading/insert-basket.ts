import type { Transaction } from 'kysely';
import type { BasketCard } from '../../shared/domain/basket-card.ts';
import { basketSentence } from '../../shared/domain/order-sentence.ts';
import type { Schema } from '../database/schema.ts';
import { blocksOf } from '../risk/run-controls.ts';
import type { FreshBasket } from './fresh-basket.ts';
import type { Gathered } from './gathered.ts';
import type { newProposalRow } from './new-proposal.ts';
import type { TradingContext } from './trading-context.ts';

export interface BasketToInsert {
  readonly row: ReturnType<typeof newProposalRow>;
  readonly legs: readonly { readonly row: ReturnType<typeof newProposalRow>; readonly gathered: Gathered }[];
}

/** `blocked` or `awaiting_approval` then, with its orders. */
export async function insertBasket(
  { proposals }: Pick<TradingContext, 'proposals'>,
  trx: Transaction<Schema>,
  basket: BasketToInsert,
  fresh: FreshBasket,
  actor: 'client' | 'user',
): Promise<void> {
  const blocks = blocksOf(fresh.controls);
  const row = { ...basket.row, ...fresh.patch };
  await proposals.insert(trx, row);
  const orders = basket.legs.map(({ row: leg, gathered }) => ({
    proposalId: leg.id,
    order: gathered.order,
  }));
  for (const [index, leg] of basket.legs.entries())
    await proposals.insert(trx, { ...leg.row, ...fresh.legs[index]?.patch });
  const sentence = basketSentence(orders.map(({ order }) => order));
  await proposals.record(trx, row, 'proposal.created', {
    actor,
    summary: `Proposed: ${sentence}`,
    detail: { orders, rationale: row.rationale, mode: row.mode, supersedes: row.supersedes },
  });
  await proposals.record(trx, row, 'proposal.controls_checked', {
    actor: 'app',
    summary:
      blocks.length === 0
        ? 'All controls let it through'
        : `Blocked: ${blocks.map(({ text }) => text).join(' ')}`,
    detail: { controls: fresh.legs.map(({ controls }) => controls.map((result) => ({ ...result }))) },
  });
  if (blocks.length > 0 || fresh.card === null) {
    const patch = { expires_at_ms: null, card_json: null, seal: null };
    await proposals.change(trx, row.id, 'block', { actor: 'app', summary: `Blocked: ${sentence}` }, patch);
    return;
  }
  await proposals.change(trx, row.id, 'offer', {
    actor: 'app',
    summary: `Waits for approval: ${sentence}`,
  });
  await proposals.record(trx, row, 'approval.sealed', {
    actor: 'app',
    summary: `Sealed: ${sentence}`,
    detail: { seal: fresh.card.seal, legs: sealsOf(fresh.card) },
  });
}

function sealsOf({ legs }: BasketCard) {
  return legs.map(({ proposalId, seal }) => ({ proposalId, seal }));
}
