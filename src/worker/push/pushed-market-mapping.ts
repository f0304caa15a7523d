import type { PushedBar, PushedDepth } from '../../shared/domain/pushed-market.ts';
import type { PushBar, PushDepth } from '../../tiger/push/push-event.ts';

/** A book without a time is as new as its arrival. */
export function isNewerDepth(depth: PushDepth, known: PushDepth | null): boolean {
  if (depth.asOfMs === null || known === null || known.asOfMs === null) return true;
  return depth.asOfMs >= known.asOfMs;
}

export function depthOf(depth: PushDepth, receivedAtMs: number): PushedDepth {
  const levelsOf = (levels: PushDepth['asks']) =>
    levels.map(({ price, size, orderCount }) => ({ price, volume: size, orderCount }));
  return {
    symbol: depth.symbol,
    bids: levelsOf(depth.bids),
    asks: levelsOf(depth.asks),
    asOfMs: depth.asOfMs,
    brokerTimeMs: null,
    receivedAtMs,
  };
}

/** null: it does not say which minute it is of. */
export function barOf(bar: PushBar, receivedAtMs: number): PushedBar | null {
  if (bar.startMs === null) return null;
  return {
    symbol: bar.symbol,
    startMs: bar.startMs,
    open: bar.openPrice,
    high: bar.highPrice,
    low: bar.lowPrice,
    close: bar.closePrice,
    volume: bar.volume,
    receivedAtMs,
  };
}
