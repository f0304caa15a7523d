import { type WorkerEvent, workerEventSchema } from '../../shared/ipc/worker-events.ts';
import type { PushEvent } from '../../tiger/push/push-event.ts';

/** In the language of the app. null: of no use to main, or with members that no real message has. */
export function workerEventOf(event: PushEvent): WorkerEvent | null {
  const parsed = workerEventSchema.safeParse(draftOf(event));
  return parsed.success ? parsed.data : null;
}

function draftOf(event: PushEvent): unknown {
  switch (event.kind) {
    case 'order':
      return {
        name: 'order',
        brokerOrderId: event.brokerOrderId,
        symbol: event.symbol,
        statusText: event.status,
        filledQuantity: event.filledQuantity,
      };
    case 'fill':
      return {
        name: 'fill',
        brokerOrderId: event.brokerOrderId,
        symbol: event.symbol,
        price: event.price,
        quantity: event.quantity,
        timeMs: event.timeMs,
      };
    case 'position':
      return { name: 'position', symbol: event.symbol, quantity: event.quantity };
    case 'asset':
      return { name: 'asset', currency: event.currency, netLiquidation: event.netLiquidation };
    case 'quote': {
      const { symbol, lastPrice, bidPrice, askPrice, asOfMs } = event;
      return { name: 'quote', symbol, lastPrice, bidPrice, askPrice, asOfMs };
    }
    default:
      return null;
  }
}
