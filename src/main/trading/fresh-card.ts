import type { Transaction } from 'kysely';
import type { ControlResult } from '../../shared/domain/control.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import { canonicalJson } from '../audit/canonical-json.ts';
import type { Schema } from '../database/schema.ts';
import type { ControlFacts } from '../risk/control-facts.ts';
import { type EarlierOrder, factsAfterOrders } from '../risk/facts-after-orders.ts';
import { runControls } from '../risk/run-controls.ts';
import { recordFor } from './account-record.ts';
import { buildCard } from './build-card.ts';
import { factsOf } from './facts-of.ts';
import { holdMsAfter, usualHoldMs } from './fatigue-guard.ts';
import type { Gathered } from './gathered.ts';
import { grantVerdict, grantWish } from './grant-decision.ts';
import { pastDecisions } from './past-decisions.ts';
import { cardFrom, type ProposalRow } from './proposal-record.ts';
import { exceptions } from './send-check.ts';
import type { TradingContext } from './trading-context.ts';

/** What the card is drawn from besides the gathered facts. */
export type CardRow = Pick<
  ProposalRow,
  | 'id'
  | 'kind'
  | 'account_id'
  | 'client_name'
  | 'client_version'
  | 'is_client_connected'
  | 'request_id'
  | 'rationale'
  | 'supersedes'
  | 'flatten_id'
  | 'modifies_broker_order_id'
  | 'created_at_ms'
  | 'expires_at_ms'
>;

type CardColumns = Pick<ProposalRow, 'controls_json' | 'mode' | 'policy_version'> &
  Partial<Pick<ProposalRow, 'card_json' | 'seal'>>;

export type CardContext = Pick<
  TradingContext,
  'accounts' | 'clock' | 'stops' | 'grants' | 'taints' | 'isLocked'
>;

export interface FreshCard {
  /** null: there is no quote, hence nothing to seal; the controls block. */
  readonly card: OrderCard | null;
  readonly seal: string | null;
  readonly controls: readonly ControlResult[];
  /** The grant that covers it as it is now; only a new proposal is decided by it. */
  readonly grantId: string | null;
  /** As the account is now, without the other orders of a basket. */
  readonly facts: ControlFacts;
  /** The columns of the proposal that hold it. */
  readonly patch: CardColumns;
}

/** The basket in which an order is judged. */
export interface Among {
  /** The orders that are sent before it. */
  readonly earlier: readonly EarlierOrder[];
  /** Proposals that are no duplicates of it: all of the basket, and of the one that it replaces. */
  readonly exceptIds: readonly string[];
}

const ALONE: Among = { earlier: [], exceptIds: [] };

/** In the transaction that stores it, so that the controls see every other order that was recorded before. */
export async function freshCard(
  context: CardContext,
  trx: Transaction<Schema>,
  row: CardRow,
  gathered: Gathered,
  difference: OrderCard['difference'],
  among: Among = ALONE,
): Promise<FreshCard> {
  const nowMs = context.clock.nowMs();
  const { quote, mode, policyVersion } = gathered;
  const createdAtMs = row.created_at_ms;
  const expiresAtMs = row.expires_at_ms ?? nowMs;
  const proposer = { clientName: row.client_name, exceptIds: [...exceptions(row), ...among.exceptIds] };
  const record = await recordFor(trx, context, gathered, proposer);
  const requestId = row.request_id;
  const stops = await context.stops.holdingBack(gathered.account.id, row.client_name, trx);
  const taints = await context.taints.of(row.client_name, trx);
  const proposed = { nowMs, createdAtMs, expiresAtMs, requestId, rationale: row.rationale, approval: null };
  const facts = factsOf(gathered, record, {
    ...proposed,
    stops,
    taints,
    isFlattening: row.flatten_id !== null,
  });
  const holdMs = await holdMsNow(trx, mode, nowMs);
  const controls = runControls('proposal', factsAfterOrders(facts, among.earlier));
  const verdict = await grantVerdict(context, trx, grantWish(gathered, row), controls);
  const card =
    quote === null
      ? null
      : buildCard({
          proposalId: row.id,
          gathered,
          facts,
          quote,
          controls,
          client: cardClient(row),
          difference,
          grantNote: verdict.note,
          createdAtMs,
          expiresAtMs,
          nowMs,
          holdMs,
        });
  const cardColumns = card === null ? {} : { card_json: canonicalJson(card), seal: card.seal };
  const patch = {
    ...cardColumns,
    controls_json: canonicalJson(controls),
    mode,
    policy_version: policyVersion,
  };
  return { card, seal: card?.seal ?? null, controls, facts, patch, grantId: verdict.grantId };
}

export function cardClient(
  row: Pick<ProposalRow, 'client_name' | 'client_version' | 'is_client_connected'>,
): OrderCard['client'] {
  return {
    name: row.client_name,
    version: row.client_version,
    role: 'AI client on this computer; may propose orders, cannot approve them',
    isConnected: row.is_client_connected === 1,
  };
}

/** How long Approve must be held: longer after a run of quick approvals. */
export async function holdMsNow(
  trx: Transaction<Schema>,
  mode: Gathered['mode'],
  nowMs: number,
): Promise<number> {
  return holdMsAfter(usualHoldMs(mode), await pastDecisions(trx), nowMs);
}

/** The difference that an edited proposal shows stays on all of its later cards. */
export function differenceOf(row: ProposalRow): OrderCard['difference'] {
  return cardFrom(row)?.difference ?? [];
}
