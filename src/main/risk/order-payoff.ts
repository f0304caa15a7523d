import {
  add,
  compare,
  type Decimal,
  decimal,
  isZero,
  maximum,
  minimum,
  multiply,
  ZERO,
} from '../../shared/domain/decimal.ts';
import { ONE_SHARE } from '../../shared/domain/instrument.ts';
import { daysBetween, marketDay } from '../../shared/domain/market-day.ts';
import type { OptionKey } from '../../shared/domain/option.ts';
import { type OrderDraft, previewedFees } from '../../shared/domain/order.ts';
import type { ExerciseNote, OrderPayoff } from '../../shared/domain/order-payoff.ts';
import { type PayoffLeg, payoffCurve, payoffFigures } from '../../shared/domain/payoff.ts';
import { combinationLegs, endsOnOneDay, netCost } from './combination-loss.ts';
import type { ControlFacts } from './control-facts.ts';
import { sharesForCalls } from './covered-call.ts';
import type { OptionFacts } from './option-facts.ts';
import { orderGreeks } from './order-greeks.ts';
import { heldQuantity, openingQuantity } from './order-intent.ts';
import { expectedPrice } from './order-price.ts';

/** How far beyond what matters the curve goes, so that its ends show where it leads. */
const MARGIN_BELOW = decimal('0.85');
const MARGIN_ABOVE = decimal('1.15');

/**
 * Field 14 of the card: for options and for what sells short. null: the order is neither, since what a purchase of
 * shares can lose is its cost. The figures are for the order alone, filled at its price and held to its end; but for
 * those of a call that is written against shares, which stand beside it at today's price.
 */
export function orderPayoff(facts: ControlFacts, option: OptionFacts | null): OrderPayoff | null {
  const { order, contract, positions } = facts;
  const held = heldQuantity(order, positions);
  const opening = held === null ? order.quantity : openingQuantity(order, held);
  if (order.legs !== null) return combinationPayoff(facts, option, opening);
  const isClosing = isZero(opening);
  if (option === null && (order.securityType !== 'STK' || order.side === 'BUY' || isClosing)) return null;
  const shares = multiply(opening, contract.multiplier ?? ONE_SHARE);
  const price = expectedPrice(order, facts.quote);
  // What an option stands for is never guessed.
  const isKnown = price !== null && (option === null || contract.multiplier !== null);
  const underlyingPrice = option === null ? price : option.underlyingPrice;
  const legs =
    isKnown && !isClosing
      ? [legOf(order, option, shares, price), ...coverLegs(facts, option, shares, underlyingPrice)]
      : [];
  return {
    currency: order.currency,
    legs,
    underlying: { symbol: contract.underlying ?? order.symbol, price: underlyingPrice },
    figures: legs.length === 0 ? null : figuresOf(legs, feesOf(facts), underlyingPrice),
    isClosing,
    ...(option === null ? WITHOUT_EXPIRY : expiryOf(facts, option, shares, isClosing)),
  };
}

const WITHOUT_EXPIRY = { expiry: null, greeks: null, exerciseAmount: null, notes: [] };

function legOf(order: OrderDraft, option: OptionFacts | null, shares: Decimal, price: Decimal): PayoffLeg {
  const { side } = order;
  if (option === null) return { kind: 'share', side, shares, strike: null, price };
  return { kind: option.key.right, side, shares, strike: option.key.strike, price };
}

/** What a covered call can lose is the worth of the shares behind it, not their price in the open market. */
function coverLegs(
  facts: ControlFacts,
  option: OptionFacts | null,
  shares: Decimal,
  price: Decimal | null,
): PayoffLeg[] {
  const isWritten = option !== null && option.key.right === 'call' && facts.order.side === 'SELL';
  if (!isWritten || price === null || coverOf(facts, option.key, shares) !== 'call_is_covered') return [];
  return [{ kind: 'share', side: 'BUY', shares, strike: null, price }];
}

/** The broker's estimate for the whole order, where it is in the order's currency. */
function feesOf({ preview, order }: ControlFacts): Decimal | null {
  return preview?.commissionCurrency === order.currency ? previewedFees(preview) : null;
}

