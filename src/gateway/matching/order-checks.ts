import {
  add,
  compare,
  type Decimal,
  decimal,
  isInteger,
  isMultipleOf,
  isNegative,
  isPositive,
  multiply,
  subtract,
  sum,
  ZERO,
} from '../../shared/domain/decimal.ts';
import { totalFees } from '../ledger/fees.ts';
import { segmentOf, type ValuationSource } from '../ledger/holdings.ts';
import { remainingQuantity } from '../ledger/ledger-event.ts';
import type { AccountState } from '../ledger/ledger-state.ts';
import { convert, toCents } from '../ledger/money.ts';
import { uncoveredCalls } from '../ledger/option-margin.ts';
import { orderInitialMargin, positionsAfter, reckoningPrice } from '../ledger/order-margin.ts';
import { valueAccount } from '../ledger/valuation.ts';
import { hasEnded } from '../market/contract-end.ts';
import { findListing } from '../market/find-listing.ts';
import type { Listing } from '../market/listings.ts';
import { marketStatusAt } from '../market/market-phase.ts';
import { bindingOrders } from './binding-orders.ts';
import { type ComboLeg, legListing, legsOf } from './combo.ts';
import type { OrderRequest } from './order-request.ts';
import type { OrderSide, OrderState, OrderTerms } from './order-state.ts';

/** Keeps one account from filling memory and journal. */
const OPEN_ORDERS_MAX = 500;

export interface OrderCheck {
  /** Text of the refusal; null if the order may be placed. */
  readonly refusal: string | null;
  readonly fees: Decimal;
  /** In US dollars, as if the order had filled at its reckoning price. */
  readonly initialMarginAfter: Decimal;
  readonly maintenanceMarginAfter: Decimal;
  readonly equityAfter: Decimal;
}

export interface CheckContext extends ValuationSource {
  readonly account: AccountState;
  readonly nowMs: number;
  /** The order being modified: it does not compete with itself. */
  readonly replaces?: OrderState;
}

export function checkOrder(context: CheckContext, request: OrderRequest): OrderCheck {
  const funds = reckonFunds(context, request);
  const refusal =
    refuseByMarket(context, request) ??
    refuseBySize(request) ??
    refuseByPosition(context, request) ??
    refuseUncovered(context, request) ??
    refuseByOpenOrders(context) ??
    (funds.isEnough ? null : 'BAD_REQUEST:The order exceeds your available funds (buying power not enough)');
  return { refusal, ...funds.figures };
}

/** Texts of wire contract 5.5 where it gives them. */
function refuseByMarket({ market, nowMs }: CheckContext, { listing, terms }: OrderRequest): string | null {
  const instrument = market.instrument(listing.symbol);
  const instruments = legsOf(terms).map(({ symbol }) => market.instrument(symbol));
  const isTraded = instruments.every((item) => item !== null && !item.isHalted && !hasEnded(item, nowMs));
  if (instrument === null || !isTraded) {
    return "bad_request:We don't support trading of this stock now";
  }
  const isMarketOrder = ['MKT', 'STP', 'TRAIL'].includes(terms.orderType);
  if (terms.orderType === 'MKT' && terms.timeInForce === 'GTC') {
    return 'BAD_REQUEST:Market orders cannot be good till cancelled';
  }
  const status = marketStatusAt(instrument.schedule, nowMs);
  if (!isMarketOrder || status === 'TRADING') return null;
  if (status === 'PRE_HOUR_TRADING' || status === 'POST_HOUR_TRADING') {
    return 'BAD_REQUEST:You cannot place market or stop order during pre-market and after-hours trading';
  }
  return terms.orderType === 'MKT' ? 'BAD_REQUEST:Orders cannot be place at this moment' : null;
}

function refuseBySize({ listing, terms, algo }: OrderRequest): string | null {
  const lot = decimal(listing.lotSize);
  const isShares = listing.secType === 'STK' && terms.combo === undefined;
  if (listing.market === 'HK' && isShares && !isMultipleOf(terms.quantity, lot)) {
    return `BAD_REQUEST:The order quantity must be a multiple of the lot size ${listing.lotSize}`;
  }
  if ((listing.secType !== 'STK' || terms.combo !== undefined) && !isInteger(terms.quantity)) {
    return 'BAD_REQUEST:The order quantity must be a whole number of contracts';
  }
  const isAlgo = algo !== null;
  if (isAlgo && (listing.market !== 'US' || listing.secType !== 'STK')) {
    return `BAD_REQUEST:${terms.orderType} orders are for US stocks only`;
  }
  if (!isInteger(terms.quantity) && (isAlgo || !['MKT', 'LMT'].includes(terms.orderType))) {
    return 'BAD_REQUEST:Fractional shares can only be traded with market or limit orders';
  }
  return null;
}

function refuseByPosition(context: CheckContext, { terms }: OrderRequest): string | null {
  for (const leg of legsOf(terms)) {
    const refusal = refuseLeg(context, leg, multiply(terms.quantity, decimal(leg.ratio)));
    if (refusal !== null) return refusal;
  }
  return null;
}

