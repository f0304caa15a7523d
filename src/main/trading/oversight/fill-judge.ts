import type { Transaction } from 'kysely';
import type { AccountId } from '../../../shared/domain/account.ts';
import type { Decimal } from '../../../shared/domain/decimal.ts';
import type { BrokerOrder, OrderDraft } from '../../../shared/domain/order.ts';
import { referencePrice } from '../../../shared/domain/price-drift.ts';
import type { ProposalId } from '../../../shared/domain/proposal.ts';
import { collarBlock, type RiskSettings } from '../../../shared/domain/risk-settings.ts';
import type { Transaction as Fill } from '../../../shared/domain/transaction.ts';
import type { Schema } from '../../database/schema.ts';
import type { ApprovedOrder } from '../../risk/controls/fills-against-approval.ts';
import { draftFrom, type OrderRow, orderCardFrom } from '../proposal-record.ts';
import type { TradingContext } from '../trading-context.ts';

type Trx = Transaction<Schema>;

/** An order at the broker whose fills were not compared up to what it has filled. */
export interface DueFills {
  readonly accountId: AccountId;
  readonly brokerOrderId: string;
  /** Of a leg: the proposal of the order that it belongs to. */
  readonly proposalId: ProposalId;
  readonly filledQuantity: string;
}

/** What is compared: orders that were sent, or legs that the broker made of them. */
export interface FillJudge {
  unchecked(): Promise<DueFills[]>;
  /** Compares, keeps and records. @returns false: something is missing that the broker can still say */
  judge(due: DueFills, order: BrokerOrder, fills: readonly Fill[]): Promise<boolean>;
}

/**
 * The order as a person or a grant approved it, and as each change that was sent made it.
 * @param settings read before the transaction, which holds the one connection
 */
export async function approvalOf(
  context: Pick<TradingContext, 'proposals'>,
  trx: Trx,
  row: OrderRow,
  settings: RiskSettings,
): Promise<ApprovedOrder> {
  const { row: proposal } = await context.proposals.get(row.proposal_id, trx);
  const approved = draftFrom(proposal.order_json ?? row.order_json ?? '');
  const changes = await trx
    .selectFrom('orders')
    .select('order_json')
    .where('account_id', '=', row.account_id)
    .where('broker_order_id', '=', row.broker_order_id)
    .where('kind', '=', 'modify')
    .where('state', 'not in', ['not_sent', 'rejected'])
    .orderBy('created_at_ms')
    .execute();
  const later = changes.flatMap(({ order_json }) => (order_json === null ? [] : [draftFrom(order_json)]));
  const versions: [OrderDraft, ...OrderDraft[]] = [approved, ...later];
  const card = orderCardFrom(proposal);
  const sealedPrice: Decimal | null = card === null ? null : referencePrice(approved.side, card.quote);
  const isDecided = proposal.decided_at_ms !== null;
  const collar = collarBlock(settings, approved.securityType);
  return { accountId: proposal.account_id, isDecided, versions, sealedPrice, collar };
}

/** Each once, however often it is listed. */
export async function keepFills(
  trx: Trx,
  due: DueFills,
  fills: readonly Fill[],
  seenAtMs: number,
): Promise<void> {
  for (const fill of fills) {
    const { symbol, side, quantity, price, currency } = fill;
    await trx
      .insertInto('fills')
      .values({
        account_id: due.accountId,
        fill_id: fill.transactionId,
        broker_order_id: due.brokerOrderId,
        proposal_id: due.proposalId,
        ...{ symbol, side, quantity, price, currency },
        filled_at_ms: fill.filledAtMs,
        seen_at_ms: seenAtMs,
      })
      .onConflict((conflict) => conflict.columns(['account_id', 'fill_id']).doNothing())
      .execute();
  }
}
