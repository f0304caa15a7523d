import {
  absolute,
  type Decimal,
  decimal,
  maximum,
  multiply,
  subtract,
  ZERO,
} from '../../shared/domain/decimal.ts';
import type { Currency } from '../market/listings.ts';
import type { Segment } from './cash-movement.ts';
import { type PositionValue, totalIn, totalOf, type ValuationSource, valueHoldings } from './holdings.ts';
import type { AccountState } from './ledger-state.ts';
import { openOrderMargin } from './order-margin.ts';

/** Day-trading buying power of a Regulation T margin account: four times the funds that are free. */
const BUYING_POWER_MULTIPLE = decimal('4');

/** All amounts in `currency`, to the cent. */
export interface AccountValue {
  readonly currency: Currency;
  readonly positions: readonly PositionValue[];
  readonly cash: Decimal;
  readonly grossPositionValue: Decimal;
  readonly equity: Decimal;
  readonly initialMargin: Decimal;
  readonly maintenanceMargin: Decimal;
  /** Initial margin that open orders would need. */
  readonly orderMargin: Decimal;
  readonly availableFunds: Decimal;
  readonly excessLiquidity: Decimal;
  readonly buyingPower: Decimal;
  readonly unrealised: Decimal;
  readonly realised: Decimal;
  readonly todayChange: Decimal;
}

export function valueAccount(
  source: ValuationSource,
  account: AccountState,
  currency: Currency = 'USD',
  segment: Segment = 'SEC',
): AccountValue {
  const holdings = valueHoldings(source, account, currency, segment);
  const { positions, equity, initialMargin, maintenanceMargin } = holdings;
  const total = totalIn(positions, currency);
  const orderMargin = openOrderMargin(source, account, currency, segment);
  const availableFunds = maximum(ZERO, subtract(subtract(equity, initialMargin), orderMargin));
  return {
    ...holdings,
    currency,
    grossPositionValue: total((value) => absolute(value.marketValue)),
    orderMargin,
    availableFunds,
    excessLiquidity: subtract(equity, maintenanceMargin),
    buyingPower: multiply(availableFunds, BUYING_POWER_MULTIPLE),
    unrealised: total((value) => value.unrealised),
    realised: totalOf(segment === 'SEC' ? account.realised : account.futures.realised, currency),
    todayChange: total((value) => value.todayChange),
  };
}
