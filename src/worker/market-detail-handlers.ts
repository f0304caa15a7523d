import { marketOfSymbol } from '../shared/domain/instrument.ts';
import { tradingCalendar } from '../tiger/methods/market-methods.ts';
import { historyTimeline, quoteDepth, timeline, tradeTick } from '../tiger/methods/tick-methods.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import {
  CALENDAR_LIFETIME_MS,
  DEPTH_LIFETIME_MS,
  PAST_TIMELINE_LIFETIME_MS,
  TICKS_LIFETIME_MS,
  TIMELINE_LIFETIME_MS,
} from './cache-lifetimes.ts';
import type { ReadHandlerDeps, ReadHandlers } from './handlers.ts';
import { readChain, readExpirations } from './option-source.ts';
import { searchSymbols } from './symbol-source.ts';
import { depthOf, pastTimelineOf, ticksOf, timelineOf } from './tiger-mapping/intraday-mapping.ts';
import { calendarOf } from './tiger-mapping/market-mapping.ts';

const TIME_LIMIT = { timeoutMs: BROKER_TIMEOUT_MS };

type Names =
  | 'symbols.search'
  | 'calendar.get'
  | 'timeline.get'
  | 'ticks.get'
  | 'depth.get'
  | 'options.expirations'
  | 'options.chain';

export function marketDetailHandlers(deps: ReadHandlerDeps): Pick<ReadHandlers, Names> {
  const { tiger, lists, cache } = deps;
  return {
    'symbols.search': (wanted, { signal }) => searchSymbols(deps, wanted, signal),
    'calendar.get': ({ market, startDay, endDay }, { signal }) =>
      lists.get(
        `calendar ${market} ${startDay} ${endDay}`,
        CALENDAR_LIFETIME_MS,
        async (life) => {
          const params = { market, begin_date: startDay, end_date: endDay };
          const reply = await tiger.read(tradingCalendar, params, { ...TIME_LIMIT, signal: life });
          return calendarOf(reply, { market, startDay, endDay });
        },
        signal,
      ),
    'timeline.get': async ({ symbol, day }, { signal }) => {
      if (day === null) return currentTimeline(deps, symbol, signal);
      return lists.get(
        `timeline ${symbol} ${day}`,
        PAST_TIMELINE_LIFETIME_MS,
        async (life) => {
          const params = { symbols: [symbol], date: day };
          return pastTimelineOf(
            await tiger.read(historyTimeline, params, { ...TIME_LIMIT, signal: life }),
            symbol,
          );
        },
        signal,
      );
    },
    'ticks.get': ({ symbol, count }, { signal }) =>
      cache.get(
        `ticks ${symbol} ${count}`,
        TICKS_LIFETIME_MS,
        async (life) => {
          const params = { symbols: [symbol], begin_index: -1, end_index: -1, limit: count };
          return ticksOf(await tiger.read(tradeTick, params, { ...TIME_LIMIT, signal: life }), {
            symbol,
            count,
          });
        },
        signal,
      ),
    'depth.get': ({ symbol }, { signal }) =>
      cache.get(
        `depth ${symbol}`,
        DEPTH_LIFETIME_MS,
        async (life) => {
          const params = { symbols: [symbol], market: marketOfSymbol(symbol) };
          return depthOf(await tiger.read(quoteDepth, params, { ...TIME_LIMIT, signal: life }), symbol);
        },
        signal,
      ),
    'options.expirations': ({ symbol }, { signal }) => readExpirations(deps, symbol, signal),
    'options.chain': (wanted, { signal }) => readChain(deps, wanted, signal),
  };
}

function currentTimeline({ tiger, cache }: ReadHandlerDeps, symbol: string, signal: AbortSignal) {
  return cache.get(
    `timeline ${symbol}`,
    TIMELINE_LIFETIME_MS,
    async (life) => {
      const params = { symbols: [symbol], begin_time: -1, include_hour_trading: true };
      return timelineOf(await tiger.read(timeline, params, { ...TIME_LIMIT, signal: life }), symbol);
    },
    signal,
  );
}
