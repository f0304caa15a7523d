import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ManualClock } from '../../../../src/gateway/gateway-clock.ts';
import { LISTINGS } from '../../../../src/gateway/market/listings.ts';
import type { ScheduleKind } from '../../../../src/gateway/market/market-schedule.ts';
import { SimulatedMarket } from '../../../../src/gateway/market/simulated-market.ts';
import { isOnTick } from '../../../../src/gateway/market/tick-rules.ts';

function marketAt(time: string, schedule: ScheduleKind = 'calendar', seed = 7) {
  const clock = new ManualClock({ startMs: Date.parse(time), schedule });
  return { clock, market: new SimulatedMarket({ clock, seed }) };
}

const NOON = '2026-11-23T17:00:07Z';
const query = (period: string, limit: number) => ({ period, beginMs: null, endMs: null, limit });

describe('simulated market', () => {
  test('another process with the same seed sees the same prices, another seed does not', () => {
    const quoteOf = (seed: number) => {
      const { market } = marketAt(NOON, 'calendar', seed);
      return LISTINGS.map((listing) => market.quote(market.instrument(listing.symbol)!).lastE4);
    };
    expect(quoteOf(7)).toEqual(quoteOf(7));
    expect(quoteOf(8)).not.toEqual(quoteOf(7));
  });

  test.each(['1min', '5min', '60min', '6hour', 'day', 'week', 'month', 'year'])(
    'the last %s bar ends with the quote',
    (period) => {
      for (const schedule of ['calendar', 'continuous'] as const) {
        const { market } = marketAt(NOON, schedule);
        for (const symbol of ['AAPL', '00700']) {
          const instrument = market.instrument(symbol)!;
          const quote = market.quote(instrument);
          expect(market.bars(instrument, query(period, 3)).at(-1)?.closeE4).toBe(quote.lastE4);
        }
      }
    },
  );

  test('the minutes of a day add up to its bar, running or finished', () => {
    for (const [time, minutes] of [
      ['2026-11-23T17:00:07Z', 151],
      ['2026-11-23T22:00:00Z', 390],
    ] as const) {
      const { market } = marketAt(time);
      const instrument = market.instrument('TSLA')!;
      const day = market.bars(instrument, query('day', 1))[0]!;
      const bars = market.bars(instrument, query('1min', minutes));
      expect(bars[0]?.startMs).toBe(Date.parse('2026-11-23T14:30:00Z'));
      expect(bars[0]?.openE4).toBe(day.openE4);
      expect(bars.at(-1)?.closeE4).toBe(day.closeE4);
      expect(Math.max(...bars.map((bar) => bar.highE4))).toBe(day.highE4);
      expect(Math.min(...bars.map((bar) => bar.lowE4))).toBe(day.lowE4);
      expect(bars.reduce((total, bar) => total + bar.volume, 0)).toBe(day.volume);
    }
  });

  test('history reaches back over years and every year adds up from its days', () => {
    const { market } = marketAt(NOON);
    const instrument = market.instrument('SPY')!;
    const years = market.bars(instrument, query('year', 100));
    expect(years.length).toBe(17);
    const days = market.bars(instrument, {
      period: 'day',
      beginMs: Date.parse('2025-01-01T05:00:00Z'),
      endMs: Date.parse('2026-01-01T05:00:00Z'),
      limit: 400,
    });
    expect(days).toHaveLength(250);
    const year = years.at(-2)!;
    expect(year.openE4).toBe(days[0]?.openE4);
    expect(year.highE4).toBe(Math.max(...days.map((bar) => bar.highE4)));
    expect(year.volume).toBe(days.reduce((total, bar) => total + bar.volume, 0));
  });

  test('at any time the book is on ticks, not crossed, and the last price is on one of its sides', () => {
    const { market } = marketAt(NOON, 'continuous');
    const fromMs = Date.parse('2024-01-01T00:00:00Z');
    const span = 3 * 365 * 86_400_000;
    fc.assert(
      fc.property(fc.constantFrom(...LISTINGS), fc.nat({ max: span }), (listing, offset) => {
        const quote = market.quote(market.instrument(listing.symbol)!, fromMs + offset);
        const [ask] = quote.book.asks;
        const [bid] = quote.book.bids;
        expect(bid!.priceE4).toBeLessThan(ask!.priceE4);
        expect([bid!.priceE4, ask!.priceE4]).toContain(quote.lastE4);
        for (const { priceE4, size } of [...quote.book.asks, ...quote.book.bids]) {
          expect(isOnTick(listing.market, priceE4)).toBe(true);
          expect(size % listing.lotSize).toBe(0);
        }
        expect(quote.day.lowE4).toBeLessThanOrEqual(quote.lastE4);
        expect(quote.day.highE4).toBeGreaterThanOrEqual(quote.lastE4);
      }),
      { numRuns: 60 },
    );
  });
});
