import { AppError } from '../../../shared/app-error.ts';
import type { BrokerOrder } from '../../../shared/domain/order.ts';
import type { Position } from '../../../shared/domain/portfolio.ts';
import { ORDERS_PER_CALL_MAX } from '../../../shared/ipc/worker-calls/order-read-calls.ts';
import type { AccountReads } from '../../accounts/account-directory.ts';
import { closingOrder } from './closing-order.ts';

export const READ_TIMEOUT_MS = 8_000;

export async function readPositions(reads: AccountReads): Promise<Position[]> {
  const { positions } = await reads.read('positions.list', {}, { timeoutMs: READ_TIMEOUT_MS });
  return positions.filter((position) => closingOrder(position, 'market', null) !== null);
}

/** @throws AppError conflict: a list that is not whole cannot show that nothing is open */
export async function readOpenOrders(reads: AccountReads): Promise<readonly BrokerOrder[]> {
  const { orders, isTruncated } = await reads.read(
    'orders.list',
    { scope: 'open', symbol: null, startMs: null, endMs: null, limit: ORDERS_PER_CALL_MAX },
    { timeoutMs: READ_TIMEOUT_MS },
  );
  if (!isTruncated) return orders;
  throw new AppError('conflict', 'The account has more open orders than one list of the broker holds.', {
    nextStep: 'Cancel some of them in Orders first.',
  });
}
