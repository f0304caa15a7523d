import type { Transaction } from 'kysely';
import { modifySentence, orderSentence } from '../../shared/domain/order-sentence.ts';
import type { JsonObject } from '../audit/canonical-json.ts';
import type { Schema } from '../database/schema.ts';
import { blocksOf } from '../risk/run-controls.ts';
import { sealedOrder } from './decision-evidence.ts';
import { type CardContext, type FreshCard, freshCard } from './fresh-card.ts';
import type { Gathered } from './gathered.ts';
import type { newProposalRow } from './new-proposal.ts';
import type { ProposalRow } from './proposal-record.ts';
import type { TradingContext } from './trading-context.ts';

export interface ProposalToInsert {
  readonly row: ReturnType<typeof newProposalRow>;
  readonly gathered: Gathered;
  /** For the audit row, besides what every proposal has. */
  readonly detail: JsonObject;
  /** Whether a grant may stand for the decision: for a new order that a client asks for. */
  readonly isGrantable: boolean;
}

/**
 * Judges a new proposal, seals it and records all of it: it is `blocked` or `awaiting_approval` then, or `approved` where
 * a grant covers it. The grant pays when the order's intent is written, not here.
 */
export async function insertProposal(
  context: CardContext & Pick<TradingContext, 'proposals'>,
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
    detail: { controls: recordable(fresh.controls) },
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
    if (input.isGrantable) await decideByGrant(context, trx, row, fresh);
  }
}

function recordable(controls: FreshCard['controls']): JsonObject[] {
  return controls.map((result) => ({ ...result }));
}

/** The seal is the one that was just made here over the card; the order desk checks it again before it sends. */
async function decideByGrant(
  context: Pick<TradingContext, 'proposals' | 'clock'>,
  trx: Transaction<Schema>,
  row: Pick<ProposalRow, 'id' | 'account_id' | 'client_name'>,
  { card, grantId, seal, controls, patch }: FreshCard,
): Promise<void> {
  if (grantId === null || card === null) return;
  const { proposals } = context;
  const summary = `Covered by the grant ${grantId}: ${card.sentence}`;
  const detail = {
    decision: 'grant',
    grantId,
    seal,
    sealed: sealedOrder(card, patch.policy_version),
    controls: recordable(controls),
  };
  await proposals.record(trx, row, 'approval.decided', { actor: 'app', summary, detail });
  const decided = { decided_at_ms: context.clock.nowMs(), acknowledged_json: '[]', grant_id: grantId };
  await proposals.change(trx, row.id, 'grant', { actor: 'app', summary }, decided);
}
