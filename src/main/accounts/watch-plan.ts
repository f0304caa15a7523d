import type { PushTopic } from '../../shared/ipc/worker-calls/push-calls.ts';
import { WATCHED_PER_TOPIC_MAX } from '../../shared/ipc/worker-calls/push-calls.ts';
import type { Wants } from './quote-feed.ts';

/** What the plan of a developer id allows, as the push service says; null: not said. */
export interface PlanLimits {
  readonly quoteLimit: number | null;
  readonly depthLimit: number | null;
  readonly tradesLimit: number | null;
}

export const PLAN_NOT_SAID: PlanLimits = { quoteLimit: null, depthLimit: null, tradesLimit: null };

/** The smallest plan (wire contract 7.3: 20 quotes, 10 books); trades are counted as quotes, bars are not named. */
const BASE = { quote: 20, depth: 10, trades: 20, bar: 20 } as const satisfies Record<PushTopic, number>;
/** The rest stays for the person's other devices, which draw on the same plan. */
const SHARE_OF_PLAN = 0.5;

/** Symbols of each topic that the app lets itself be pushed. */
export function watchLimits(plan: PlanLimits): Readonly<Record<PushTopic, number>> {
  return {
    quote: shareOf(plan.quoteLimit, BASE.quote),
    depth: shareOf(plan.depthLimit, BASE.depth),
    trades: shareOf(plan.tradesLimit, BASE.trades),
    bar: shareOf(plan.quoteLimit, BASE.bar),
  };
}

function shareOf(limit: number | null, base: number): number {
  return Math.min(WATCHED_PER_TOPIC_MAX, Math.floor((limit ?? base) * SHARE_OF_PLAN));
}

export interface WatchPlan {
  /** What the broker is asked to push. */
  readonly granted: Wants;
  /** Wanted, and beyond the limit. */
  readonly denied: Wants;
}

const TOPICS = ['quote', 'depth', 'trades', 'bar'] as const satisfies readonly PushTopic[];

/**
 * Who watches comes first, in the order given; what was only asked for lately fills the rest of the quotes.
 * @param asked the newest last
 */
export function planWatches(
  wants: readonly Wants[],
  asked: readonly string[],
  plan: PlanLimits,
  isRefused: (topic: PushTopic, symbol: string) => boolean,
): WatchPlan {
  const limits = watchLimits(plan);
  const granted = { quote: [], depth: [], trades: [], bar: [] } as Record<PushTopic, string[]>;
  const denied = { quote: [], depth: [], trades: [], bar: [] } as Record<PushTopic, string[]>;
  for (const topic of TOPICS) {
    const wanted = new Set(wants.flatMap((want) => want[topic]));
    for (const symbol of wanted) {
      if (isRefused(topic, symbol)) continue;
      (granted[topic].length < limits[topic] ? granted : denied)[topic].push(symbol);
    }
  }
  for (const symbol of [...asked].reverse()) {
    if (granted.quote.length >= limits.quote) break;
    if (!granted.quote.includes(symbol) && !isRefused('quote', symbol)) granted.quote.push(symbol);
  }
  return { granted, denied };
}
