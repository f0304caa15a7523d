import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combinationFills } from '../../../../src/main/risk/combination-fills.ts';
import { combinationLoss, worthAt } from '../../../../src/main/risk/combination-loss.ts';
import type { ControlFacts } from '../../../../src/main/risk/control-facts.ts';
import { driftAtSend } from '../../../../src/main/risk/controls/drift-at-send.ts';
import { expiryDay } from '../../../../src/main/risk/controls/expiry-day.ts';
import { kindsEnabled } from '../../../../src/main/risk/controls/kinds-enabled.ts';
import { orderNotional } from '../../../../src/main/risk/controls/order-notional.ts';
import { orderQuantity } from '../../../../src/main/risk/controls/order-quantity.ts';
import { priceCollar } from '../../../../src/main/risk/controls/price-collar.ts';
import { symbolLists } from '../../../../src/main/risk/controls/symbol-lists.ts';
import { unlimitedLoss } from '../../../../src/main/risk/controls/unlimited-loss.ts';
import { byLeg } from '../../../../src/main/risk/open-legs.ts';
import { heldQuantity } from '../../../../src/main/risk/order-intent.ts';
import { orderPayoff } from '../../../../src/main/risk/order-payoff.ts';
import { combinationName, type OrderLeg } from '../../../../src/shared/domain/combination.ts';
import { combinationQuote } from '../../../../src/shared/domain/combination-quote.ts';
import { compare, decimal, subtract } from '../../../../src/shared/domain/decimal.ts';
import type { Quote } from '../../../../src/shared/domain/market-data.ts';
import { parseOptionIdentifier } from '../../../../src/shared/domain/option-identifier.ts';
import type { OrderDraft } from '../../../../src/shared/domain/order.ts';
import { CONTRACT, factsWith, holding, ORDER, openOrder, PREVIEW, QUOTE } from './control-facts-of.ts';

const LOW = 'AAPL  261218C00270000';
const HIGH = 'AAPL  261218C00280000';
const LATER = 'AAPL  270115C00280000';
const PUT = 'AAPL  261218P00270000';
const leg = (symbol: string, side: 'BUY' | 'SELL' = 'BUY', ratio = 1): OrderLeg => ({ symbol, side, ratio });
const SPREAD = [leg(LOW), leg(HIGH, 'SELL')];

const quoted = (symbol: string, bid: string, ask: string): Quote => ({
  ...QUOTE,
  symbol,
  bidPrice: decimal(bid),
  askPrice: decimal(ask),
});
const QUOTES = [quoted(LOW, '6.00', '6.10'), quoted(HIGH, '2.90', '3.00')];

function combination(legs: OrderLeg[], change: Partial<OrderDraft> = {}, quotes = QUOTES): ControlFacts {
  const symbol = combinationName('AAPL', legs);
  const multiplier = decimal(100);
  const base = { ...ORDER, symbol, securityType: 'MLEG' as const, multiplier, legs };
  const order = { ...base, quantity: decimal(1), limitPrice: decimal('3.20'), ...change };
  const facts = factsWith({ order, legQuotes: quotes, quote: combinationQuote(symbol, legs, quotes) });
  const contract = { ...CONTRACT, symbol, securityType: 'MLEG' as const, multiplier, underlying: 'AAPL' };
  const settings = { ...facts.settings, areOptionsEnabled: true };
  return { ...facts, settings, contract, nowMs: Date.parse('2026-11-23T15:00:00Z') };
}
const optionHeld = (symbol: string, quantity: string) => ({
  ...holding(quantity),
  symbol,
  securityType: 'OPT' as const,
  multiplier: decimal(100),
});

it('the natural price is asks of what is bought less bids of what is sold, as old as the oldest leg', () => {
  const old = { ...QUOTE.provenance, receivedAtMs: 1, isDelayed: true };
  const quotes = [quoted(LOW, '6.00', '6.10'), { ...quoted(HIGH, '2.90', '3.00'), provenance: old }];
  expect(combinationQuote('X', SPREAD, quotes)).toMatchObject({
    askPrice: '3.2',
    bidPrice: '3',
    provenance: { receivedAtMs: 1, isDelayed: true },
  });
  const empty = [quotes[0] as Quote, { ...quoted(HIGH, '0', '3.00') }];
  expect(combinationQuote('X', SPREAD, empty)).toMatchObject({ askPrice: null, bidPrice: '3' });
});

