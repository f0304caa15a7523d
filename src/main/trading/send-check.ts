import { AppError } from '../../shared/app-error.ts';
import type { ControlResult } from '../../shared/domain/control.ts';
import { requestOf } from '../../shared/domain/order-request.ts';
import type { GrantWish } from '../risk/grants/grant-obstacle.ts';
import { blocksOf, runControls } from '../risk/run-controls.ts';
import { recordFor } from './account-record.ts';
import { factsOf } from './facts-of.ts';
import { type Gathered, gather } from './gathered.ts';
import { grantOfApproval, grantWish } from './grant-decision.ts';
import { draftFrom, orderCardFrom, type ProposalRow } from './proposal-record.ts';
import { sealOf } from './seal.ts';
import type { TradingContext } from './trading-context.ts';

export interface SendCheck {
  readonly gathered: Gathered;
  /** What a grant is asked to pay for. */
  readonly wish: GrantWish;
  /** Why it must not be sent as approved; null if it may. */
  readonly obstacle: string | null;
}

/**
 * All controls once more on new facts, at the moment of sending: the account's mode is proven again, the market is
 * compared with the approved one, the seal is computed over what would be sent.
 * @throws AppError when not even the contract can be read
 */
export async function checkBeforeSend(context: TradingContext, row: ProposalRow): Promise<SendCheck> {
  const card = orderCardFrom(row);
  if (row.order_json === null || row.seal === null || card === null || row.decided_at_ms === null) {
    throw new AppError('internal', 'the approved proposal has no card', {
      nextStep: 'Propose the order again.',
    });
  }
  const approved = draftFrom(row.order_json);
  const modifies = row.modifies_broker_order_id;
  const gathered = await gather(context, row.account_id, requestOf(approved), {
    modifies,
    isSending: true,
  });
  const proposer = { clientName: row.client_name, exceptIds: exceptions(row) };
  const record = await recordFor(context.database, context, gathered, proposer);
  const { mode, order, policyVersion } = gathered;
  // The order as it would be sent, under the mode and the rules of now, against the figures that were shown.
  const { quote, preview, combination } = card;
  const legQuotes = combination?.legs.map((leg) => leg.quote) ?? null;
  const sealNow = sealOf({
    proposalId: row.id,
    accountId: row.account_id,
    mode,
    order,
    quote,
    legQuotes,
    preview,
    policyVersion,
    // As the order is now: one that was changed elsewhere has another seal.
    modifies: gathered.modifies,
  });
  const wish = grantWish(gathered, row);
  const approval = {
    decidedAtMs: row.decided_at_ms,
    expiresAtMs: row.expires_at_ms ?? row.decided_at_ms,
    sealApproved: row.seal,
    sealNow,
    sealedQuote: quote,
    sealedLegQuotes: legQuotes,
    isUsed: (await context.orders.find(row.id)) !== null,
    grant: await grantOfApproval(context, row, wish),
  };
  const facts = factsOf(gathered, record, {
    nowMs: context.clock.nowMs(),
    createdAtMs: row.created_at_ms,
    expiresAtMs: approval.expiresAtMs,
    requestId: row.request_id,
    rationale: row.rationale,
    approval,
    isFlattening: row.flatten_id !== null,
    stops: await context.stops.holdingBack(row.account_id, row.client_name),
    taints: await context.taints.of(row.client_name),
  });
  return { gathered, wish, obstacle: obstacleOf(runControls('send', facts), card.controls) };
}

/** The proposal itself, the one that it replaces and the order that it changes are no duplicates of it. */
export function exceptions(
  row: Pick<ProposalRow, 'id' | 'supersedes' | 'modifies_broker_order_id'>,
): string[] {
  return [row.id, row.supersedes, row.modifies_broker_order_id].filter((id) => id !== null);
}

const WEIGHT = { pass: 0, warning: 1, danger: 2, block: 3 } as const;

function obstacleOf(now: readonly ControlResult[], shown: readonly ControlResult[]): string | null {
  const blocks = blocksOf(now);
  if (blocks.length > 0) return blocks.map(({ text }) => text).join(' ');
  const shownLevel = new Map(shown.map(({ control, level }) => [control, level]));
  // What was acknowledged is the level that was shown; a harder one was never seen.
  const harder = now.filter(
    ({ control, level }) => WEIGHT[level] > WEIGHT[shownLevel.get(control) ?? 'pass'],
  );
  return harder.length === 0 ? null : `New since the approval: ${harder.map(({ text }) => text).join(' ')}`;
}
