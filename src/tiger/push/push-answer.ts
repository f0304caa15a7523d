import * as z from 'zod';

/** Codes of answers (wire contract 8.3). */
export const ANSWER_CODE = { usage: 111, subscribed: 112, unsubscribed: 113, error: 200 } as const;
export const KICKED_OUT_CODE = 4001;

/** What is subscribed and what may be, per tiger id. Absent numbers are null. */
export interface SubscriptionUsage {
  readonly quoteLimit: number | null;
  readonly quoteUsed: number | null;
  readonly quoteSymbols: readonly string[];
  readonly depthLimit: number | null;
  readonly depthUsed: number | null;
  readonly depthSymbols: readonly string[];
  readonly tradesLimit: number | null;
  readonly tradesUsed: number | null;
  readonly tradesSymbols: readonly string[];
}

const count = z.int().nullish();
const symbols = z.array(z.string()).nullish();
const usageSchema = z.looseObject({
  limit: count,
  used: count,
  subscribedSymbols: symbols,
  askBidLimit: count,
  askBidUsed: count,
  subscribedAskBidSymbols: symbols,
  tradeTickLimit: count,
  tradeTickUsed: count,
  subscribedTradeTickSymbols: symbols,
});

/** null if the text is no such answer */
export function readUsage(text: string): SubscriptionUsage | null {
  try {
    const usage = usageSchema.parse(JSON.parse(text));
    return {
      quoteLimit: usage.limit ?? null,
      quoteUsed: usage.used ?? null,
      quoteSymbols: usage.subscribedSymbols ?? [],
      depthLimit: usage.askBidLimit ?? null,
      depthUsed: usage.askBidUsed ?? null,
      depthSymbols: usage.subscribedAskBidSymbols ?? [],
      tradesLimit: usage.tradeTickLimit ?? null,
      tradesUsed: usage.tradeTickUsed ?? null,
      tradesSymbols: usage.subscribedTradeTickSymbols ?? [],
    };
  } catch {
    return null;
  }
}

const TEXT_LENGTH_MAX = 200;

/** The vendor's words for a person: one line of bounded length. */
export function vendorText(text: string | undefined, otherwise: string): string {
  const line = (text ?? '').replace(/\p{Cc}+/gu, ' ').trim();
  return line === '' ? otherwise : line.slice(0, TEXT_LENGTH_MAX);
}

/** Results are told in words: `success`, or JSON or a sentence that says what failed. */
export function isSuccess(text: string | undefined): boolean {
  return text === undefined || text === '' || /success/i.test(text);
}
