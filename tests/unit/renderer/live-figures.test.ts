import { describe, expect, it } from 'vitest';
import { hasMoved, newerQuote } from '../../../src/renderer/approval-window/live-price.ts';
import { problemOf } from '../../../src/renderer/market/add-symbol.tsx';
import { TRADES_SHOWN_MAX, tradesPushed, tradesShown } from '../../../src/renderer/market/trade-list.ts';
import { movedPositions } from '../../../src/renderer/portfolio/moved-positions.ts';
import { combinationQuote } from '../../../src/shared/domain/combination-quote.ts';
import { add, type Decimal, decimal, multiply } from '../../../src/shared/domain/decimal.ts';
import type { Quote } from '../../../src/shared/domain/market-data.ts';
import { fakePositions } from '../../support/fake-account-data.ts';
import { fakeCard, fakeProposal } from '../../support/fake-trading-data.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 15);
const card = fakeCard(fakeProposal(NOW_MS, 'a', {}), NOW_MS, 1);

function later(change: Partial<Quote>, isDelayed = false): Quote {
  const { provenance } = card.quote;
  return {
    ...card.quote,
    ...change,
    provenance: { ...provenance, isDelayed, receivedAtMs: provenance.receivedAtMs + 1 },
  };
}

describe('the market beside a card', () => {
  it('is what is newer than the card and as real-time', () => {
    expect(newerQuote(card, later({}))).not.toBeNull();
    expect(newerQuote(card, card.quote)).toBeNull();
    expect(newerQuote(card, later({}, true))).toBeNull();
    expect(newerQuote(card, undefined)).toBeNull();
  });

  it('has moved when the side that the order meets is beyond the limit of drift, in either direction', () => {
    const side = card.order.side === 'BUY' ? 'askPrice' : 'bidPrice';
    const other = card.order.side === 'BUY' ? 'bidPrice' : 'askPrice';
    const sealed = card.quote[side] as Decimal;
    const by = (factor: string) => ({ [side]: multiply(sealed, decimal(factor)) });
    expect(hasMoved(card, later({}), new Map())).toBe(false);
    expect(hasMoved(card, later(by('1.0049')), new Map())).toBe(false);
    expect(hasMoved(card, later(by('1.0051')), new Map())).toBe(true);
    expect(hasMoved(card, later(by('0.9949')), new Map())).toBe(true);
    expect(hasMoved(card, later({ [other]: decimal(1) }), new Map())).toBe(false);
    expect(hasMoved(card, later({ bidPrice: null, askPrice: null, lastPrice: null }), new Map())).toBe(true);
  });
});

describe('the market beside the card of a combination', () => {
  const [low, high] = ['AAPL  261218C00270000', 'AAPL  261218C00280000'];
  const at = (symbol: string, bid: string, ask: string) =>
    later({ symbol, bidPrice: decimal(bid), askPrice: decimal(ask) });
  const tickSizes = [
    { from: decimal(0), to: null, fromInclusive: true, toInclusive: false, size: decimal('0.05') },
  ];
  const legs = [
    { symbol: low, side: 'BUY' as const, ratio: 1 },
    { symbol: high, side: 'SELL' as const, ratio: 1 },
  ];
  const sealed = [at(low, '6', '6.10'), at(high, '2.90', '3')];
  const order = { ...card.order, symbol: 'AAPL COMBO 0123456789', side: 'BUY' as const, legs };
  const combined = (quotes: Quote[]) => combinationQuote(order.symbol, legs, quotes);
  const spread = {
    ...card,
    order,
    quote: combined(sealed),
    combination: {
      comboType: 'VERTICAL',
      legs: legs.map((leg, index) => ({ ...leg, quote: sealed[index] as Quote, tickSizes })),
    },
  };
  const isMoved = (...quotes: Quote[]) =>
    hasMoved(spread, combined(quotes), new Map(quotes.map((quote) => [quote.symbol, quote])));

  it('may move by the ticks of its legs', () => {
    expect(isMoved(at(low, '6', '6.15'), at(high, '2.90', '3'))).toBe(false);
    expect(isMoved(at(low, '6', '6.20'), at(high, '2.80', '3'))).toBe(false);
    expect(isMoved(at(low, '6', '6.25'), at(high, '2.90', '3'))).toBe(true);
  });

  it('has moved where its legs have, though its net price stands still', () => {
    expect(isMoved(at(low, '7', '7.10'), at(high, '3.90', '4'))).toBe(true);
  });

  it('has moved where a leg has no price any more', () => {
    expect(isMoved(at(low, '6', '6.10'), later({ symbol: high, bidPrice: null, lastPrice: null }))).toBe(
      true,
    );
  });
});

