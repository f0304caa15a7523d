import { type Decimal, decimal } from '../../../shared/domain/decimal.ts';
import type { TickData, TradeTickData } from '../generated/tick_data_pb.ts';
import type { PushTrade, PushTrades } from '../push-event.ts';
import { fromFloat, textOrNull, timeOf } from '../wire-value.ts';

/** Decimal places of a packed price; Tiger's prices have at most 8. */
const OFFSET_MAX = 12;
/** The number of a part of a merged trade: the trade's number, times ten, plus the part's place. */
const MERGED_FACTOR = 10n;

/** Unpacks the trades as wire contract 8.4 says. null if the packing makes no sense. */
export function packedTrades(data: TradeTickData): PushTrades | null {
  if (data.priceOffset < 0 || data.priceOffset > OFFSET_MAX) return null;
  const isMerged = data.mergedVols.length > 0;
  const trades: PushTrade[] = [];
  let timeMs = 0n;
  for (let index = 0; index < data.time.length; index += 1) {
    timeMs += data.time[index] ?? 0n;
    const offset = data.price[index];
    if (offset === undefined) return null;
    const trade = {
      price: decimal(`${data.priceBase + offset}e${-data.priceOffset}`),
      timeMs: timeOf(timeMs),
      direction: signAt(data.type, index),
      condition: signAt(data.cond, index),
      exchangeCode: textOrNull(data.partCode[index]),
    };
    const sequence = data.sn + BigInt(index);
    const sizes = isMerged ? (data.mergedVols[index]?.vol ?? []) : [data.volume[index] ?? 0n];
    for (const [place, size] of sizes.entries()) {
      const number = isMerged ? sequence * MERGED_FACTOR + BigInt(place) : sequence;
      trades.push({ ...trade, sequence: number, size: decimal(size) });
    }
  }
  return { kind: 'trades', symbol: data.symbol, trades, asOfMs: timeOf(data.timestamp) };
}

/** Character i belongs to trade i; a space says nothing. */
function signAt(signs: string, index: number): string | null {
  return textOrNull(signs[index]?.trim());
}

/** The form that is sent with `useFullTick`. */
export function fullTrades(data: TickData): PushTrades {
  const trades = data.ticks.flatMap((tick): PushTrade[] => {
    const price: Decimal | null = fromFloat(tick.price);
    if (price === null) return [];
    return [
      {
        sequence: tick.sn,
        price,
        size: decimal(tick.volume),
        timeMs: timeOf(tick.time),
        direction: textOrNull(tick.type.trim()),
        condition: textOrNull(tick.cond.trim()),
        exchangeCode: textOrNull(tick.partCode),
      },
    ];
  });
  return { kind: 'trades', symbol: data.symbol, trades, asOfMs: timeOf(data.timestamp) };
}