/**
 * The whole of a combination at its net price. Where its legs end on several days there is no one result at expiry: control
 * 24 says then what it can lose.
 */
function combinationPayoff(facts: ControlFacts, option: OptionFacts | null, opening: Decimal): OrderPayoff {
  const { order, contract, nowMs } = facts;
  const priced = { ...order, quantity: opening };
  const { multiplier, underlying } = contract;
  const isClosing = isZero(opening);
  const legs = (isClosing ? null : combinationLegs(priced, multiplier)) ?? [];
  const price = expectedPrice(order, facts.quote);
  const isOneResult = legs.length > 0 && price !== null && multiplier !== null && endsOnOneDay(order);
  const underlyingPrice = option?.underlyingPrice ?? null;
  const daysLeft =
    option === null ? 0 : Math.max(0, daysBetween(marketDay(order.market, nowMs), option.key.expiry));
  const isWritten = legs.some(({ side }) => side === 'SELL');
  const isBought = legs.some(({ side }) => side === 'BUY');
  return {
    currency: order.currency,
    legs,
    underlying: { symbol: underlying ?? order.symbol, price: underlyingPrice },
    figures: isOneResult
      ? figuresOf(legs, feesOf(facts), underlyingPrice, netCost(priced, multiplier, price))
      : null,
    isClosing,
    expiry: option === null ? null : { day: option.key.expiry, daysLeft },
    greeks: option === null ? null : orderGreeks(order, option, multiplier),
    exerciseAmount: null,
    notes: [
      ...(daysLeft === 0 && option !== null ? (['expires_today'] as const) : []),
      ...(isBought ? (['exercised_at_expiry'] as const) : []),
      ...(isWritten ? (['assigned_any_day'] as const) : []),
    ],
  };
}

function figuresOf(legs: PayoffLeg[], fees: Decimal | null, underlying: Decimal | null, net: Decimal = ZERO) {
  const cost = add(fees ?? ZERO, net);
  const { maxLoss, maxGain, breakevens } = payoffFigures(legs, cost);
  const strikes = legs.map(({ strike }) => strike).filter((strike) => strike !== null);
  const matter = [...breakevens, ...strikes, ...(underlying === null ? [] : [underlying])];
  const [first = ZERO, ...others] = matter;
  const from = multiply(others.reduce(minimum, first), MARGIN_BELOW);
  const to = multiply(others.reduce(maximum, first), MARGIN_ABOVE);
  const curve = compare(from, to) < 0 ? payoffCurve(legs, { from, to }, cost) : [];
  return { maxLoss, maxGain, breakevens: [...breakevens], fees, curve };
}

function expiryOf(facts: ControlFacts, option: OptionFacts, shares: Decimal, isClosing: boolean) {
  const { key } = option;
  const { order, nowMs } = facts;
  // An option that has expired has no days left.
  const daysLeft = Math.max(0, daysBetween(marketDay(order.market, nowMs), key.expiry));
  const { multiplier } = facts.contract;
  return {
    expiry: { day: key.expiry, daysLeft },
    greeks: orderGreeks(order, option, multiplier),
    exerciseAmount: multiplier === null || isClosing ? null : multiply(key.strike, shares),
    notes: isClosing ? [] : notesOf(facts, key, shares, daysLeft),
  };
}

function notesOf(facts: ControlFacts, key: OptionKey, shares: Decimal, daysLeft: number): ExerciseNote[] {
  const { order } = facts;
  const today: ExerciseNote[] = daysLeft === 0 ? ['expires_today'] : [];
  if (order.market !== 'US') return [...today, 'rules_of_exchange'];
  if (order.side === 'BUY') return [...today, 'exercised_at_expiry', 'expires_worthless'];
  return [
    ...today,
    'assigned_any_day',
    key.right === 'put' ? 'put_buys_shares' : coverOf(facts, key, shares),
  ];
}

function coverOf(facts: ControlFacts, key: OptionKey, shares: Decimal): ExerciseNote {
  const free = sharesForCalls(key, facts.contract, facts);
  return free !== null && compare(shares, free) <= 0 ? 'call_is_covered' : 'call_is_not_covered';
}
