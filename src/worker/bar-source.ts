import { AppError } from '../shared/app-error.ts';
import type { BarPeriod, BarSeries } from '../shared/domain/market-data.ts';
import type { Clock } from '../tiger/clock.ts';
import { kline } from '../tiger/methods/quote-methods.ts';
import type { TigerReader } from '../tiger/tiger-client.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import { BARS_LIFETIME_MS } from './cache-lifetimes.ts';
import type { ReuseCounter } from './reuse-counter.ts';
import { SymbolBatcher } from './symbol-batcher.ts';
import { barSeriesOf, WIRE_PERIOD } from './tiger-mapping/market-mapping.ts';

/** Tiger takes 50 symbols, 30 of mainland China (wire contract 7.3); a list can hold both. */
const SYMBOLS_PER_CALL_MAX = 30;
/** About 1 MB of answer: one call must not make the others wait for a book of numbers. */
const BARS_PER_CALL_MAX = 6_000;
/** Pairs of period and count in use at once; beyond it the one that was asked for longest ago goes. */
const BATCHERS_MAX = 40;

export interface BarSourceDeps {
  readonly tiger: TigerReader;
  readonly clock: Clock;
  readonly reuse: ReuseCounter;
}

interface WantedBars {
  readonly symbol: string;
  readonly period: BarPeriod;
  readonly count: number;
}

/** Price bars. Symbols of the same period and count travel together. */
export class BarSource {
  readonly #deps: BarSourceDeps;
  readonly #batchers = new Map<string, SymbolBatcher<BarSeries>>();

  constructor(deps: BarSourceDeps) {
    this.#deps = deps;
  }

  /** @throws TigerError, AppError not_found */
  async get(wanted: WantedBars, signal?: AbortSignal): Promise<BarSeries> {
    const [series] = await this.#batcher(wanted).get([wanted.symbol], signal);
    if (series !== undefined) return series;
    throw new AppError('not_found', `Tiger has no bars for ${wanted.symbol}.`, {
      nextStep: 'Check the symbol with tiger_get_contracts.',
    });
  }

  #batcher({ period, count }: WantedBars): SymbolBatcher<BarSeries> {
    const key = `${period} ${count}`;
    const batcher = this.#batchers.get(key) ?? this.#newBatcher(period, count);
    this.#batchers.delete(key);
    this.#batchers.set(key, batcher);
    const oldest = this.#batchers.keys().next();
    if (this.#batchers.size > BATCHERS_MAX && !oldest.done) this.#batchers.delete(oldest.value);
    return batcher;
  }

  #newBatcher(period: BarPeriod, count: number): SymbolBatcher<BarSeries> {
    const { tiger, ...shared } = this.#deps;
    return new SymbolBatcher({
      ...shared,
      method: kline.name,
      symbolsPerCallMax: Math.max(1, Math.min(SYMBOLS_PER_CALL_MAX, Math.floor(BARS_PER_CALL_MAX / count))),
      lifetimeMs: BARS_LIFETIME_MS[period],
      symbolOf: ({ symbol }) => symbol,
      ask: async (symbols, signal) => {
        const params = {
          symbols,
          period: WIRE_PERIOD[period],
          begin_time: -1,
          end_time: -1,
          limit: count,
          right: 'br',
        } as const;
        const reply = await tiger.read(kline, params, { timeoutMs: BROKER_TIMEOUT_MS, signal });
        return symbols.flatMap((symbol) => barSeriesOf(reply, { symbol, period, count }) ?? []);
      },
    });
  }
}
