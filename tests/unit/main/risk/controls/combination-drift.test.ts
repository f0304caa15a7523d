import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ControlFacts } from '../../../../../src/main/risk/control-facts.ts';
import { driftAtSend } from '../../../../../src/main/risk/controls/drift-at-send.ts';
import { combinationName, type OrderLeg } from '../../../../../src/shared/domain/combination.ts';
import { combinationQuote } from '../../../../../src/shared/domain/combination-quote.ts';
import { decimal, ZERO } from '../../../../../src/shared/domain/decimal.ts';
import type { TickSize } from '../../../../../src/shared/domain/instrument.ts';
import type { Quote } from '../../../../../src/shared/domain/market-data.ts';
import type { Side } from '../../../../../src/shared/domain/order.ts';
import { CONTRACT, factsWith, NOW_MS, ORDER, QUOTE } from '../control-facts-of.ts';

const row = (from: string, to: string | null, size: string): TickSize => ({
  from: decimal(from),
  to: to === null ? null : decimal(to),
  // As the exchanges write it: the border belongs to the row below it.
  fromInclusive: from === '0',
  toInclusive: true,
  size: decimal(size),
});
const PENNY = [row('0', null, '0.01')];
const PENNY_PROGRAMME = [row('0', '3', '0.01'), row('3', null, '0.05')];
const OTHERS = [row('0', '3', '0.05'), row('3', null, '0.1')];

interface Leg {
  readonly side: Side;
  readonly ratio: number;
  readonly ticks: readonly TickSize[];
  /** What the order meets, in cents: at approval, and at sending. */
  readonly before: number;
  readonly now: number;
}

const dollars = (cents: number) => decimal((cents / 100).toFixed(2));
const SPREAD_CENTS = 10;

/** The side of the book that the leg meets is at `cents`. */
function quoteOf(symbol: string, side: Side, cents: number): Quote {
  const [bid, ask] = side === 'BUY' ? [cents - SPREAD_CENTS, cents] : [cents, cents + SPREAD_CENTS];
  return { ...QUOTE, symbol, bidPrice: bid > 0 ? dollars(bid) : ZERO, askPrice: dollars(ask) };
}

function facts(given: readonly Leg[], side: Side = 'BUY'): ControlFacts {
  const legs: OrderLeg[] = given.map((leg, at) => ({
    symbol: `AAPL  261218C00${100 + at}000`,
    // As in a bought combination: a sale turns it round.
    side: side === 'BUY' ? leg.side : leg.side === 'BUY' ? 'SELL' : 'BUY',
    ratio: leg.ratio,
  }));
  const symbol = combinationName('AAPL', legs);
  const quotesAt = (cents: (leg: Leg) => number) =>
    given.map((leg, at) => quoteOf(legs[at]?.symbol ?? '', leg.side, cents(leg)));
  const [sealed, now] = [quotesAt(({ before }) => before), quotesAt((leg) => leg.now)];
  const base = factsWith();
  const multiplier = decimal(100);
  const limitPrice = decimal('1');
  const order = { ...ORDER, symbol, securityType: 'MLEG' as const, side, legs, multiplier, limitPrice };
  const { approval } = base;
  return {
    ...base,
    nowMs: NOW_MS,
    order,
    contract: { ...CONTRACT, symbol, securityType: 'MLEG', multiplier, tickSizes: PENNY },
    legTickSizes: given.map(({ ticks }) => ticks),
    quote: combinationQuote(symbol, legs, now),
    legQuotes: now,
    approval: approval && {
      ...approval,
      sealedQuote: combinationQuote(symbol, legs, sealed),
      sealedLegQuotes: sealed,
    },
  };
}

const bought = (before: number, now: number, ticks = PENNY_PROGRAMME, ratio = 1): Leg => ({
  side: 'BUY',
  ratio,
  ticks,
  before,
  now,
});
const written = (before: number, now: number, ticks = PENNY_PROGRAMME, ratio = 1): Leg => ({
  ...bought(before, now, ticks, ratio),
  side: 'SELL',
});

