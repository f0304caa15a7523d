import type { PushData } from '../generated/response_pb.ts';
import type { PushEvent } from '../push-event.ts';
import { assetEvent, fillEvent, orderEvent, positionEvent } from './account-events.ts';
import { barEvent, depthEvent, quoteEvent } from './quote-events.ts';
import { optionRankings, stockRankings } from './ranking-events.ts';
import { fullTrades, packedTrades } from './trade-events.ts';

/** What a data message says; nothing if it is of a kind that this protocol version does not have. */
export function eventsOf({ body }: PushData): readonly PushEvent[] {
  switch (body.case) {
    case 'quoteData':
      return [quoteEvent(body.value)];
    case 'quoteDepthData':
      return [depthEvent(body.value)];
    case 'tradeTickData': {
      const trades = packedTrades(body.value);
      return trades === null ? [] : [trades];
    }
    case 'tickData':
      return [fullTrades(body.value)];
    case 'klineData':
      return [barEvent(body.value)];
    case 'orderStatusData':
      return [orderEvent(body.value)];
    case 'orderTransactionData':
      return [fillEvent(body.value)];
    case 'positionData':
      return [positionEvent(body.value)];
    case 'assetData':
      return [assetEvent(body.value)];
    case 'stockTopData':
      return stockRankings(body.value);
    case 'optionTopData':
      return optionRankings(body.value);
    case undefined:
      return [];
  }
}
