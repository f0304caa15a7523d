import type { PushedTrades } from '../../shared/domain/pushed-market.ts';
import { PUSHED_TRADES_MAX } from '../../shared/domain/pushed-market.ts';
import type { PushTrade, PushTrades } from '../../tiger/push/push-event.ts';

/** As the signs of wire contract 3.1; the push service uses the same. */
const SIDES = new Map<string, PushedTrades['trades'][number]['side']>([
  ['+', 'buy'],
  ['-', 'sell'],
  ['*', 'neutral'],
]);

/** The trades of one symbol: each once, in the order of their numbers, and a hole in the numbers is said. */
export class TradeNews {
  #lastSequence: bigint | null = null;

  /** null: everything was told before. */
  take(push: PushTrades, receivedAtMs: number): PushedTrades | null {
    const last = this.#lastSequence;
    const news = push.trades
      .filter(({ sequence, timeMs }) => timeMs !== null && (last === null || sequence > last))
      .sort((left, right) => (left.sequence < right.sequence ? -1 : 1))
      .filter(({ sequence }, index, all) => sequence !== all[index - 1]?.sequence)
      .slice(-PUSHED_TRADES_MAX);
    const [first] = news;
    const newest = news.at(-1);
    if (first === undefined || newest === undefined) return null;
    this.#lastSequence = newest.sequence;
    return {
      symbol: push.symbol,
      trades: news.map(tickOf),
      isGap: last !== null && first.sequence !== last + 1n,
      asOfMs: newest.timeMs,
      brokerTimeMs: push.asOfMs,
      receivedAtMs,
    };
  }
}

function tickOf({ timeMs, price, size, direction }: PushTrade): PushedTrades['trades'][number] {
  return { timeMs: timeMs ?? 0, price, volume: size, side: SIDES.get(direction ?? '') ?? null };
}