function refuseLeg(context: CheckContext, { symbol, side }: ComboLeg, quantity: Decimal): string | null {
  const held = context.account.positions[symbol]?.quantity ?? ZERO;
  const busy = sum(competingOrders(context).map((order) => quantityOnSide(order, symbol, side)));
  const wanted = add(busy, quantity);
  const available = side === 'SELL' ? held : subtract(ZERO, held);
  const isClosing = isPositive(available);
  // A reverse position needs the old one closed first.
  if (isClosing && compare(wanted, available) > 0) {
    return `BAD_REQUEST:The order quantity you entered exceeds your currently available position (${subtract(available, busy)})`;
  }
  const listing = findListing(symbol);
  // Options are written: a call needs its cover (refuseUncovered), and all of them their margin.
  const mayShort = listing?.shortable === true || listing?.secType === 'OPT';
  if (side === 'SELL' && !isClosing && !(mayShort && isInteger(quantity))) {
    return 'BAD_REQUEST:The order quantity you entered exceeds your currently available position (0)';
  }
  return null;
}

/** How much of an instrument an open order still sells or buys. */
export function quantityOnSide(order: OrderState, symbol: string, side: OrderSide): Decimal {
  const leg = legsOf(order).find((item) => item.symbol === symbol && item.side === side);
  return leg === undefined ? ZERO : multiply(remainingQuantity(order), decimal(leg.ratio));
}

/** What a written call may cost has no end, so shares or bought calls must cover it, with all open orders filled. */
function refuseUncovered(context: CheckContext, { listing, terms }: OrderRequest): string | null {
  if (!legsOf(terms).some(({ side }) => side === 'SELL')) return null;
  const underlying = listing.option?.underlying ?? listing.symbol;
  let others = context.account;
  for (const order of competingOrders(context)) {
    others = { ...others, positions: sellingOnly(others, order) };
  }
  const before = uncoveredCalls(context.account.positions, underlying);
  const after = uncoveredCalls(positionsAfter(others, terms, terms.quantity), underlying);
  return compare(after, before) > 0
    ? 'BAD_REQUEST:A written call must be covered by shares or bought calls'
    : null;
}

/** Open purchases may never fill, so they cover nothing; combinations fill whole. */
function sellingOnly(account: AccountState, order: OrderState): AccountState['positions'] {
  const isPurchase = order.combo === undefined && order.side === 'BUY';
  return isPurchase ? account.positions : { ...positionsAfter(account, order, remainingQuantity(order)) };
}

function refuseByOpenOrders(context: CheckContext): string | null {
  return competingOrders(context).length >= OPEN_ORDERS_MAX ? 'BAD_REQUEST:Too many open orders' : null;
}

function competingOrders({ state, account, replaces }: CheckContext): readonly OrderState[] {
  return bindingOrders(state.orders, account.account).filter((order) => order.id !== replaces?.id);
}

function reckonFunds(context: CheckContext, { listing, terms }: OrderRequest) {
  const value = valueAccount(context, context.account, 'USD', segmentOf(listing));
  const price = reckoningPrice(context.market, terms);
  const fees = terms.combo === undefined ? feesOf(listing, terms, price) : comboFees(context, terms);
  const inDollars = (money: Decimal) => toCents(convert(money, listing.currency, 'USD'));
  const margin = inDollars(orderInitialMargin(context, context.account, listing, terms, terms.quantity));
  const released =
    context.replaces === undefined
      ? ZERO
      : inDollars(
          orderInitialMargin(
            context,
            context.account,
            listing,
            context.replaces,
            remainingQuantity(context.replaces),
          ),
        );
  const equityAfter = subtract(value.equity, inDollars(fees));
  const initialMarginAfter = add(value.initialMargin, margin);
  const free = subtract(add(subtract(equityAfter, initialMarginAfter), released), value.orderMargin);
  return {
    // An order that only closes a position is always affordable: it frees margin.
    isEnough: !isNegative(free) || compare(margin, ZERO) === 0,
    figures: {
      fees,
      initialMarginAfter,
      // Maintenance is lower than initial margin by the same proportion for what is added.
      maintenanceMarginAfter: add(value.maintenanceMargin, toCents(multiply(margin, MAINTENANCE_PART))),
      equityAfter,
    },
  };
}

function feesOf(listing: Listing, { side, quantity }: OrderTerms, price: Decimal): Decimal {
  const amount = toCents(multiply(multiply(quantity, price), decimal(listing.multiplier)));
  return totalFees({ listing, side, quantity, amount });
}

function comboFees(context: CheckContext, terms: OrderTerms): Decimal {
  return sum(
    legsOf(terms).map((leg) => {
      const order = { symbol: leg.symbol, side: leg.side, limitPrice: null, auxPrice: null };
      const quantity = multiply(terms.quantity, decimal(leg.ratio));
      return feesOf(
        legListing(leg),
        { ...terms, side: leg.side, quantity },
        reckoningPrice(context.market, order),
      );
    }),
  );
}

/** Maintenance margin as a part of initial margin, for the preview only (0.25 / 0.3, rounded up). */
const MAINTENANCE_PART = decimal('0.8334');
