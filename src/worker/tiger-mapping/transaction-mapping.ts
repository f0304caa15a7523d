import type { z } from 'zod';
import type { TradableQuantity, Transaction } from '../../shared/domain/transaction.ts';
import type { TigerReply } from '../../tiger/method.ts';
import type { estimateTradableQuantity } from '../../tiger/methods/asset-methods.ts';
import type { orderTransactions } from '../../tiger/methods/order-query-methods.ts';
import { currencyOf, marketOf, securityTypeOf, symbolOfRow } from './instrument-mapping.ts';
import { provenanceOf } from './provenance-of.ts';
import { fromScaled } from './scaled-quantity.ts';

type WireTransaction = z.output<typeof orderTransactions.reply>['items'][number];

export function transactionOf(row: WireTransaction): Transaction {
  return {
    transactionId: row.id.toString(),
    brokerOrderId: row.orderId?.toString() ?? null,
    symbol: row.symbol === null ? null : symbolOfRow({ ...row, symbol: row.symbol }),
    market: marketOf(row.market),
    securityType: securityTypeOf(row.secType),
    currency: currencyOf(row.currency),
    side: sideOf(row.action),
    quantity: fromScaled(row.filledQuantity, row.filledQuantityScale),
    price: row.filledPrice,
    amount: row.filledAmount,
    filledAtMs: row.transactionTime,
  };
}

function sideOf(action: string | null): Transaction['side'] {
  const upper = action?.toUpperCase() ?? '';
  if (upper.startsWith('BUY')) return 'BUY';
  return upper.startsWith('SELL') ? 'SELL' : null;
}

export function tradableQuantityOf(
  reply: TigerReply<z.output<typeof estimateTradableQuantity.reply>>,
): TradableQuantity {
  return {
    cashQuantity: reply.data?.tradableQuantity ?? null,
    financingQuantity: reply.data?.financingQuantity ?? null,
    positionQuantity: reply.data?.positionQuantity ?? null,
    tradablePositionQuantity: reply.data?.tradablePositionQuantity ?? null,
    provenance: provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null }),
  };
}
