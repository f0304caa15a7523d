import type { PushedQuote } from '../../shared/domain/pushed-market.ts';
import type { PushQuote } from '../../tiger/push/push-event.ts';

interface Part {
  readonly quote: PushQuote;
  readonly receivedAtMs: number;
}

/**
 * One symbol's quote from its messages. Prices and the best bid and ask come apart, doubled or late; of each part the
 * one with the newest time of the broker holds.
 */
export class PushedQuoteParts {
  #basic: Part | null = null;
  #bbo: Part | null = null;

  /** @returns whether it said something new */
  take(quote: PushQuote, receivedAtMs: number): boolean {
    const part = { quote, receivedAtMs };
    const isBasic = quote.part !== 'bbo' && isNewer(quote, this.#basic);
    const isBbo = hasBook(quote) && isNewer(quote, this.#bbo);
    // What a later message leaves out still holds.
    if (isBasic) this.#basic = { ...part, quote: filledFrom(quote, this.#basic?.quote ?? null) };
    if (isBbo) this.#bbo = part;
    return isBasic || isBbo;
  }

  /** Its age is that of its older part. null before anything was pushed. */
  quote(symbol: string): PushedQuote | null {
    const newest = laterOf(this.#basic, this.#bbo);
    if (newest === null) return null;
    const isComplete = this.#basic !== null && this.#bbo !== null;
    const basic = this.#basic?.quote;
    const bbo = this.#bbo?.quote;
    return {
      symbol,
      lastPrice: basic?.lastPrice ?? null,
      bidPrice: bbo?.bidPrice ?? null,
      bidSize: bbo?.bidSize ?? null,
      askPrice: bbo?.askPrice ?? null,
      askSize: bbo?.askSize ?? null,
      openPrice: basic?.openPrice ?? null,
      highPrice: basic?.highPrice ?? null,
      lowPrice: basic?.lowPrice ?? null,
      previousClose: basic?.previousClose ?? null,
      volume: basic?.volume ?? null,
      isComplete,
      asOfMs: basic?.lastPriceAtMs ?? newest.quote.asOfMs,
      brokerTimeMs: newest.quote.sentAtMs,
      receivedAtMs: Math.min(
        this.#basic?.receivedAtMs ?? newest.receivedAtMs,
        this.#bbo?.receivedAtMs ?? newest.receivedAtMs,
      ),
    };
  }
}

/** A message of both parts that names no side is one whose kind is not said. */
function hasBook({ part, bidPrice, askPrice }: PushQuote): boolean {
  return part === 'bbo' || (part === 'all' && (bidPrice !== null || askPrice !== null));
}

function isNewer(quote: PushQuote, known: Part | null): boolean {
  if (known === null) return true;
  const { asOfMs, sentAtMs } = known.quote;
  if (quote.asOfMs === null || asOfMs === null) return true;
  if (quote.asOfMs !== asOfMs) return quote.asOfMs > asOfMs;
  return quote.sentAtMs === null || sentAtMs === null || quote.sentAtMs >= sentAtMs;
}

const KEPT = [
  'lastPrice',
  'lastPriceAtMs',
  'openPrice',
  'highPrice',
  'lowPrice',
  'previousClose',
  'volume',
] as const satisfies readonly (keyof PushQuote)[];

function filledFrom(quote: PushQuote, known: PushQuote | null): PushQuote {
  if (known === null) return quote;
  const kept = Object.fromEntries(KEPT.map((name) => [name, quote[name] ?? known[name]]));
  return { ...quote, ...kept };
}

function laterOf(left: Part | null, right: Part | null): Part | null {
  if (left === null || right === null) return left ?? right;
  return left.receivedAtMs >= right.receivedAtMs ? left : right;
}
