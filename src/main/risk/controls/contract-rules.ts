import { hasStopOutOfReach, wrongSideLegs } from '../../../shared/domain/attached-legs.ts';
import {
  compare,
  type Decimal,
  isInteger,
  isMultipleOf,
  isPositive,
} from '../../../shared/domain/decimal.ts';
import { isOnTick } from '../../../shared/domain/instrument.ts';
import { instrumentWords } from '../../../shared/domain/instrument-words.ts';
import { marketDay, marketTimeText } from '../../../shared/domain/market-day.ts';
import type { OrderDraft, Side } from '../../../shared/domain/order.ts';
import { type AttachedLegs, trailDistance, trailText } from '../../../shared/domain/order-form.ts';
import { TRAIL_PERCENT_MAX } from '../../../shared/domain/order-rules.ts';
import type { ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';
import { nearestMultiples, nearestPrices } from '../nearest-prices.ts';
import { heldQuantity, isReducing, orderIntent } from '../order-intent.ts';
import { trailedPrice } from '../order-price.ts';

/** A later end is more likely a wrong year. */
const EXPIRY_AHEAD_MAX_MS = 366 * 24 * 60 * 60_000;

/** The exchange's own rules: tradeable, whole lots, prices on the tick. A refusal names the nearest valid figures. */
export function contractRules(facts: ControlFacts): Judgement {
  const { order, contract } = facts;
  if (contract.isTradeable === false)
    return judge('block', `${instrumentWords(order)} cannot be traded at the broker now.`);
  return (
    closeOnly(facts) ??
    quantityRule(facts) ??
    priceRule(facts, 'limit price', order.limitPrice) ??
    priceRule(facts, 'stop price', order.stopPrice) ??
    formRule(facts) ??
    legRules(facts) ??
    trailRule(facts) ??
    algoRule(facts) ??
    expiryRule(facts) ??
    overnightRule(facts) ??
    unknownRules(facts)
  );
}

function closeOnly({ order, contract, positions }: ControlFacts): Judgement | null {
  if (contract.isCloseOnly !== true) return null;
  const intent = orderIntent(order.side, order.quantity, heldQuantity(order, positions));
  return isReducing(intent)
    ? null
    : judge('block', `${instrumentWords(order)} may only be closed at the broker, not opened.`);
}

function quantityRule({ order, contract }: ControlFacts): Judgement | null {
  const { quantity } = order;
  if (contract.lotSize === null) {
    return isInteger(quantity) || contract.supportsFractional === true
      ? null
      : judge('block', `${instrumentWords(order)} trades in whole shares.`, { value: quantity });
  }
  if (isMultipleOf(quantity, contract.lotSize)) return null;
  if (contract.supportsFractional === true && contract.lotSize === '1') return null;
  const valid = nearestMultiples(quantity, contract.lotSize).filter(isPositive);
  return judge(
    'block',
    `${instrumentWords(order)} trades in lots of ${contract.lotSize}; use ${valid.join(' or ')}.`,
    {
      value: quantity,
      limit: contract.lotSize,
    },
  );
}

function priceRule({ order, contract }: ControlFacts, name: string, price: Decimal | null): Judgement | null {
  if (price === null || isOnTick(contract.tickSizes, price) !== false) return null;
  const valid = nearestPrices(contract.tickSizes, price);
  return judge(
    'block',
    `The ${name} ${price} is not on ${instrumentWords(order)}'s tick; use ${valid.join(' or ')}.`,
    {
      value: price,
    },
  );
}

/** That the broker takes these forms for anything but shares is nowhere documented, and a lost leg would be a naked order. */
function formRule({ order }: ControlFacts): Judgement | null {
  const { trail, attached, securityType } = order;
  return securityType === 'STK' || (trail === null && attached === null)
    ? null
    : judge('block', 'Trailing stops and brackets are for shares only.', { value: securityType });
}

/**
 * Legs are on the other side: they protect a position that the order opens, and would open one after an order that
 * closes. One on the wrong side of the order's price makes no sense.
 */
function legRules(facts: ControlFacts): Judgement | null {
  const { order, positions } = facts;
  const { attached } = order;
  if (attached === null) return null;
  const intent = orderIntent(order.side, order.quantity, heldQuantity(order, positions));
  if (isReducing(intent) || intent === 'flips') {
    return judge('block', 'It closes a position, so a take profit or a stop loss after it would open one.');
  }
  const [wrong] = wrongSideLegs(order);
  if (wrong !== undefined) return wrongSide(order, wrong);
  if (hasStopOutOfReach(order)) return stopOutOfReach(order.side, attached);
  return (
    priceRule(facts, 'take profit price', attached.takeProfitPrice) ??
    priceRule(facts, 'stop loss price', attached.stopLossPrice) ??
    priceRule(facts, 'stop loss limit', attached.stopLossLimitPrice)
  );
}

function wrongSide(order: OrderDraft, leg: ReturnType<typeof wrongSideLegs>[number]): Judgement {
  const isProfit = leg === 'takeProfitPrice';
  const value = order.attached?.[leg] ?? null;
  const where = isProfit === (order.side === 'BUY') ? 'above' : 'below';
  const name = isProfit ? 'take profit' : 'stop loss';
  const text = `The ${name} at ${value} must be ${where} the limit price ${order.limitPrice} of this ${order.side}.`;
  return judge('block', text, { value: value ?? '', limit: order.limitPrice ?? '' });
}

function stopOutOfReach(side: Side, attached: AttachedLegs): Judgement {
  const { stopLossPrice: trigger, stopLossLimitPrice: limit } = attached;
  const where = side === 'BUY' ? 'above' : 'below';
  const text = `The limit at ${limit} of the stop loss must not be ${where} its trigger ${trigger}: it would not fill.`;
  return judge('block', text, { value: limit ?? '', limit: trigger ?? '' });
}

/** In money as in percent: a wider trail is more likely a distance in the wrong unit, and stops next to nothing. */
function trailRule({ order, quote }: ControlFacts): Judgement | null {
  const { trail, side } = order;
  const price = trail === null || quote === null ? null : trailedPrice(side, quote);
  if (trail === null || price === null) return null;
  const widest = trailDistance({ by: 'percent', value: TRAIL_PERCENT_MAX }, price);
  if (compare(trailDistance(trail, price), widest) <= 0) return null;
  const text = `The ${trailText(trail)} is wider than ${TRAIL_PERCENT_MAX} % of the price of ${instrumentWords(order)}, ${price}.`;
  return judge('block', text, { value: trail.value, limit: widest });
}

/** Wire contract 5.5: US stocks, in the regular hours of one day. */
function algoRule({ order, nowMs }: ControlFacts): Judgement | null {
  const { algo, orderType, market, securityType } = order;
  if (algo === null) return null;
  if (market !== 'US' || securityType !== 'STK') {
    return judge('block', `${orderType} orders are for US stocks only.`, {
      value: `${market} ${securityType}`,
    });
  }
  if (algo.endMs !== null && algo.endMs <= nowMs) return judge('block', 'The end of its time has passed.');
  const lastMs = algo.endMs ?? algo.startMs;
  return lastMs !== null && marketDay(market, lastMs) !== marketDay(market, algo.startMs ?? nowMs)
    ? judge('block', `A ${orderType} order begins and ends on one day.`)
    : null;
}

function expiryRule({ order, nowMs }: ControlFacts): Judgement | null {
  const { expiresAtMs, market } = order;
  if (expiresAtMs === null) return null;
  const value = marketTimeText(market, expiresAtMs);
  if (expiresAtMs <= nowMs) return judge('block', `Its end, ${value}, has passed.`, { value });
  return expiresAtMs - nowMs > EXPIRY_AHEAD_MAX_MS
    ? judge('block', `Its end, ${value}, is more than a year away.`, { value, limit: '1 year' })
    : null;
}

/** Wire contract 5.1: the night session is one of US markets. */
function overnightRule({ order }: ControlFacts): Judgement | null {
  return order.session === 'overnight' && order.market !== 'US'
    ? judge('block', 'Only US markets have a night session.', { value: order.market, limit: 'US' })
    : null;
}

function unknownRules({ order, contract }: ControlFacts): Judgement {
  const { attached } = order;
  const legs = attached === null ? [] : [attached.takeProfitPrice, attached.stopLossPrice];
  const prices = [order.limitPrice, order.stopPrice, ...legs].filter((price) => price !== null);
  const isTickUnknown = prices.some((price) => isOnTick(contract.tickSizes, price) === null);
  if (isTickUnknown || contract.lotSize === null) {
    return judge('warning', 'The lot size or the price steps are not known here; the broker checks them.');
  }
  return judge('pass', 'Lot size and price steps are right.', { limit: contract.lotSize });
}
