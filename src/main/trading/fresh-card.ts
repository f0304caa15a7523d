import type { Transaction } from 'kysely';
import type { ApprovalCard } from '../../shared/domain/approval-card.ts';
import type { ControlResult } from '../../shared/domain/control.ts';
import { canonicalJson } from '../audit/canonical-json.ts';
import type { Schema } from '../database/schema.ts';
import { runControls } from '../risk/run-controls.ts';
import { buildCard } from './build-card.ts';
import { factsOf } from './facts-of.ts';
import type { Gathered } from './gathered.ts';
import { cardFrom, type ProposalRow } from './proposal-record.ts';
import { exceptions } from './send-check.ts';
import { symbolHistory } from './symbol-history.ts';
import type { TradingContext } from './trading-context.ts';

/** What the card is drawn from besides the gathered facts. */
export type CardRow = Pick<
  ProposalRow,
  | 'id'
  | 'account_id'
  | 'client_name'
  | 'client_version'
  | 'is_client_connected'
  | 'request_id'
  | 'rationale'
  | 'supersedes'
  | 'modifies_broker_order_id'
  | 'created_at_ms'
  | 'expires_at_ms'
>;

type CardColumns = Pick<ProposalRow, 'controls_json' | 'mode' | 'policy_version'> &
  Partial<Pick<ProposalRow, 'card_json' | 'seal'>>;

export interface FreshCard {
  /** null: there is no quote, hence nothing to seal; the controls block. */
  readonly card: ApprovalCard | null;
  readonly seal: string | null;
  readonly controls: readonly ControlResult[];
  /** The columns of the proposal that hold it. */
  readonly patch: CardColumns;
}

/** In the transaction that stores it, so that the controls see every other order that was recorded before. */
export async function freshCard(
  context: Pick<TradingContext, 'clock' | 'stops'>,
  trx: Transaction<Schema>,
  row: CardRow,
  gathered: Gathered,
  difference: ApprovalCard['difference'],
): Promise<FreshCard> {
  const nowMs = context.clock.nowMs();
  const { account, order, quote, mode, policyVersion } = gathered;
  const createdAtMs = row.created_at_ms;
  const expiresAtMs = row.expires_at_ms ?? nowMs;
  const history = await symbolHistory(trx, account.id, order.symbol, exceptions(row));
  const requestId = row.request_id;
  const stops = await context.stops.holdingBack(account.id, row.client_name, trx);
  const proposed = { nowMs, createdAtMs, expiresAtMs, requestId, approval: null, stops };
  const facts = factsOf(gathered, history, proposed);
  const controls = runControls('proposal', facts);
  const card =
    quote === null
      ? null
      : buildCard({
          proposalId: row.id,
          gathered,
          quote,
          controls,
          client: {
            name: row.client_name,
            version: row.client_version,
            role: 'AI client on this computer; may propose orders, cannot approve them',
            isConnected: row.is_client_connected === 1,
          },
          rationale: row.rationale,
          difference,
          createdAtMs,
          expiresAtMs,
          nowMs,
        });
  const cardColumns = card === null ? {} : { card_json: canonicalJson(card), seal: card.seal };
  const patch = {
    ...cardColumns,
    controls_json: canonicalJson(controls),
    mode,
    policy_version: policyVersion,
  };
  return { card, seal: card?.seal ?? null, controls, patch };
}

/** The difference that an edited proposal shows stays on all of its later cards. */
export function differenceOf(row: ProposalRow): ApprovalCard['difference'] {
  return cardFrom(row)?.difference ?? [];
}
