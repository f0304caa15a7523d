import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import type { Quote } from '../../../../src/shared/domain/market-data.ts';
import type { PushedQuote } from '../../../../src/shared/domain/pushed-market.ts';
import { PushedQuoteParts } from '../../../../src/worker/push/pushed-quote-parts.ts';
import { PushedQuotes } from '../../../../src/worker/push/pushed-quotes.ts';
import { quoteOf } from '../../../support/fake-directory.ts';
import { SteppedClock } from '../../../support/stepped-clock.ts';
import { quote } from './push-messages.ts';

let clock: SteppedClock;
let quotes: PushedQuotes;

beforeEach(() => {
  clock = new SteppedClock();
  quotes = new PushedQuotes(clock);
  quotes.setConnected(true);
});

function read(isDelayed: boolean | null = false): Quote {
  const { provenance, ...figures } = quoteOf('AAPL');
  return { ...figures, provenance: { ...provenance, isDelayed, receivedAtMs: clock.nowMs() } };
}

/** As the service sends it: prices and the best bid and ask apart. */
function pushed(lastPrice: number, change: Partial<PushedQuote> = {}): PushedQuote {
  const parts = new PushedQuoteParts();
  const bbo = { bidPrice: decimal(99), bidSize: decimal(1), askPrice: null, askSize: null };
  const at = { asOfMs: 5, sentAtMs: 7 };
  parts.take(quote({ ...at, lastPrice: decimal(lastPrice), previousClose: decimal(100) }), clock.nowMs());
  parts.take(quote({ ...at, part: 'bbo', ...bbo }), clock.nowMs());
  return { ...(parts.quote('AAPL') as PushedQuote), ...change };
}

describe('a quote from what was pushed', () => {
  it('is the reading with the newer figures, its change worked out anew, and its true age', async () => {
    quotes.keep([read()]);
    await clock.advance(1_000);
    quotes.take(pushed(103));
    const now = quotes.get('AAPL');
    expect(now).toMatchObject({
      lastPrice: '103',
      change: '3',
      changeRate: '0.03',
      bidPrice: '99',
      askPrice: null,
      highPrice: read().highPrice,
      tradingStatus: 'normal',
      provenance: { asOfMs: 5, brokerTimeMs: 7, receivedAtMs: clock.nowMs(), isDelayed: false },
    });
  });

  it.each([
    ['nothing was read', () => quotes.take(pushed(1))],
    ['nothing was pushed', () => quotes.keep([read()])],
    ['the reading was delayed', () => give(read(true), pushed(1))],
    ['the reading does not say whether it was', () => give(read(null), pushed(1))],
    ['only a part was pushed', () => give(read(), pushed(1, { isComplete: false }))],
    [
      'the push is older than the reading',
      () => give(read(), pushed(1, { receivedAtMs: clock.nowMs() - 1 })),
    ],
  ])('is none when %s', (_what, arrange) => {
    arrange();
    expect(quotes.get('AAPL')).toBeNull();
  });

  it('is none once it is two seconds old, or the reading, which knows of halts, ten', async () => {
    quotes.keep([read()]);
    await clock.advance(1);
    quotes.take(pushed(1));
    await clock.advance(2_000);
    expect(quotes.get('AAPL')).not.toBeNull();
    await clock.advance(1);
    expect(quotes.get('AAPL')).toBeNull();
    await clock.advance(7_998);
    quotes.take(pushed(1));
    expect(quotes.get('AAPL')).not.toBeNull();
    await clock.advance(1);
    quotes.take(pushed(1));
    expect(quotes.get('AAPL')).toBeNull();
  });

  it('is none after the connection was lost, until it is pushed again', async () => {
    quotes.keep([read()]);
    await clock.advance(1);
    quotes.take(pushed(1));
    quotes.setConnected(false);
    expect(quotes.get('AAPL')).toBeNull();
    quotes.setConnected(true);
    expect(quotes.get('AAPL')).toBeNull();
    quotes.take(pushed(2));
    expect(quotes.get('AAPL')?.lastPrice).toBe('2');
  });
});

function give(reading: Quote, push: PushedQuote): void {
  quotes.keep([reading]);
  quotes.take({ ...push, receivedAtMs: Math.max(push.receivedAtMs, 1) });
}

describe('the parts of a quote', () => {
  it('in any order, and doubled, make the newest of each', () => {
    const message = fc.record({
      part: fc.constantFrom('basic' as const, 'bbo' as const),
      atMs: fc.integer({ min: 1, max: 1_000 }),
    });
    const messages = fc.uniqueArray(message, { minLength: 1, selector: ({ atMs }) => atMs });
    const came = messages.chain((all) =>
      fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }),
    );
    fc.assert(
      fc.property(came, (all) => {
        const parts = new PushedQuoteParts();
        for (const { part, atMs } of all) {
          const price = decimal(atMs);
          parts.take(quote({ part, asOfMs: atMs, lastPrice: price, bidPrice: price, askPrice: price }), 1);
        }
        const newest = (part: string) => Math.max(...all.map((each) => (each.part === part ? each.atMs : 0)));
        const made = parts.quote('AAPL');
        expect(Number(made?.lastPrice ?? 0)).toBe(newest('basic'));
        expect(Number(made?.bidPrice ?? 0)).toBe(newest('bbo'));
        expect(made?.isComplete).toBe(newest('basic') > 0 && newest('bbo') > 0);
      }),
    );
  });
});
