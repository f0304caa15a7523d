import { optionAnalysis, optionDepth, optionTradeTick } from '../tiger/methods/option-detail-methods.ts';
import { optionBrief, optionKline } from '../tiger/methods/option-quote-methods.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import type { ReadHandlerDeps, ReadHandlers } from './handlers.ts';
import { readHkOptionSymbols, underlyingOf, wireOptionOf } from './option-source.ts';
import {
  analysisOf,
  optionBarsOf,
  optionDepthOf,
  optionQuoteOf,
  optionTicksOf,
  WIRE_OPTION_PERIOD,
} from './tiger-mapping/option-detail-mapping.ts';

type Names =
  | 'options.quotes'
  | 'options.bars'
  | 'options.ticks'
  | 'options.depth'
  | 'options.analysis'
  | 'options.hkSymbols';

/** What changes with every trade is asked for each time, and ends when its caller leaves. */
export function optionDetailHandlers(deps: ReadHandlerDeps): Pick<ReadHandlers, Names> {
  const { tiger } = deps;
  const limits = (signal: AbortSignal) => ({ timeoutMs: BROKER_TIMEOUT_MS, signal });
  return {
    'options.quotes': async ({ options }, { signal }) => {
      const wanted = await Promise.all(options.map((key) => wireOptionOf(deps, key, signal)));
      const markets = [...new Set(wanted.map(({ market }) => market))];
      // One question is about one market.
      const replies = await Promise.all(
        markets.map(async (market) => {
          const keys = wanted.filter((one) => one.market === market).map(({ wire }) => wire);
          return tiger.read(optionBrief, { option_basic: keys, market }, limits(signal));
        }),
      );
      return wanted.flatMap((option) => optionQuoteOf(option, replies[markets.indexOf(option.market)]) ?? []);
    },
    'options.bars': async ({ option, period, count }, { signal }) => {
      const { market, wire } = await wireOptionOf(deps, option, signal);
      const query = {
        ...wire,
        period: WIRE_OPTION_PERIOD[period],
        begin_time: -1,
        end_time: -1,
        limit: count,
      };
      const reply = await tiger.read(optionKline, { option_query: [query], market }, limits(signal));
      return optionBarsOf(reply, { option, period, count });
    },
    'options.ticks': async ({ option, count }, { signal }) => {
      const { wire } = await wireOptionOf(deps, option, signal);
      return optionTicksOf(await tiger.read(optionTradeTick, [wire], limits(signal)), { option, count });
    },
    'options.depth': async ({ option }, { signal }) => {
      const { market, wire } = await wireOptionOf(deps, option, signal);
      return optionDepthOf(
        await tiger.read(optionDepth, { option_basic: [wire], market }, limits(signal)),
        option,
      );
    },
    'options.analysis': async ({ symbol, period, hasHistory }, { signal }) => {
      const { name, market } = await underlyingOf(deps, symbol, signal);
      const query = { symbol: name, period, require_volatility_list: hasHistory };
      const reply = await tiger.read(optionAnalysis, { symbols: [query], market }, limits(signal));
      return analysisOf(reply, { symbol, period });
    },
    'options.hkSymbols': (_input, { signal }) => readHkOptionSymbols(deps, signal),
  };
}
