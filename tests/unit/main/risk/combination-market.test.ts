import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ControlFacts } from '../../../../src/main/risk/control-facts.ts';
import { sizeAgainstMarket } from '../../../../src/main/risk/controls/size-against-market.ts';
import type { LegMarket } from '../../../../src/main/risk/market-depth.ts';
import type { OptionFacts } from '../../../../src/main/risk/option-facts.ts';
import { orderPayoff } from '../../../../src/main/risk/order-payoff.ts';
import { contextFigures } from '../../../../src/main/trading/context-figures.ts';
import { combinationName, type OrderLeg } from '../../../../src/shared/domain/combination.ts';
import { combinationQuote } from '../../../../src/shared/domain/combination-quote.ts';
import { add, decimal, multiply, negate } from '../../../../src/shared/domain/decimal.ts';
import type { OptionRow } from '../../../../src/shared/domain/option.ts';
import { parseOptionIdentifier } from '../../../../src/shared/domain/option-identifier.ts';
import type { OrderDraft } from '../../../../src/shared/domain/order.ts';
import { CONTRACT, factsWith, ORDER, QUOTE } from './control-facts-of.ts';
import { optionRow } from './option-row.ts';

const LOW = 'AAPL  261218C00270000';
const HIGH = 'AAPL  261218C00280000';
const LEGS: OrderLeg[] = [
  { symbol: LOW, side: 'BUY', ratio: 1 },
  { symbol: HIGH, side: 'SELL', ratio: 2 },
];
const MULTIPLIER = decimal(100);

const market = (averageVolume: number | null, openInterest: number | null): LegMarket => ({
  averageVolume: averageVolume === null ? null : decimal(averageVolume),
  openInterest: openInterest === null ? null : decimal(openInterest),
});

interface World {
  readonly markets?: readonly LegMarket[] | null;
  /** What the book shows at the ask of the bought leg and at the bid of the written one; null: not told. */
  readonly shown?: readonly [number | null, number | null];
}

/** It meets the book: its limit is what it costs now. */
function facts(order: Partial<OrderDraft>, { markets = null, shown = [500, 500] }: World = {}): ControlFacts {
  const symbol = combinationName('AAPL', LEGS);
  const size = (count: number | null) => (count === null ? null : decimal(count));
  const legQuotes = [
    {
      ...QUOTE,
      symbol: LOW,
      bidPrice: decimal(9),
      askPrice: decimal('9.1'),
      bidSize: decimal(1),
      askSize: size(shown[0]),
    },
    {
      ...QUOTE,
      symbol: HIGH,
      bidPrice: decimal(3),
      askPrice: decimal('3.1'),
      bidSize: size(shown[1]),
      askSize: decimal(1),
    },
  ];
  return factsWith({
    order: {
      ...ORDER,
      symbol,
      securityType: 'MLEG',
      legs: LEGS,
      multiplier: MULTIPLIER,
      quantity: decimal(10),
      limitPrice: decimal('3.1'),
      ...order,
    },
    contract: { ...CONTRACT, symbol, securityType: 'MLEG', multiplier: MULTIPLIER, underlying: 'AAPL' },
    quote: combinationQuote(symbol, LEGS, legQuotes),
    legQuotes,
    averageDailyVolume: null,
    legMarkets: markets,
    absences: { volume: 'nobody says' },
  });
}

