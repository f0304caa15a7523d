import { estimateTradableQuantity } from '../tiger/methods/asset-methods.ts';
import { ExactNumber } from '../tiger/wire/exact-number.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import type { ReadHandlerDeps, ReadHandlers } from './handlers.ts';
import { tradableQuantityOf } from './tiger-mapping/transaction-mapping.ts';
import { readTransactions } from './transaction-source.ts';

/** Asked for each time: both change with every fill. */
export function tradeDetailHandlers(
  deps: ReadHandlerDeps,
): Pick<ReadHandlers, 'quantity.tradable' | 'transactions.list'> {
  return {
    'quantity.tradable': async ({ symbol, side, orderType, limitPrice, stopPrice }, { signal }) => {
      const params = {
        symbol,
        sec_type: 'STK',
        action: side,
        order_type: orderType,
        ...(limitPrice === null ? {} : { limit_price: new ExactNumber(limitPrice) }),
        ...(stopPrice === null ? {} : { stop_price: new ExactNumber(stopPrice) }),
      };
      const options = { timeoutMs: BROKER_TIMEOUT_MS, signal };
      return tradableQuantityOf(await deps.tiger.read(estimateTradableQuantity, params, options));
    },
    'transactions.list': (query, { signal }) => readTransactions(deps, query, signal),
  };
}