describe('control 6 of a combination', () => {
  it.each([
    ['a tick of 0.05 of one leg', [bought(610, 615), written(290, 290)]],
    ['two ticks of each leg, both against the order', [bought(610, 620), written(320, 310)]],
    ['two ticks over the border of the table, up', [bought(300, 310), written(100, 100)]],
    ['two ticks over the border of the table, down', [bought(305, 299), written(100, 100)]],
    ['ticks of 0.10', [bought(610, 630, OTHERS), written(310, 310, OTHERS)]],
    ['a leg that counts twice', [bought(900, 900), written(310, 300, PENNY_PROGRAMME, 2)]],
    ['0.5 % of the net price', [bought(6_000, 6_020), written(2_000, 2_000)]],
  ] as const)('lets through %s', (_name, legs) => {
    expect(driftAtSend(facts(legs))).toMatchObject({ level: 'pass' });
  });

  it('is the same for a sale, whose legs are turned round', () => {
    expect(driftAtSend(facts([written(610, 600), bought(290, 292)], 'SELL')).level).toBe('pass');
    expect(driftAtSend(facts([written(610, 595), bought(290, 290)], 'SELL')).text).toContain(
      'moved from 6.1 to 5.95',
    );
  });

  it.each([
    ['three ticks of one leg', [bought(610, 625), written(290, 290)], '100 CALL moved from 6.1 to 6.25'],
    ['three cents where the tick is one', [bought(200, 203), written(100, 100)], 'moved from 2 to 2.03'],
    ['three ticks over the border, down', [bought(305, 298), written(100, 100)], 'moved from 3.05 to 2.98'],
    [
      'legs that each moved within 0.5 %, and a net price that did not',
      [bought(6_000, 6_030), written(5_700, 5_675)],
      'The price moved from 3 to 3.55',
    ],
    [
      'a leg of which no ticks are known',
      [bought(610, 615, []), written(290, 290)],
      'moved from 6.1 to 6.15',
    ],
  ] as const)('blocks %s', (_name, legs, text) => {
    const judged = driftAtSend(facts(legs));
    expect(judged.level).toBe('block');
    expect(judged.text).toContain(text);
  });

  const tables = fc.constantFrom(PENNY, OTHERS, PENNY_PROGRAMME);
  const side = fc.constantFrom<Side>('BUY', 'SELL');
  /** Ticks that a leg moves by, and those that it may. */
  const TICKS_MAX = 2;
  const steps = fc.integer({ min: -TICKS_MAX, max: TICKS_MAX });
  const price = fc.integer({ min: 2, max: 400 }).map((tens) => tens * 10);

  /** On the grid of the table, so that every step is a price that an exchange shows. */
  const tickAt = (ticks: readonly TickSize[], cents: number, isUp: boolean) => {
    if (ticks === PENNY) return 1;
    const isLow = isUp ? cents < 300 : cents <= 300;
    return ticks === OTHERS ? (isLow ? 5 : 10) : isLow ? 1 : 5;
  };
  const walked = (ticks: readonly TickSize[], from: number, count: number) => {
    let at = from;
    for (let done = 0; done < Math.abs(count); done += 1)
      at += count > 0 ? tickAt(ticks, at, true) : -tickAt(ticks, at, false);
    return at;
  };
  const quietLeg = fc
    .record({ side, ratio: fc.integer({ min: 1, max: 3 }), ticks: tables, before: price, by: steps })
    .map(({ by, ...leg }) => ({ ...leg, now: walked(leg.ticks, leg.before, by) }));
  const net = (legs: readonly Leg[], at: 'before' | 'now') =>
    legs.reduce((sum, leg) => sum + (leg.side === 'BUY' ? 1 : -1) * leg.ratio * leg[at], 0);
  /** The order meets a price above zero, whichever way round it is. */
  const priced = (legs: readonly Leg[]) => net(legs, 'before') > 0 && net(legs, 'now') > 0;
  const quiet = fc.array(quietLeg, { minLength: 2, maxLength: 4 }).filter(priced);

  it('property: it is let through as long as every leg stays within its own ticks', () => {
    fc.assert(
      fc.property(quiet, (legs) => {
        expect(driftAtSend(facts(legs))).toMatchObject({ level: 'pass' });
      }),
    );
  });

  it('property: it is never let through when one leg moved beyond its ticks and 0.5 %', () => {
    fc.assert(
      fc.property(quiet, fc.nat(), fc.boolean(), fc.integer({ min: 1, max: 40 }), (legs, nth, isUp, more) => {
        const at = nth % legs.length;
        const moved = legs.map((leg, index) => {
          if (index !== at) return leg;
          const byTicks = Math.abs(walked(leg.ticks, leg.before, isUp ? TICKS_MAX : -TICKS_MAX) - leg.before);
          const beyond = Math.max(byTicks, Math.floor(leg.before * 0.005)) + more;
          return { ...leg, now: leg.before + (isUp ? beyond : -beyond) };
        });
        fc.pre(moved.every(({ now }) => now > 0) && priced(moved));
        expect(driftAtSend(facts(moved)).level).toBe('block');
      }),
    );
  });

  it('property: its net price never moves further than the ticks of its legs, or 0.5 % of itself', () => {
    // Dear legs: their 0.5 % is many ticks, and far more than 0.5 % of the difference between them.
    const by = fc.integer({ min: -5, max: 5 });
    const pair = fc.record({
      ticks: tables,
      dear: fc.integer({ min: 10_000, max: 40_000 }),
      width: fc.integer({ min: 500, max: 5_000 }),
      by: fc.tuple(by, by),
    });
    fc.assert(
      fc.property(pair, ({ ticks, dear, width, by: [up, down] }) => {
        const moved = (cents: number, perMille: number) => cents + Math.trunc((cents * perMille) / 1_000);
        const cheap = dear - width;
        const legs = [bought(dear, moved(dear, up), ticks), written(cheap, moved(cheap, down), ticks)];
        const byTicks = legs.reduce((sum, { before, now }) => {
          const reach = walked(ticks, before, now >= before ? TICKS_MAX : -TICKS_MAX);
          return sum + Math.abs(reach - before);
        }, 0);
        const move = Math.abs(net(legs, 'now') - net(legs, 'before'));
        const isLoud = move > Math.max(byTicks, net(legs, 'before') * 0.005);
        fc.pre(priced(legs));
        expect(driftAtSend(facts(legs)).level).toBe(isLoud ? 'block' : 'pass');
      }),
    );
  });
});
