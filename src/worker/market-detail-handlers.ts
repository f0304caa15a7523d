import { marketOfSymbol } from '../shared/domain/instrument.ts';
import { tradingCalendar } from '../tiger/methods/market-methods.ts';
import { historyTimeline, quoteDepth, timeline, tradeTick } from '../tiger/methods/tick-methods.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import { CALENDAR_LIFETIME_MS } from './cache-lifetimes.ts';
import type { ReadHandlerDeps, ReadHandlers } from './handlers.ts';
import { readChain, readExpirations } from './option-source.ts';
import { searchSymbols } from './symbol-source.ts';
import { depthOf, pastTimelineOf, ticksOf, timelineOf } from './tiger-mapping/intraday-mapping.ts';
import { calendarOf } from './tiger-mapping/market-mapping.ts';

type Names =
  | 'symbols.search'
  | 'calendar.get'
  | 'timeline.get'
  | 'ticks.get'
  | 'depth.get'
  | 'options.expirations'
  | 'options.chain';

/** What changes with every trade is asked for each time, and ends when its caller leaves. */
export function marketDetailHandlers(deps: ReadHandlerDeps): Pick<ReadHandlers, Names> {
  const { tiger, lists } = deps;
  return {
    'symbols.search': (wanted) => searchSymbols(deps, wanted),
    'calendar.get': ({ market, startDay, endDay }) =>
      lists.get(`calendar ${market} ${startDay} ${endDay}`, CALENDAR_LIFETIME_MS, async () => {
        const params = { market, begin_date: startDay, end_date: endDay };
        const reply = await tiger.read(tradingCalendar, params, { timeoutMs: BROKER_TIMEOUT_MS });
        return calendarOf(reply, { market, startDay, endDay });
      }),
    'timeline.get': async ({ symbol, day }, { signal }) => {
      const options = { timeoutMs: BROKER_TIMEOUT_MS, signal };
      if (day !== null) {
        return pastTimelineOf(
          await tiger.read(historyTimeline, { symbols: [symbol], date: day }, options),
          symbol,
        );
      }
      const params = { symbols: [symbol], begin_time: -1, include_hour_trading: true };
      return timelineOf(await tiger.read(timeline, params, options), symbol);
    },
    'ticks.get': async ({ symbol, count }, { signal }) => {
      const params = { symbols: [symbol], begin_index: -1, end_index: -1, limit: count };
      const reply = await tiger.read(tradeTick, params, { timeoutMs: BROKER_TIMEOUT_MS, signal });
      return ticksOf(reply, { symbol, count });
    },
    'depth.get': async ({ symbol }, { signal }) => {
      const params = { symbols: [symbol], market: marketOfSymbol(symbol) };
      return depthOf(await tiger.read(quoteDepth, params, { timeoutMs: BROKER_TIMEOUT_MS, signal }), symbol);
    },
    'options.expirations': ({ symbol }) => readExpirations(deps, symbol),
    'options.chain': (wanted) => readChain(deps, wanted),
  };
}
