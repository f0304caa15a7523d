import type { TickSeries } from '../../shared/domain/intraday.ts';
import type { PushedTrades } from '../../shared/domain/pushed-market.ts';

type Trade = TickSeries['ticks'][number];

/** As many as a panel shows without scrolling. */
export const TRADES_SHOWN_MAX = 20;

/**
 * The newest trades, newest first: those that were read, then those that were pushed and are newer than the reading. A
 * trade in the same millisecond as the last one that was read is left out rather than shown twice; the next reading
 * has it.
 */
export function tradesShown(read: readonly Trade[], pushed: readonly Trade[]): readonly Trade[] {
  const readUntilMs = read.at(-1)?.timeMs ?? Number.NEGATIVE_INFINITY;
  const news = pushed.filter(({ timeMs }) => timeMs > readUntilMs);
  return [...read, ...news].slice(-TRADES_SHOWN_MAX).reverse();
}

/** What was pushed so far, with one push more; after a gap only what came after it. */
export function tradesPushed(before: readonly Trade[], push: PushedTrades): readonly Trade[] {
  const kept = push.isGap ? [] : before;
  return [...kept, ...push.trades].slice(-TRADES_SHOWN_MAX);
}