it('property: what a vertical can lose and win is its closed form, bought or sold', () => {
  const strike = fc.integer({ min: 1, max: 500 });
  const price = fc.integer({ min: 1, max: 5_000 }).map((cents) => decimal((cents / 100).toFixed(2)));
  const quantity = fc.integer({ min: 1, max: 50 });
  fc.assert(
    fc.property(strike, strike, price, quantity, fc.boolean(), (low, width, net, count, isSold) => {
      const named = (at: number) => `AAPL  261218C${String(at * 1_000).padStart(8, '0')}`;
      const legs = [leg(named(low)), leg(named(low + width), 'SELL')];
      const change = { limitPrice: net, quantity: decimal(count), side: isSold ? 'SELL' : 'BUY' } as const;
      const facts = { ...combination(legs, change), preview: { ...PREVIEW, commissionCurrency: null } };
      const figures = orderPayoff(facts, null)?.figures;
      const units = 100 * count;
      const debit = Math.round(Number(net) * units);
      const floor = (value: number) => decimal(Math.max(0, value));
      const [paid, won] = [floor(debit), floor(width * units - debit)];
      expect(figures?.maxLoss).toEqual({ isLimited: true, amount: isSold ? won : paid });
      expect(figures?.maxGain).toEqual({ isLimited: true, amount: isSold ? paid : won });
      if (compare(net, decimal(width)) < 0)
        expect(figures?.breakevens.map((at) => subtract(at, decimal(low)))).toEqual([net]);
    }),
  );
});

describe('what it can lose', () => {
  const loss = (legs: OrderLeg[], side: 'BUY' | 'SELL', price = '3.20') =>
    combinationLoss({ legs, side, quantity: decimal(2) }, decimal(100), decimal(price));
  it.each([
    ['a bought spread: its price', SPREAD, 'BUY', '640'],
    ['a sold spread: the width less its price', SPREAD, 'SELL', '1360'],
    ['a sold straddle: no limit', [leg(LOW), leg(PUT)], 'SELL', null],
    ['a spread with two written for one bought: no limit', [leg(LOW), leg(HIGH, 'SELL', 2)], 'BUY', null],
    ['a calendar: its price', [leg(LATER), leg(HIGH, 'SELL')], 'BUY', '640'],
    [
      'a calendar whose written leg outlives the other: no limit',
      [leg(LATER), leg(HIGH, 'SELL')],
      'SELL',
      null,
    ],
  ] as const)('%s', (_name, legs, side, most) => {
    expect(loss([...legs], side)?.most).toBe(most);
  });

  it('counts against caps if it is more than the net price', () => {
    const { order, contract } = combination(SPREAD, { side: 'SELL', quantity: decimal(2) });
    expect(worthAt(order, contract, decimal('3.20'))).toBe('1360');
    expect(orderNotional(combination(SPREAD, { side: 'SELL', quantity: decimal(20) })).level).toBe('block');
  });

  it('must be held in cash, and be limited, unless the user allows more', () => {
    expect(kindsEnabled(combination(SPREAD)).level).toBe('pass');
    expect(kindsEnabled(combination(SPREAD, { side: 'SELL', quantity: decimal(15) })).level).toBe('block');
    const off = combination(SPREAD);
    expect(kindsEnabled({ ...off, settings: { ...off.settings, areOptionsEnabled: false } }).level).toBe(
      'block',
    );
    expect(unlimitedLoss(combination(SPREAD)).level).toBe('pass');
    const naked = combination([leg(LOW), leg(PUT)], { side: 'SELL' });
    expect(unlimitedLoss(naked).level).toBe('block');
    expect(unlimitedLoss({ ...naked, settings: { ...naked.settings, areShortsEnabled: true } }).level).toBe(
      'danger',
    );
  });
});

it('closing what is held as a whole is a reduction, but not while another order may trade a leg of it', () => {
  const positions = [optionHeld(LOW, '3'), optionHeld(HIGH, '-2')];
  const closing = { ...combination(SPREAD, { side: 'SELL', quantity: decimal(2) }), positions };
  expect(heldQuantity(closing.order, positions)).toBe('2');
  expect(heldQuantity(closing.order, [optionHeld(LOW, '3')])).toBe('0');
  expect(kindsEnabled(closing).text).toContain('closes what is held');
  const other = openOrder({ symbol: LOW, side: 'SELL', securityType: 'OPT', quantity: decimal(1) });
  expect(kindsEnabled({ ...closing, openOrders: [other] }).text).not.toContain('closes what is held');
});

it('a call that keeps a written one from being naked is not sold alone', () => {
  const facts = combination(SPREAD);
  const order = {
    ...ORDER,
    symbol: LOW,
    securityType: 'OPT' as const,
    side: 'SELL' as const,
    quantity: decimal(1),
  };
  const sale = {
    ...facts,
    order,
    contract: { ...facts.contract, symbol: LOW, securityType: 'OPT' as const },
  };
  const spread = [optionHeld(LOW, '1'), optionHeld(HIGH, '-1')];
  expect(unlimitedLoss({ ...sale, positions: spread }).level).toBe('block');
  expect(unlimitedLoss({ ...sale, positions: [...spread, holding('100')] }).level).toBe('pass');
  expect(unlimitedLoss({ ...sale, positions: [optionHeld(LOW, '1')] }).level).toBe('pass');
});

