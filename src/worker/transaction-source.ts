import { isOption } from '../shared/domain/option-identifier.ts';
import type { Transaction, TransactionList } from '../shared/domain/transaction.ts';
import { orderTransactions } from '../tiger/methods/order-query-methods.ts';
import type { TigerReader } from '../tiger/tiger-client.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import { provenanceOf } from './tiger-mapping/provenance-of.ts';
import { transactionOf } from './tiger-mapping/transaction-mapping.ts';
import { instrumentFilter } from './tiger-mapping/wire-option.ts';

/** Tiger takes an order or a symbol; with neither it refuses. */
export interface TransactionQuery {
  readonly brokerOrderId: string | null;
  readonly symbol: string | null;
  readonly startMs: number | null;
  readonly endMs: number | null;
  readonly limit: number;
  readonly cursor: string | null;
}

/** One page of fills. Asked for each time: a fill that is missing would mislead. @throws TigerError */
export async function readTransactions(
  { tiger }: { readonly tiger: TigerReader },
  query: TransactionQuery,
  signal: AbortSignal,
): Promise<TransactionList> {
  const params = {
    limit: query.limit,
    ...(query.brokerOrderId === null ? {} : { order_id: BigInt(query.brokerOrderId) }),
    ...(query.symbol === null ? {} : { sec_type: 'STK', ...instrumentFilter(query.symbol) }),
    ...(query.startMs === null ? {} : { start_date: query.startMs }),
    ...(query.endMs === null ? {} : { end_date: query.endMs }),
    ...(query.cursor === null ? {} : { page_token: query.cursor }),
  };
  const reply = await tiger.read(orderTransactions, params, { timeoutMs: BROKER_TIMEOUT_MS, signal });
  return {
    transactions: reply.data.items.map(transactionOf).filter((fill) => isAskedFor(fill, query.symbol)),
    nextCursor: reply.data.nextPageToken,
    provenance: provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null }),
  };
}

/** Where the rows name their options, those of the other ones of the same share are left out. */
function isAskedFor({ symbol }: Transaction, asked: string | null): boolean {
  if (asked === null || symbol === null || !isOption(asked)) return true;
  return !isOption(symbol) || symbol === asked;
}