describe('positions at the prices of now', () => {
  const [position] = fakePositions(NOW_MS).positions;
  if (position === undefined) throw new Error('no position');
  const at = (lastPrice: Decimal | null, isDelayed = false) =>
    new Map([[position.symbol, { ...later({ symbol: position.symbol, lastPrice }, isDelayed) }]]);

  it('move value and gains by quantity times the move of the price', () => {
    const now = add(position.lastPrice as Decimal, decimal('0.5'));
    const [moved] = movedPositions([position], at(now));
    const gained = multiply(position.quantity, decimal('0.5'));
    expect(moved).toEqual({
      ...position,
      lastPrice: now,
      marketValue: add(position.marketValue as Decimal, gained),
      unrealizedPnl: add(position.unrealizedPnl as Decimal, gained),
      todayPnl: position.todayPnl === null ? null : add(position.todayPnl, gained),
    });
  });

  it('stay as they were read without a newer price, with a delayed one, and for other kinds', () => {
    const option = { ...position, securityType: 'OPT' as const };
    expect(movedPositions([position], new Map())).toEqual([position]);
    expect(movedPositions([position], at(null))).toEqual([position]);
    expect(movedPositions([position], at(decimal(1), true))).toEqual([position]);
    expect(movedPositions([option], at(decimal(1)))).toEqual([option]);
  });
});

describe('the list of trades', () => {
  const trade = (timeMs: number) => ({ timeMs, price: decimal(1), volume: decimal(1), side: null });
  const push = (isGap: boolean, ...times: number[]) => ({
    symbol: 'AAPL',
    trades: times.map(trade),
    isGap,
    asOfMs: null,
    brokerTimeMs: null,
    receivedAtMs: 1,
  });

  it('is what was read, then what was pushed since, the newest first, and bounded', () => {
    const pushed = tradesPushed(tradesPushed([], push(false, 2, 3)), push(false, 4));
    expect(tradesShown([trade(1), trade(2)], pushed).map(({ timeMs }) => timeMs)).toEqual([4, 3, 2, 1]);
    const many = Array.from({ length: 100 }, (_, index) => trade(index));
    expect(tradesShown(many, [])).toHaveLength(TRADES_SHOWN_MAX);
    expect(tradesPushed(many, push(false, 100))).toHaveLength(TRADES_SHOWN_MAX);
  });

  it('after a gap has nothing from before it but what is read', () => {
    expect(tradesPushed([trade(1)], push(true, 9)).map(({ timeMs }) => timeMs)).toEqual([9]);
  });
});

describe('a symbol to watch', () => {
  it('is a symbol, not listed yet, and there is room', () => {
    expect(problemOf('AAPL', ['MSFT'])).toBeNull();
    expect(problemOf('', [])).toMatch(/Type a symbol/);
    expect(problemOf('A B$', [])).toMatch(/Type a symbol/);
    expect(problemOf('AAPL', ['AAPL'])).toMatch(/already/);
    const full = Array.from({ length: 40 }, (_, index) => `S${index}`);
    expect(problemOf('AAPL', full)).toMatch(/40/);
  });
});