it('counts contracts by the largest leg, ends with its nearest leg, and stands for every name on a list', () => {
  const ratio = combination([leg(LOW), leg(HIGH, 'SELL', 3)], { quantity: decimal(20) });
  expect(orderQuantity(ratio).value).toBe('60');
  const lastDay = Date.parse('2026-12-18T21:30:00Z');
  expect(expiryDay({ ...combination([leg(LATER), leg(HIGH, 'SELL')]), nowMs: lastDay }).level).toBe('block');
  expect(expiryDay(combination(SPREAD)).level).toBe('pass');
  const listed = combination(SPREAD);
  for (const name of ['AAPL', LOW]) {
    expect(symbolLists({ ...listed, settings: { ...listed.settings, symbolsDenied: [name] } }).level).toBe(
      'block',
    );
  }
});

describe('the collar', () => {
  it('is measured from the natural price', () => {
    expect(priceCollar(combination(SPREAD)).level).toBe('pass');
    expect(priceCollar(combination(SPREAD, { limitPrice: decimal('3.90') })).level).toBe('block');
  });

  it('is measured by the mids of the legs where the net price is near zero, and says so', () => {
    const near = [quoted(LOW, '6.00', '6.10'), quoted(HIGH, '5.95', '6.05')];
    const judged = priceCollar(combination(SPREAD, { limitPrice: decimal('0.30') }, near));
    expect(judged.level).toBe('warning');
    expect(judged.text).toContain('near zero');
    expect(priceCollar(combination(SPREAD, { limitPrice: decimal('3') }, near)).level).toBe('block');
  });

  it('blocks what brings money where it should cost some', () => {
    const turned = [leg(LOW, 'SELL'), leg(HIGH)];
    expect(priceCollar(combination(turned)).text).toContain('turn each leg round and SELL');
  });
});

it('what was approved is compared leg by leg, not by the net price alone', () => {
  const facts = combination(SPREAD);
  const approval = {
    decidedAtMs: facts.nowMs,
    expiresAtMs: facts.nowMs + 60_000,
    sealApproved: 'a',
    sealNow: 'a',
    sealedQuote: facts.quote as Quote,
    sealedLegQuotes: QUOTES,
    isUsed: false,
    grant: null,
  };
  const nowMs = QUOTE.provenance.receivedAtMs;
  expect(driftAtSend({ ...facts, nowMs, approval }).level).toBe('pass');
  const moved = [quoted(LOW, '7.00', '7.10'), quoted(HIGH, '3.90', '4.00')];
  const judged = driftAtSend({ ...facts, nowMs, approval, legQuotes: moved });
  expect(judged.level).toBe('block');
  expect(judged.text).toContain('270 CALL moved from 6.1 to 7.1');
  expect(driftAtSend({ ...facts, nowMs, approval, legQuotes: null }).level).toBe('block');
});

it('an open combination stands for its legs, turned round where it is sold', () => {
  const open = openOrder({
    symbol: 'X',
    side: 'SELL',
    quantity: decimal(2),
    legs: [leg(LOW), leg(HIGH, 'SELL', 3)],
  });
  expect(byLeg([open])).toMatchObject([
    { symbol: LOW, side: 'SELL', quantity: '2', limitPrice: null },
    { symbol: HIGH, side: 'BUY', quantity: '6' },
  ]);
});

describe('fills', () => {
  const { order } = combination(SPREAD);
  const fill = (symbol: string | null, side: 'BUY' | 'SELL' | null, price: string, quantity = '1') => ({
    symbol,
    side,
    price: decimal(price),
    quantity: decimal(quantity),
  });
  const reported = (fills: ReturnType<typeof fill>[], average = '3.10') => ({
    accountId: 'acc_0123456789abcdef',
    symbol: order.symbol,
    side: 'BUY' as const,
    filledQuantity: decimal(1),
    averagePrice: decimal(average),
    fills,
  });
  const checks = (...args: Parameters<typeof reported>) =>
    combinationFills(order, SPREAD, reported(...args)).map(({ check }) => check);
  it.each([
    ['leg by leg', [fill(LOW, 'BUY', '6.10'), fill(HIGH, 'SELL', '2.95')], []],
    ['for the whole', [fill(order.symbol, 'BUY', '3.15')], []],
    ['for the share', [fill('AAPL', null, '3.15')], []],
    ['beyond the limit', [fill(LOW, 'BUY', '6.30'), fill(HIGH, 'SELL', '2.95')], ['price']],
    ['on the wrong side', [fill(LOW, 'SELL', '6.10')], ['side']],
    ['too many of a leg', [fill(LOW, 'BUY', '6.10', '2')], ['quantity']],
    ['of something else', [fill(PUT, 'BUY', '6.10')], ['symbol']],
  ] as const)('%s', (_name, fills, found) => {
    expect(checks([...fills])).toEqual(found);
  });
  it('by the price of the order where no leg tells its own', () => {
    expect(checks([], '3.25')).toEqual(['price']);
  });
});

it('reads its own names back', () => {
  expect(parseOptionIdentifier(LOW)).toMatchObject({ strike: '270' });
  expect(combinationName('AAPL', SPREAD)).toBe(combinationName('AAPL', [leg(HIGH), leg(LOW, 'SELL')]));
  expect(combinationName('AAPL', SPREAD)).not.toBe(combinationName('AAPL', [leg(LOW), leg(HIGH)]));
});
