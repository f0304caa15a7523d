import type { z } from 'zod';
import { AppError } from '../../shared/app-error.ts';
import type { Depth, SessionPart, TickSeries, Timeline } from '../../shared/domain/intraday.ts';
import type { TigerReply } from '../../tiger/method.ts';
import type { historyTimeline, quoteDepth, timeline, tradeTick } from '../../tiger/methods/tick-methods.ts';
import { symbolOf } from './instrument-mapping.ts';
import { priceOrNull } from './price-or-null.ts';
import { provenanceOf } from './provenance-of.ts';

type Rows<Method extends { readonly reply: z.ZodType }> = TigerReply<z.output<Method['reply']>>;
type WireMinute = z.output<typeof historyTimeline.reply>[number]['items'][number];

/** The sessions of the current day. @throws AppError not_found */
export function timelineOf(reply: Rows<typeof timeline>, symbol: string): Timeline {
  const row = rowOf(reply.data, symbol, 'minutes');
  return timelineFrom(reply, symbol, row.preClose, {
    overnight: row.overnight?.items ?? [],
    pre_market: row.preMarket?.items ?? [],
    regular: row.intraday?.items ?? [],
    after_hours: row.afterHours?.items ?? [],
  });
}

/** The sessions of a past day, for which Tiger gives no previous close. @throws AppError not_found */
export function pastTimelineOf(reply: Rows<typeof historyTimeline>, symbol: string): Timeline {
  const row = rowOf(reply.data, symbol, 'minutes');
  return timelineFrom(reply, symbol, null, {
    overnight: row.overnight,
    pre_market: row.preMarket,
    regular: row.items,
    after_hours: row.afterHours,
  });
}

function timelineFrom(
  reply: TigerReply<unknown>,
  symbol: string,
  previousClose: Timeline['previousClose'],
  sessions: Readonly<Record<SessionPart, readonly WireMinute[]>>,
): Timeline {
  const minutes = (Object.keys(sessions) as SessionPart[])
    .flatMap((session) =>
      sessions[session].map(({ time, price, avgPrice, volume }) => ({
        timeMs: time,
        session,
        price: priceOrNull(price),
        averagePrice: priceOrNull(avgPrice),
        volume,
      })),
    )
    .sort((left, right) => left.timeMs - right.timeMs);
  return {
    symbol,
    previousClose,
    minutes,
    provenance: provenanceOf(reply, { asOfMs: minutes.at(-1)?.timeMs ?? null, isDelayed: null }),
  };
}

/** Wire contract 3.1: + bought, - sold, * neutral. */
const TICK_SIDES: ReadonlyMap<string, TickSeries['ticks'][number]['side']> = new Map([
  ['+', 'buy'],
  ['-', 'sell'],
  ['*', 'neutral'],
]);

/** The newest `count` trades. @throws AppError not_found */
export function ticksOf(
  reply: Rows<typeof tradeTick>,
  { symbol, count }: { readonly symbol: string; readonly count: number },
): TickSeries {
  const ticks = rowOf(reply.data, symbol, 'trades')
    .items.map(({ time, price, volume, type }) => ({
      timeMs: time,
      price,
      volume,
      side: TICK_SIDES.get(type ?? '') ?? null,
    }))
    .sort((left, right) => left.timeMs - right.timeMs)
    .slice(-count);
  return {
    symbol,
    ticks,
    provenance: provenanceOf(reply, { asOfMs: ticks.at(-1)?.timeMs ?? null, isDelayed: null }),
  };
}

/** The order book as it is at the time of the answer; levels carry no time of their own. @throws AppError not_found */
export function depthOf(reply: Rows<typeof quoteDepth>, symbol: string): Depth {
  const row = rowOf(reply.data, symbol, 'order book');
  const levelOf = ({ price, volume, count }: (typeof row.bids)[number]) => ({
    price,
    volume,
    orderCount: count,
  });
  return {
    symbol,
    bids: row.bids.map(levelOf),
    asks: row.asks.map(levelOf),
    provenance: provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null }),
  };
}

function rowOf<Row extends { readonly symbol: string }>(
  rows: readonly Row[],
  symbol: string,
  what: string,
): Row {
  const row = rows.find((candidate) => symbolOf(candidate.symbol) === symbol);
  if (row !== undefined) return row;
  throw new AppError('not_found', `Tiger has no ${what} of ${symbol}.`, {
    nextStep: 'Check the symbol with tiger_get_contracts or tiger_search_symbols.',
  });
}
