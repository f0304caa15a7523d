import {
  absolute,
  add,
  type Decimal,
  decimal,
  isNegative,
  multiply,
  negate,
  subtract,
  sum,
  ZERO,
} from '../../shared/domain/decimal.ts';
import type { Currency, Listing } from '../market/listings.ts';
import { e4ToDecimal } from '../market/price-e4.ts';
import type { Quote, SimulatedMarket } from '../market/simulated-market.ts';
import { cashOf, type Segment } from './cash-movement.ts';
import type { AccountState, LedgerState, PositionState } from './ledger-state.ts';
import { marginRates } from './margin-rates.ts';
import { convert, toCents } from './money.ts';
import { optionMargin } from './option-margin.ts';

export interface PositionValue {
  readonly position: PositionState;
  readonly listing: Listing;
  /** In the listing's currency, to the cent where it is money. */
  readonly lastPrice: Decimal;
  readonly previousClose: Decimal;
  readonly marketValue: Decimal;
  /** What the position adds to the equity: its value, or for a future what it has won. */
  readonly equityPart: Decimal;
  readonly unrealised: Decimal;
  readonly todayChange: Decimal;
  readonly initialMargin: Decimal;
  readonly maintenanceMargin: Decimal;
}

export interface ValuationSource {
  readonly state: Readonly<LedgerState>;
  readonly market: SimulatedMarket;
}

/** What an account holds in a segment, whatever orders are open. */
export interface HoldingsValue {
  readonly positions: readonly PositionValue[];
  readonly cash: Decimal;
  readonly equity: Decimal;
  readonly initialMargin: Decimal;
  readonly maintenanceMargin: Decimal;
}

/** All amounts in `currency`, to the cent. */
export function valueHoldings(
  source: ValuationSource,
  account: AccountState,
  currency: Currency,
  segment: Segment,
): HoldingsValue {
  const positions = Object.values(account.positions)
    .flatMap((position) => valuePosition(source, account, position))
    .filter(({ listing }) => segmentOf(listing) === segment);
  const total = totalIn(positions, currency);
  const alone = totalIn(
    positions.filter(({ listing }) => listing.secType !== 'OPT'),
    currency,
  );
  const cash = totalOf(cashOf(account, segment), currency);
  const options = optionMargins(source, account, positions, currency);
  return {
    positions,
    cash,
    equity: add(
      cash,
      total((value) => value.equityPart),
    ),
    initialMargin: add(
      alone((value) => value.initialMargin),
      options,
    ),
    maintenanceMargin: add(
      alone((value) => value.maintenanceMargin),
      options,
    ),
  };
}

export function totalIn(positions: readonly PositionValue[], currency: Currency) {
  return (pick: (value: PositionValue) => Decimal) =>
    toCents(sum(positions.map((value) => convert(pick(value), value.listing.currency, currency))));
}

/** Options on one share protect each other, so their margin is reckoned together. */
function optionMargins(
  { market }: ValuationSource,
  account: AccountState,
  positions: readonly PositionValue[],
  currency: Currency,
): Decimal {
  const groups = new Map<string, PositionValue[]>();
  for (const value of positions) {
    const underlying = value.listing.option?.underlying;
    if (underlying === undefined) continue;
    groups.set(underlying, [...(groups.get(underlying) ?? []), value]);
  }
  const margins = [...groups].map(([underlying, values]) => {
    const share = market.instrument(underlying);
    const sharePrice = share === null ? ZERO : e4ToDecimal(market.quote(share).lastE4);
    const held = account.positions[underlying]?.quantity ?? ZERO;
    const options = values.map(({ listing, position, marketValue }) => ({
      listing,
      marketValue,
      quantity: position.quantity,
    }));
    const margin = optionMargin(options, held, sharePrice);
    return convert(margin, values[0]?.listing.currency ?? currency, currency);
  });
  return toCents(sum(margins));
}

export function totalOf(amounts: Readonly<Record<Currency, Decimal>>, currency: Currency): Decimal {
  return toCents(add(convert(amounts.USD, 'USD', currency), convert(amounts.HKD, 'HKD', currency)));
}

function valuePosition(
  source: ValuationSource,
  account: AccountState,
  position: PositionState,
): PositionValue[] {
  const { market } = source;
  const instrument = market.instrument(position.symbol);
  if (instrument === null) return [];
  const quote = market.quote(instrument);
  const { listing } = instrument;
  const lastPrice = e4ToDecimal(quote.lastE4);
  const previousClose = e4ToDecimal(quote.previousCloseE4);
  const size = decimal(listing.multiplier);
  const marketValue = toCents(multiply(multiply(position.quantity, lastPrice), size));
  const unrealised = subtract(marketValue, position.costTotal);
  const margin = marginRates(listing);
  const isShort = isNegative(position.quantity);
  const part = (rate: Decimal) => toCents(multiply(absolute(marketValue), rate));
  return [
    {
      position,
      listing,
      lastPrice,
      previousClose,
      marketValue,
      equityPart: listing.secType === 'FUT' ? unrealised : marketValue,
      unrealised,
      todayChange: todayChange(source, account, position, marketValue, quote, size),
      initialMargin: part(isShort ? margin.shortInitial : margin.longInitial),
      maintenanceMargin: part(isShort ? margin.shortMaintenance : margin.longMaintenance),
    },
  ];
}

/** What the day brought: the value now, less the value at the last close, less what was put in since (fees included). */
function todayChange(
  { state }: ValuationSource,
  account: AccountState,
  position: PositionState,
  marketValue: Decimal,
  quote: Quote,
  size: Decimal,
): Decimal {
  let heldBefore = position.quantity;
  let change = marketValue;
  for (const execution of state.executions) {
    const isOurs = execution.account === account.account && execution.symbol === position.symbol;
    if (!isOurs || execution.timeMs < quote.day.startMs) continue;
    const isBuy = execution.side === 'BUY';
    heldBefore = isBuy ? subtract(heldBefore, execution.quantity) : add(heldBefore, execution.quantity);
    change = subtract(change, isBuy ? execution.amount : negate(execution.amount));
    change = subtract(change, execution.fees);
  }
  const before = multiply(multiply(heldBefore, size), e4ToDecimal(quote.previousCloseE4));
  return toCents(subtract(change, before));
}

/** Futures lie in the commodities segment with money of their own. */
export function segmentOf(listing: Listing): Segment {
  return listing.secType === 'FUT' ? 'FUT' : 'SEC';
}
