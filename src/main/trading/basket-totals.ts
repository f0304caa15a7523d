import type { BasketCard } from '../../shared/domain/basket-card.ts';
import {
  add,
  type Decimal,
  decimal,
  divide,
  isPositive,
  subtract,
  sum,
} from '../../shared/domain/decimal.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import type { ControlFacts } from '../risk/control-facts.ts';
import { exposureAfter, heldExposure } from '../risk/controls/gross-exposure.ts';
import { costInBase, factsAfterOrders } from '../risk/facts-after-orders.ts';
import { feesInBase } from '../risk/money-in-base.ts';
import { heldQuantity, positionAfter } from '../risk/order-intent.ts';
import { dayUsage } from './context-figures.ts';

/** An order of a basket with what it was judged by: the account as it is now, without the other orders. */
export interface JudgedLeg {
  readonly card: OrderCard;
  readonly facts: ControlFacts;
}

type Totals = Pick<
  BasketCard,
  | 'notionals'
  | 'cash'
  | 'buyingPower'
  | 'commission'
  | 'commissionCurrency'
  | 'positions'
  | 'exposure'
  | 'dayUsage'
>;

const RATE_PLACES = 6;

/** What the orders do together. A figure that one of them lacks is not known for all. */
export function basketTotals(legs: readonly JudgedLeg[]): Totals {
  const assets = legs[0]?.facts.assets ?? null;
  const currency = assets?.currency ?? null;
  const costs = legs.map(({ facts }) => (assets === null ? null : costInBase(facts, assets)));
  const commissions = legs.map(({ facts }) =>
    assets === null || facts.preview?.commission == null
      ? null
      : feesInBase(facts.preview, facts.order.currency, assets),
  );
  const cost = sumOrNull(costs);
  const afterCost = (amount: Decimal | null) =>
    amount === null || cost === null ? null : subtract(amount, cost);
  const cash = assets?.cashAvailableForTrade ?? assets?.cashBalance ?? null;
  const power = assets?.buyingPower ?? null;
  return {
    notionals: notionals(legs),
    cash: { before: cash, after: afterCost(cash), currency },
    buyingPower: { before: power, after: afterCost(power), currency },
    commission: sumOrNull(commissions),
    commissionCurrency: currency,
    positions: positions(legs),
    exposure: exposure(legs),
    dayUsage: usageOfAll(legs),
  };
}

/** In the currency's own amount, by side; the largest figure is what the caps are measured by. */
export function notionals(legs: readonly Pick<JudgedLeg, 'card'>[]): BasketCard['notionals'] {
  const currencies = [...new Set(legs.map(({ card }) => card.notional.currency))];
  return currencies.map((currency) => {
    const own = legs.filter(({ card }) => card.notional.currency === currency).map(({ card }) => card);
    const side = (wanted: OrderCard['order']['side']) => {
      const cards = own.filter(({ order }) => order.side === wanted);
      return {
        count: cards.length,
        estimate: sumOrNull(cards.map(({ notional }) => notional.estimate)),
        worstCase: sumOrNull(cards.map(({ notional }) => notional.worstCase)),
      };
    };
    return { currency, buys: side('BUY'), sells: side('SELL') };
  });
}

function positions(legs: readonly JudgedLeg[]): BasketCard['positions'] {
  const bySymbol = new Map<string, { before: Decimal | null; after: Decimal | null }>();
  for (const { facts } of legs) {
    const { order } = facts;
    const known = bySymbol.get(order.symbol);
    const before = known === undefined ? heldQuantity(order, facts.positions) : known.before;
    const soFar = known === undefined ? before : known.after;
    bySymbol.set(order.symbol, { before, after: soFar === null ? null : positionAfter(order, soFar) });
  }
  return [...bySymbol].map(([symbol, figures]) => ({ symbol, ...figures }));
}

function exposure(legs: readonly JudgedLeg[]): BasketCard['exposure'] {
  const last = lastAfterOthers(legs);
  const net = last?.assets?.netLiquidation ?? null;
  if (last === null || net === null || !isPositive(net)) return { beforeRate: null, afterRate: null };
  const rateOf = (amount: Decimal | null) => (amount === null ? null : divide(amount, net, RATE_PLACES));
  return { beforeRate: rateOf(heldExposure(last)), afterRate: rateOf(exposureAfter(last)) };
}

/** The orders once, the value of each currency once, the loss once: before any of them, and after the last. */
function usageOfAll(legs: readonly JudgedLeg[]): BasketCard['dayUsage'] {
  const [first] = legs;
  if (first === undefined) return [];
  const before = dayUsage(first.facts);
  const [orders, , loss] = before;
  const ofCurrency = notionals(legs).flatMap(({ currency }) => {
    const own = legs.filter(({ facts }) => facts.order.currency === currency);
    const usage = own[0] === undefined ? undefined : dayUsage(own[0].facts)[1];
    const added = sumOrNull(own.map(({ card }) => card.notional.worstCase));
    if (usage === undefined) return [];
    return [{ ...usage, after: added === null || usage.used === null ? null : add(usage.used, added) }];
  });
  return [
    ...(orders?.used == null ? [] : [{ ...orders, after: add(orders.used, decimal(legs.length)) }]),
    ...ofCurrency,
    ...(loss === undefined ? [] : [loss]),
  ];
}

function lastAfterOthers(legs: readonly JudgedLeg[]): ControlFacts | null {
  const last = legs.at(-1);
  return last === undefined
    ? null
    : factsAfterOrders(
        last.facts,
        legs.slice(0, -1).map(({ facts }) => facts),
      );
}

function sumOrNull(values: readonly (Decimal | null)[]): Decimal | null {
  const known = values.filter((value) => value !== null);
  return known.length === values.length ? sum(known) : null;
}

/** All that one approval sets in motion in a currency, at its worst; null: not known. */
export function worstOfAll({ buys, sells }: BasketCard['notionals'][number]): Decimal | null {
  return sumOrNull([buys.worstCase, sells.worstCase]);
}
