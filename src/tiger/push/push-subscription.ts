import type { Request_Subscribe } from './generated/request_pb.ts';
import { SocketCommon_DataType as DataType } from './generated/socket_common_pb.ts';

type SymbolTopic = 'quote' | 'option' | 'future' | 'crypto' | 'depth' | 'trades' | 'bar';
type AccountTopic = 'order' | 'fill' | 'position' | 'asset';
type RankingTopic = 'stock_ranking' | 'option_ranking';
type PushTopic = SymbolTopic | AccountTopic | RankingTopic;

/** What to be told of. No symbols: in `unsubscribe` all of the topic, in `subscribe` the whole market (quotes only). */
export type PushSubscription =
  | { readonly topic: SymbolTopic; readonly symbols: readonly string[]; readonly market?: string }
  | { readonly topic: AccountTopic; readonly account: string }
  | { readonly topic: RankingTopic; readonly market: string; readonly symbols: readonly string[] };

/** Wire contract 8.3. */
const DATA_TYPES = {
  quote: DataType.Quote,
  option: DataType.Option,
  future: DataType.Future,
  crypto: DataType.Cc,
  depth: DataType.QuoteDepth,
  trades: DataType.TradeTick,
  bar: DataType.Kline,
  order: DataType.OrderStatus,
  fill: DataType.OrderTransaction,
  position: DataType.Position,
  asset: DataType.Asset,
  stock_ranking: DataType.StockTop,
  option_ranking: DataType.OptionTop,
} as const satisfies Record<PushTopic, DataType>;

type SubscribeMember = Pick<Request_Subscribe, 'dataType' | 'symbols' | 'account' | 'market'>;

/** The `subscribe` member of a request; what is empty is left out, as the official clients do. */
export function subscribeMember(subscription: PushSubscription): SubscribeMember {
  const dataType = DATA_TYPES[subscription.topic];
  if ('account' in subscription) return { dataType, account: subscription.account };
  const { symbols, market } = subscription;
  return {
    dataType,
    ...(symbols.length === 0 ? {} : { symbols: symbols.join() }),
    ...(market === undefined ? {} : { market }),
  };
}
