import type { PricedInstrument } from './instrument.ts';
import { elapsedTradingMs, timeAtElapsed } from './market-schedule.ts';

export interface Tick {
  /** Position in the trading day. */
  readonly index: number;
  readonly timeMs: number;
  readonly priceE4: number;
  readonly volume: number;
  /** Wire contract 3.1: + bought, - sold, * neither. */
  readonly type: '+' | '-' | '*';
}

export interface TickQuery {
  /** Inclusive; null asks for the newest. */
  readonly begin: number | null;
  /** Exclusive. */
  readonly end: number | null;
  readonly limit: number;
  /** Length of a tick: all that traded in it is told as one. */
  readonly stepMs: number;
}

/** The trades of the running (or last) trading day, ascending. */
export function tickSeries(instrument: PricedInstrument, query: TickQuery, nowMs: number): readonly Tick[] {
  const day = instrument.schedule.lastOpened(nowMs);
  const elapsedMs = Math.min(day.tradingMs, elapsedTradingMs(day, nowMs));
  const count = Math.floor(elapsedMs / query.stepMs);
  const end = Math.min(query.end ?? count, count);
  const begin = query.begin ?? Math.max(0, end - query.limit);
  const ticks: Tick[] = [];
  for (let index = begin; index < Math.min(end, begin + query.limit); index += 1) {
    const fromMs = index * query.stepMs;
    const timeMs = timeAtElapsed(day, fromMs);
    const bar = instrument.spanBar(day, timeMs, fromMs, fromMs + query.stepMs);
    const change = bar.closeE4 - bar.openE4;
    const type = change > 0 ? '+' : change < 0 ? '-' : '*';
    ticks.push({ index, timeMs, priceE4: bar.closeE4, volume: bar.volume, type });
  }
  return ticks;
}
