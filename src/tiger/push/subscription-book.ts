import type { PushSubscription } from './push-subscription.ts';

/** Beyond what any plan of Tiger allows; past it the caller lost count. */
export const SUBSCRIBED_NAMES_MAX = 2_000;

interface Entry {
  readonly subscription: PushSubscription;
  readonly symbols: Set<string>;
}

/**
 * What the consumer wants to be told of. A connection forgets it when it ends, so it is sent again on each new one,
 * with account and market.
 */
export class SubscriptionBook {
  readonly #entries = new Map<string, Entry>();

  /** @throws RangeError if it is too much */
  add(subscription: PushSubscription): void {
    const symbols = symbolsOf(subscription);
    if (this.#size + Math.max(1, symbols.length) > SUBSCRIBED_NAMES_MAX) {
      throw new RangeError(`at most ${SUBSCRIBED_NAMES_MAX} subscriptions`);
    }
    const key = keyOf(subscription);
    const entry = this.#entries.get(key);
    if (entry === undefined) this.#entries.set(key, { subscription, symbols: new Set(symbols) });
    else for (const symbol of symbols) entry.symbols.add(symbol);
  }

  /** No symbols: everything of this topic and market. */
  remove(subscription: PushSubscription): void {
    const key = keyOf(subscription);
    const symbols = symbolsOf(subscription);
    if (symbols.length === 0 && !('account' in subscription) && subscription.market === undefined) {
      for (const other of [...this.#entries.keys()]) {
        if (other.startsWith(`${subscription.topic} `)) this.#entries.delete(other);
      }
      return;
    }
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    for (const symbol of symbols) entry.symbols.delete(symbol);
    if (symbols.length === 0 || entry.symbols.size === 0) this.#entries.delete(key);
  }

  /** In the order in which they came. */
  list(): readonly PushSubscription[] {
    return [...this.#entries.values()].map(({ subscription, symbols }) =>
      'account' in subscription ? subscription : { ...subscription, symbols: [...symbols] },
    );
  }

  get #size(): number {
    let size = 0;
    for (const { symbols } of this.#entries.values()) size += Math.max(1, symbols.size);
    return size;
  }
}

function symbolsOf(subscription: PushSubscription): readonly string[] {
  return 'account' in subscription ? [] : subscription.symbols;
}

function keyOf(subscription: PushSubscription): string {
  if ('account' in subscription) return `${subscription.topic} ${subscription.account}`;
  // A whole market and some symbols of it are two subscriptions; a ranking is one of its market.
  const isWholeMarket = subscription.symbols.length === 0 || subscription.topic.endsWith('ranking');
  const scope = isWholeMarket ? 'market' : 'symbols';
  return `${subscription.topic} ${scope} ${subscription.market ?? ''}`;
}
