import type { Transaction } from 'kysely';
import { modifySentence, orderSentence } from '../../shared/domain/order-sentence.ts';
import type { JsonObject } from '../audit/canonical-json.ts';
import type { Schema } from '../database/schema.ts';
import { blocksOf } from '../risk/run-controls.ts';
import { freshCard } from './fresh-card.ts';
import type { Gathered } from './gathered.ts';
import type { newProposalRow } from './new-proposal.ts';
import type { TradingContext } from './trading-context.ts';

export interface ProposalToInsert {
  readonly row: ReturnType<typeof newProposalRow>;
  readonly gathered: Gathered;
  /** For the audit row, besides what every proposal has. */
  readonly detail: JsonObject;
}

/** Judges a new proposal, seals it and records all of it: it is `blocked` or `awaiting_approval` then. */
export async function insertProposal(
  context: Pick<TradingContext, 'accounts' | 'clock' | 'stops' | 'proposals'>,
  trx: Transaction<Schema>,
  input: ProposalToInsert,
): Promise<void> {
  const { proposals } = context;
  const { gathered } = input;
  const fresh = await freshCard(context, trx, input.row, gathered, []);
  const blocks = blocksOf(fresh.controls);
  const row = { ...input.row, ...fresh.patch };
  await proposals.insert(trx, row);
  const { order, modifies, mode } = gathered;
  const sentence = modifies === null ? orderSentence(order) : modifySentence(order);
  await proposals.record(trx, row, 'proposal.created', {
    actor: 'client',
    summary: `Proposed: ${sentence}`,
    detail: { order, rationale: row.rationale, mode, ...input.detail },
  });
  await proposals.record(trx, row, 'proposal.controls_checked', {
    actor: 'app',
    summary:
      blocks.length === 0
        ? 'All controls let it through'
        : `Blocked by ${blocks.map(({ control }) => control).join(', ')}`,
    detail: { controls: fresh.controls.map((result) => ({ ...result })) },
  });
  const event = blocks.length === 0 ? 'offer' : 'block';
  const summary = event === 'offer' ? `Waits for approval: ${sentence}` : `Blocked: ${sentence}`;
  // A blocked one awaits no decision, and there is nothing to seal.
  const patch = event === 'offer' ? {} : { expires_at_ms: null, card_json: null, seal: null };
  await proposals.change(trx, row.id, event, { actor: 'app', summary }, patch);
  if (event === 'offer') {
    await proposals.record(trx, row, 'approval.sealed', {
      actor: 'app',
      summary: `Sealed: ${sentence}`,
      detail: { seal: fresh.seal },
    });
  }
}
