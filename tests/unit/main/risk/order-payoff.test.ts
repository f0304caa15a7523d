import { describe, expect, it } from 'vitest';
import type { ControlFacts } from '../../../../src/main/risk/control-facts.ts';
import { unlimitedLoss } from '../../../../src/main/risk/controls/unlimited-loss.ts';
import type { OptionFacts } from '../../../../src/main/risk/option-facts.ts';
import { orderPayoff } from '../../../../src/main/risk/order-payoff.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import { parseOptionIdentifier } from '../../../../src/shared/domain/option-identifier.ts';
import type { OrderDraft } from '../../../../src/shared/domain/order.ts';
import type { Position } from '../../../../src/shared/domain/portfolio.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../../src/shared/domain/risk-settings.ts';
import { CONTRACT, factsWith, holding, ORDER, openOrder, PREVIEW } from './control-facts-of.ts';
import { optionRow } from './option-row.ts';

const CALL = 'AAPL  260116C00110000';
const PUT = 'AAPL  260116P00095000';
const SHORTS = { settings: { ...DEFAULT_RISK_SETTINGS, areShortsEnabled: true } };

function optionFacts(order: Partial<OrderDraft>, change: Partial<ControlFacts> = {}): ControlFacts {
  const draft: OrderDraft = {
    ...ORDER,
    symbol: CALL,
    securityType: 'OPT',
    quantity: decimal(2),
    limitPrice: decimal('1.5'),
    ...order,
  };
  const contract = {
    ...CONTRACT,
    symbol: draft.symbol,
    securityType: 'OPT' as const,
    multiplier: decimal(100),
    underlying: 'AAPL',
  };
  return factsWith({ order: draft, contract, ...change });
}

function option(symbol = CALL): OptionFacts {
  const key = parseOptionIdentifier(symbol)!;
  return { key, row: optionRow(symbol), legRows: null, underlyingPrice: decimal(100) };
}

const held = (
  symbol: string,
  quantity: string,
  securityType: Position['securityType'] = 'STK',
): Position => ({ ...holding(quantity), symbol, securityType });

describe('field 14 of the card', () => {
  it('says what a bought call can lose and win, fees included, with its end and its greeks', () => {
    expect(orderPayoff(optionFacts({}), option())).toMatchObject({
      currency: 'USD',
      underlying: { symbol: 'AAPL', price: '100' },
      figures: {
        maxLoss: { isLimited: true, amount: '302' },
        maxGain: { isLimited: false, amount: null },
        breakevens: ['111.51'],
        fees: '2',
      },
      isClosing: false,
      // 5 January to 16 January in New York.
      expiry: { day: '2026-01-16', daysLeft: 11 },
      greeks: { delta: '80', gamma: '4', theta: '-10', vega: null, impliedVolatility: '0.3' },
      exerciseAmount: '22000',
      notes: ['exercised_at_expiry', 'expires_worthless'],
    });
  });

  it('turns the greeks of a sale, and says that a written call is not covered', () => {
    const payoff = orderPayoff(optionFacts({ side: 'SELL' }), option());
    expect(payoff).toMatchObject({
      figures: { maxLoss: { isLimited: false }, maxGain: { isLimited: true, amount: '298' } },
      greeks: { delta: '-80', theta: '10' },
      notes: ['assigned_any_day', 'call_is_not_covered'],
    });
    const covered = optionFacts({ side: 'SELL' }, { positions: [held('AAPL', '200')] });
    expect(orderPayoff(covered, option())?.notes).toEqual(['assigned_any_day', 'call_is_covered']);
    // The shares at 100 beside it: bought at 20,000, 300 of premium less 2 of fees received.
    expect(orderPayoff(covered, option())?.figures).toMatchObject({
      maxLoss: { isLimited: true, amount: '19702' },
      maxGain: { isLimited: true, amount: '2298' },
      breakevens: ['98.51'],
    });
    const unpriced = { ...option(), underlyingPrice: null };
    expect(orderPayoff(covered, unpriced)?.figures?.maxLoss.isLimited).toBe(false);
  });

  it('counts what an order opens and not what it closes', () => {
    const half = optionFacts({ side: 'SELL' }, { positions: [held(CALL, '1', 'OPT')] });
    expect(orderPayoff(half, option())).toMatchObject({ legs: [{ shares: '100' }], isClosing: false });
    const whole = optionFacts({ side: 'SELL' }, { positions: [held(CALL, '2', 'OPT')] });
    expect(orderPayoff(whole, option())).toMatchObject({
      figures: null,
      isClosing: true,
      notes: [],
      expiry: { daysLeft: 11 },
    });
  });

  it('counts the tax on the commission among the fees', () => {
    const taxed = optionFacts({}, { preview: { ...PREVIEW, gst: decimal('0.14') } });
    expect(orderPayoff(taxed, option())?.figures?.fees).toBe('2.14');
  });

  it('leaves out what is not known: fees of another currency, a price, what the option stands for', () => {
    const otherFees = optionFacts({}, { preview: { ...PREVIEW, commissionCurrency: 'HKD' } });
    expect(orderPayoff(otherFees, option())?.figures).toMatchObject({
      fees: null,
      maxLoss: { amount: '300' },
    });
    const noPrice = optionFacts({ orderType: 'MKT', limitPrice: null }, { quote: null });
    expect(orderPayoff(noPrice, option())?.figures).toBeNull();
    const facts = optionFacts({});
    const noMultiplier = { ...facts, contract: { ...facts.contract, multiplier: null } };
    expect(orderPayoff(noMultiplier, option())).toMatchObject({
      figures: null,
      greeks: null,
      exerciseAmount: null,
    });
  });

  it('says that a short sale of shares can lose without limit; a purchase of shares needs no such words', () => {
    const short = factsWith({ order: { ...ORDER, side: 'SELL' } });
    expect(orderPayoff(short, null)).toMatchObject({
      figures: {
        maxLoss: { isLimited: false },
        maxGain: { isLimited: true, amount: '998' },
        breakevens: ['99.8'],
      },
      expiry: null,
    });
    expect(orderPayoff(factsWith(), null)).toBeNull();
    const closing = factsWith({ order: { ...ORDER, side: 'SELL' }, positions: [held('AAPL', '10')] });
    expect(orderPayoff(closing, null)).toBeNull();
  });

  it('names the day of an option that expires today, and leaves Hong Kong to its exchange', () => {
    const today = optionFacts({ symbol: 'AAPL  260105C00110000' });
    expect(orderPayoff(today, option('AAPL  260105C00110000'))).toMatchObject({
      expiry: { daysLeft: 0 },
      notes: expect.arrayContaining(['expires_today']),
    });
    const hk = optionFacts({ market: 'HK' });
    expect(orderPayoff(hk, option())?.notes).toEqual(['rules_of_exchange']);
  });
});