describe('control 28 of a combination', () => {
  const judged = (quantity: number, world: World) =>
    sizeAgainstMarket(facts({ quantity: decimal(quantity) }, world));

  it('is measured against the leg that has the least for its ratio', () => {
    // 2,000 contracts of the written leg make 1,000 combinations, of which 1 % are 10.
    const markets = [market(1_500, 9_000), market(2_000, 9_000)];
    expect(judged(10, { markets }).level).toBe('pass');
    expect(judged(11, { markets })).toMatchObject({ level: 'warning', value: '1.10 %' });
    expect(judged(11, { markets }).text).toContain('its scarcest leg');
  });

  it('takes open interest where that is less, or where no volume is known', () => {
    expect(judged(6, { markets: [market(9_000, 500), market(9_000, 9_000)] }).level).toBe('warning');
    expect(judged(5, { markets: [market(9_000, 500), market(9_000, 9_000)] }).level).toBe('pass');
    expect(judged(5, { markets: [market(null, 500), market(9_000, null)] }).level).toBe('pass');
    expect(judged(5, { markets: [market(0, 500), market(9_000, 0)] }).level).toBe('pass');
  });

  it('warns while nothing is known of one leg', () => {
    for (const markets of [null, [market(9_000, 9_000), market(null, null)], [market(9_000, 9_000)]]) {
      expect(judged(1, { markets })).toMatchObject({
        level: 'warning',
        text: 'The usual volume is not known: nobody says.',
      });
    }
  });

  it('is measured against what the book shows of each leg, on the side that the leg meets', () => {
    const markets = [market(9_000, 9_000), market(9_000, 9_000)];
    // 40 shown of the written leg make 20 combinations, of which half are 10.
    expect(judged(10, { markets, shown: [500, 40] }).level).toBe('pass');
    expect(judged(11, { markets, shown: [500, 40] }).level).toBe('warning');
    expect(judged(10, { markets, shown: [19, 500] }).level).toBe('warning');
    expect(judged(10, { markets, shown: [null, 500] }).text).toContain('is not known');
    // One of the written leg is shown, and two are needed for one combination.
    expect(judged(1, { markets, shown: [500, 1] })).toMatchObject({ level: 'warning', value: '200.00 %' });
  });

  it('is what the card shows', () => {
    const markets = [market(1_500, 9_000), market(2_000, 9_000)];
    expect(
      contextFigures(facts({}, { markets, shown: [500, 40] }), { option: null, payoff: null }).marketSize,
    ).toMatchObject({
      averageDailyVolume: '1000',
      volumeRate: '0.01',
      displayedSize: '20',
      displayedRate: '0.5',
    });
  });
});

describe('the greeks of a combination', () => {
  const row = (symbol: string, change: Partial<OptionRow>): OptionRow =>
    optionRow(symbol, { delta: decimal('0.6'), vega: decimal('0.11'), ...change });
  const option = (...legRows: (OptionRow | null)[]): OptionFacts => ({
    key: parseOptionIdentifier(LOW)!,
    row: null,
    legRows,
    underlyingPrice: decimal(272),
  });
  const written = {
    delta: decimal('0.25'),
    gamma: decimal('0.015'),
    theta: decimal('-0.04'),
    vega: decimal('0.1'),
  };

  it('are those of its legs added up, by ratio, side and shares', () => {
    const both = option(row(LOW, {}), row(HIGH, written));
    // 10 x 100 x (0.6 - 2 x 0.25)
    const bought = { delta: '100', gamma: '-10', theta: '30', vega: '-90', impliedVolatility: null };
    expect(orderPayoff(facts({}), both)?.greeks).toEqual(bought);
    expect(orderPayoff(facts({ side: 'SELL' }), both)?.greeks).toMatchObject({ delta: '-100', theta: '-30' });
  });

  it('are not known where one leg lacks them', () => {
    expect(orderPayoff(facts({}), option(row(LOW, {}), null))?.greeks).toBeNull();
    expect(orderPayoff(facts({}), option(row(LOW, {})))?.greeks).toBeNull();
    const partly = option(row(LOW, { vega: null }), row(HIGH, written));
    expect(orderPayoff(facts({}), partly)?.greeks).toMatchObject({ delta: '100', vega: null });
    const known = facts({});
    const without = { ...known, contract: { ...known.contract, multiplier: null } };
    expect(orderPayoff(without, option(row(LOW, {}), row(HIGH, written)))?.greeks).toBeNull();
  });

  it('property: are exact, and turned round by a sale', () => {
    const figure = fc
      .integer({ min: -1_000_000, max: 1_000_000 })
      .map((n) => decimal((n / 1_000_000).toFixed(6)));
    fc.assert(
      fc.property(figure, figure, fc.integer({ min: 1, max: 500 }), (low, high, count) => {
        const legs = option(row(LOW, { delta: low }), row(HIGH, { delta: high }));
        const quantity = decimal(count);
        const expected = multiply(multiply(quantity, MULTIPLIER), add(low, multiply(decimal(-2), high)));
        expect(orderPayoff(facts({ quantity }), legs)?.greeks?.delta).toBe(expected);
        expect(orderPayoff(facts({ quantity, side: 'SELL' }), legs)?.greeks?.delta).toBe(negate(expected));
      }),
    );
  });
});
