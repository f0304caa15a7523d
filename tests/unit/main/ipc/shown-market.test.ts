import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccountNews, QuoteNews } from '../../../../src/main/accounts/quote-feed.ts';
import { ShownMarket } from '../../../../src/main/ipc/shown-market.ts';
import { AppError } from '../../../../src/shared/app-error.ts';

const ID = 'acc_abcdefgh12345678';

let watched: string[];
let listeners: Map<string, (news: QuoteNews) => void>;
let ofAccount: ((news: AccountNews) => void) | null;
let published: string[];
let refusal: AppError | null;
let shown: ShownMarket;

beforeEach(() => {
  vi.useFakeTimers();
  watched = [];
  listeners = new Map();
  ofAccount = null;
  published = [];
  refusal = null;
  shown = new ShownMarket({
    publish: (name) => published.push(name),
    live: {
      watch: (accountId, symbols, listener, topic) => {
        if (refusal !== null) throw refusal;
        const key = `${topic} ${accountId} ${symbols.join()}`;
        watched.push(key);
        listeners.set(key, listener);
        return () => {
          watched = watched.filter((each) => each !== key);
        };
      },
      watchAccount: (_accountId, listener) => {
        ofAccount = listener;
        return () => {
          ofAccount = null;
        };
      },
    },
  });
});
afterEach(() => {
  shown.close();
  vi.useRealTimers();
});

describe('what a window shows', () => {
  it('is watched once, as long as it is read again and again, and then no more', () => {
    shown.show('quote', ID, ['AAPL', 'MSFT']);
    expect(watched).toEqual([`quote ${ID} AAPL`, `quote ${ID} MSFT`]);
    for (let reads = 0; reads < 10; reads += 1) {
      vi.advanceTimersByTime(5_000);
      shown.show('quote', ID, ['AAPL']);
    }
    expect(watched).toEqual([`quote ${ID} AAPL`]);
    vi.advanceTimersByTime(15_000);
    expect(watched).toEqual([]);
    expect(ofAccount).toBeNull();
  });

  it('is told to the windows: figures of its topic, and a gap once', () => {
    shown.show('quote', ID, ['AAPL', 'MSFT']);
    listeners.get(`quote ${ID} AAPL`)?.({ name: 'quote', accountId: ID, quote: {} as never });
    listeners.get(`quote ${ID} AAPL`)?.({ name: 'gap', accountId: ID });
    listeners.get(`quote ${ID} MSFT`)?.({ name: 'gap', accountId: ID });
    ofAccount?.({ name: 'gap', accountId: ID });
    expect(published).toEqual(['quotes.pushed', 'push.gap']);
  });

  it('is read without pushes when too much is watched', () => {
    refusal = new AppError('busy', 'too many', { nextStep: 'wait' });
    shown.show('quote', ID, ['AAPL']);
    expect(watched).toEqual([]);
  });

  it('is watched no more after the end', () => {
    shown.show('depth', ID, ['AAPL']);
    shown.close();
    expect(watched).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