const openSale = (symbol: string, quantity: string, securityType: 'STK' | 'OPT') =>
  openOrder({ symbol, quantity: decimal(quantity), securityType, side: 'SELL', filledQuantity: decimal(0) });

describe('control 24 for options', () => {
  const sell = (change: Partial<ControlFacts> = {}) => optionFacts({ side: 'SELL' }, change);
  it.each<[string, ControlFacts, string]>([
    ['a purchase', optionFacts({}), 'pass'],
    ['a written call without the shares', sell(), 'block'],
    ['the same with shorts switched on', sell(SHORTS), 'danger'],
    ['a covered call', sell({ positions: [held('AAPL', '200')] }), 'pass'],
    ['a call covered by half', sell({ positions: [held('AAPL', '199')] }), 'block'],
    [
      'shares that a call written before takes',
      sell({ positions: [held('AAPL', '300'), held('AAPL  260220C00120000', '-2', 'OPT')] }),
      'block',
    ],
    [
      'shares that an open combination may take',
      sell({
        positions: [held('AAPL', '200')],
        openOrders: [openOrder({ symbol: 'AAPL', securityType: 'MLEG' })],
      }),
      'block',
    ],
    [
      'shares that an open sale takes',
      sell({ positions: [held('AAPL', '200')], openOrders: [openSale('AAPL', '1', 'STK')] }),
      'block',
    ],
    [
      'shares that an open sale of a call takes',
      sell({ positions: [held('AAPL', '300')], openOrders: [openSale('AAPL  260220C00120000', '2', 'OPT')] }),
      'block',
    ],
    ['open orders unknown', sell({ positions: [held('AAPL', '200')], openOrders: null }), 'block'],
    ['a written put, whose loss is its strike', optionFacts({ side: 'SELL', symbol: PUT }), 'warning'],
    ['a sale of what is held', sell({ positions: [held(CALL, '2', 'OPT')] }), 'pass'],
    [
      'an option that its symbol does not name',
      optionFacts({ side: 'SELL', symbol: 'AAPL-OPTION' }),
      'block',
    ],
  ])('%s', (_name, facts, level) => {
    expect(unlimitedLoss(facts).level).toBe(level);
  });

  it('says how much a written put can lose', () => {
    expect(unlimitedLoss(optionFacts({ side: 'SELL', symbol: PUT })).value).toBe('19000 USD');
  });
});
