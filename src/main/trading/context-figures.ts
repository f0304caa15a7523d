import {
  absolute,
  add,
  type Decimal,
  decimal,
  divide,
  isNegative,
  isPositive,
  isZero,
  minimum,
  multiply,
  negate,
  subtract,
  ZERO,
} from '../../shared/domain/decimal.ts';
import { ONE_SHARE } from '../../shared/domain/instrument.ts';
import { isOpen } from '../../shared/domain/order.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import { worthAt } from '../risk/combination-loss.ts';
import type { ControlFacts } from '../risk/control-facts.ts';
import { dayResult } from '../risk/controls/daily-loss.ts';
import { remainingOf } from '../risk/independent-orders.ts';
import { dailyMarket, displayedSize } from '../risk/market-depth.ts';
import { inBaseCurrency } from '../risk/money-in-base.ts';
import { notionalCap } from '../risk/notional-cap.ts';
import { heldQuantity, positionAfter } from '../risk/order-intent.ts';
import { expectedPrice, worstPrice } from '../risk/order-price.ts';
import { checkRationale } from '../risk/rationale-check.ts';
import { rationaleFigures } from '../risk/rationale-figures.ts';
import type { Gathered } from './gathered.ts';

type ContextFigures = Pick<
  OrderCard,
  'symbolRate' | 'realisedPnl' | 'openOnSymbol' | 'dayUsage' | 'marketSize' | 'rationaleClaims'
>;

const RATE_PLACES = 6;
/** More open orders on one symbol than this are not read on a card. */
const OPEN_SHOWN_MAX = 12;

/** What stands around the order: the rest of the account, the day, the market, and the client's own numbers. */
export function contextFigures(
  facts: ControlFacts,
  beside: Pick<OrderCard, 'payoff'> & Pick<Gathered, 'option'>,
): ContextFigures {
  return {
    symbolRate: symbolRate(facts),
    realisedPnl: realisedPnl(facts),
    openOnSymbol: openOnSymbol(facts),
    dayUsage: dayUsage(facts),
    marketSize: marketSize(facts),
    rationaleClaims: checkRationale(facts.rationale, rationaleFigures(facts, beside)),
  };
}

function worstNotional(
  { order, contract, quote, settings }: ControlFacts,
  quantity: Decimal,
): Decimal | null {
  const price = worstPrice(order, quote, settings.priceCollarWarn);
  return price === null
    ? null
    : multiply(quantity, worthAt({ ...order, quantity: ONE_SHARE }, contract, price));
}

function symbolRate(facts: ControlFacts): Decimal | null {
  const { order, assets, positions } = facts;
  const held = heldQuantity(order, positions);
  const worth = held === null ? null : worstNotional(facts, absolute(positionAfter(order, held)));
  const net = assets?.netLiquidation ?? null;
  if (worth === null || assets === null || net === null || !isPositive(net)) return null;
  const inBase = inBaseCurrency(worth, order.currency, assets);
  return inBase === null ? null : divide(inBase, net, RATE_PLACES);
}

/** Before fees, at the price that the order will probably have. null: it closes nothing, or a figure is missing. */
function realisedPnl({ order, contract, quote, positions }: ControlFacts): ContextFigures['realisedPnl'] {
  const held = heldQuantity(order, positions);
  const own = positions?.find((position) => position.symbol === order.symbol) ?? null;
  const price = expectedPrice(order, quote);
  if (held === null || isZero(held) || isPositive(held) !== (order.side === 'SELL')) return null;
  const closed = minimum(order.quantity, absolute(held));
  if (own?.averageCost == null || price === null) return { estimate: null, quantity: closed };
  const perShare = subtract(price, own.averageCost);
  const gain = multiply(multiply(closed, perShare), contract.multiplier ?? ONE_SHARE);
  return { estimate: isPositive(held) ? gain : negate(gain), quantity: closed };
}

function openOnSymbol({ order, openOrders }: ControlFacts): ContextFigures['openOnSymbol'] {
  if (openOrders === null) return null;
  return openOrders
    .filter((open) => open.symbol === order.symbol && isOpen(open.status))
    .slice(0, OPEN_SHOWN_MAX)
    .map((open) => ({
      brokerOrderId: open.brokerOrderId,
      side: open.side,
      quantity: remainingOf(open),
      orderType: open.orderType,
      price: open.limitPrice ?? open.stopPrice,
      isAlike: open.side === order.side && open.quantity === order.quantity,
    }));
}

/** Orders, value in the order's currency, loss: in this order. */
export function dayUsage(facts: ControlFacts): ContextFigures['dayUsage'] {
  const { activity, settings, order, assets } = facts;
  const cap = notionalCap(facts, order.currency);
  const notional = worstNotional(facts, order.quantity);
  const result = dayResult(facts);
  const net = assets?.netLiquidation ?? null;
  return [
    {
      measure: 'orders',
      used: decimal(activity.ordersToday),
      after: decimal(activity.ordersToday + 1),
      limit: decimal(settings.ordersPerDayMax),
      currency: null,
    },
    {
      measure: 'notional',
      used: activity.notionalToday,
      after: notional === null ? null : add(activity.notionalToday, notional),
      limit: cap === null ? null : multiply(cap, settings.dailyNotionalTimes),
      currency: order.currency,
    },
    {
      measure: 'loss',
      used: result === null ? null : isNegative(result) ? negate(result) : ZERO,
      after: null,
      limit: net === null ? null : multiply(net, settings.dailyLossMax),
      currency: assets?.currency ?? null,
    },
  ];
}

function marketSize(facts: ControlFacts): ContextFigures['marketSize'] {
  const { order } = facts;
  const averageDailyVolume = dailyMarket(facts);
  const shown = displayedSize(facts);
  const rateOf = (whole: Decimal | null) =>
    whole === null || !isPositive(whole) ? null : divide(order.quantity, whole, RATE_PLACES, 'up');
  return {
    averageDailyVolume,
    volumeRate: rateOf(averageDailyVolume),
    displayedSize: shown,
    displayedRate: rateOf(shown),
  };
}
