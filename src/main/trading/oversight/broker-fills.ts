import type { AccountId } from '../../../shared/domain/account.ts';
import type { BrokerOrder } from '../../../shared/domain/order.ts';
import {
  type Transaction as Fill,
  TRANSACTIONS_PER_CALL_MAX,
  type TransactionList,
} from '../../../shared/domain/transaction.ts';
import type { TradingContext } from '../trading-context.ts';

const READ_TIMEOUT_MS = 15_000;
/** 2,000 fills of one order; the broker's own figures of the order are judged whatever is listed. */
const PAGES_MAX = 20;

interface OneOrder {
  readonly accountId: AccountId;
  readonly brokerOrderId: string;
}

/** @throws AppError if the account cannot be asked */
export async function readOrder(context: TradingContext, asked: OneOrder): Promise<BrokerOrder | null> {
  const { brokerOrderId } = asked;
  const reads = context.accounts.reads(asked.accountId);
  const { order } = await reads.read('orders.get', { brokerOrderId }, { timeoutMs: READ_TIMEOUT_MS });
  return order;
}

/** @throws AppError if the account cannot be asked */
export async function readFills(context: TradingContext, asked: OneOrder): Promise<Fill[]> {
  const { accountId, brokerOrderId } = asked;
  const reads = context.accounts.reads(accountId);
  const query = {
    ...{ brokerOrderId, symbol: null, startMs: null, endMs: null },
    limit: TRANSACTIONS_PER_CALL_MAX,
  };
  const fills: Fill[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const answer: TransactionList = await reads.read(
      'transactions.list',
      { ...query, cursor },
      { timeoutMs: READ_TIMEOUT_MS },
    );
    fills.push(...answer.transactions);
    cursor = answer.nextCursor;
    if (cursor === null) break;
  }
  // The same fill twice, on two pages of a list that grew meanwhile, is one.
  return [...new Map(fills.map((fill) => [fill.transactionId, fill])).values()];
}
