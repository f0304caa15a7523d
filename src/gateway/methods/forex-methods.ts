import * as z from 'zod';
import { compare, divide, isPositive } from '../../shared/domain/decimal.ts';
import { wireDecimalOrNull, wireText } from '../../tiger/wire/wire-readers.ts';
import { accountError, businessError } from '../gateway-refusal.ts';
import { type CashMovement, cashOf } from '../ledger/cash-movement.ts';
import type { AccountState } from '../ledger/ledger-state.ts';
import { toCents } from '../ledger/money.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import { readAccount } from './account-reader.ts';
import { optionalText, readBiz, wireNumber } from './biz-parameters.ts';
import { exchanged } from './fund-record-methods.ts';

const RATE_PLACES = 6;
const currencyText = wireText.pipe(z.enum(['USD', 'HKD']));
const schema = z.looseObject({
  seg_type: wireText.pipe(z.enum(['SEC', 'FUT'])),
  source_currency: currencyText,
  target_currency: currencyText,
  source_amount: wireDecimalOrNull,
  external_id: optionalText,
});

export const forexMethods: MethodGroup = { place_forex_order: placeForexOrder };

/** Exchanges at the simulator's fixed rate, at once. */
function placeForexOrder(services: GatewayServices, call: MethodCall) {
  const account = readAccount(services, call);
  const fields = readBiz(schema, call.biz);
  const { source_currency: from, target_currency: to, source_amount: amount, seg_type: segment } = fields;
  if (from === to) throw businessError("field 'target_currency' must differ from 'source_currency'");
  if (amount === null || !isPositive(amount) || toCents(amount) !== amount) {
    throw businessError("field 'source_amount' must be above zero, in whole cents");
  }
  if (compare(cashOf(account, segment)[from], amount) < 0) {
    throw accountError(account.account, 'BAD_REQUEST:The amount exceeds your cash in this currency');
  }
  const { store, clock } = services;
  const orderNumber = account.nextOrderNumber;
  const movement: CashMovement = {
    id: store.nextId(),
    account: account.account,
    kind: 'forex',
    fromSegment: segment,
    toSegment: segment,
    fromCurrency: from,
    toCurrency: to,
    fromAmount: amount,
    toAmount: exchanged(amount, from, to),
    timeMs: clock.nowMs(),
    orderNumber,
    externalId: fields.external_id ?? String(orderNumber),
  };
  store.apply({ kind: 'cash_moved', movement });
  store.apply({ kind: 'number_reserved', account: account.account });
  store.flush();
  return exchangeView(movement);
}

/** The account's exchanges, newest first. */
export function exchangesOf({ store }: GatewayServices, account: AccountState): CashMovement[] {
  return store.state.movements
    .filter(({ kind, account: owner }) => kind === 'forex' && owner === account.account)
    .toReversed();
}

/** An exchange as an order of kind CASH. */
export function exchangeView(movement: CashMovement) {
  const rate = wireNumber(divide(movement.toAmount, movement.fromAmount, RATE_PLACES));
  const { timeMs, orderNumber, externalId } = movement;
  return {
    symbol: `${movement.fromCurrency}.${movement.toCurrency}`,
    market: 'US',
    secType: 'CASH',
    currency: movement.toCurrency,
    identifier: `${movement.fromCurrency}.${movement.toCurrency}`,
    id: BigInt(movement.id),
    externalId: externalId ?? null,
    orderId: orderNumber ?? null,
    account: movement.account,
    action: 'BUY',
    orderType: 'MKT',
    limitPrice: rate,
    totalQuantity: wireNumber(movement.toAmount),
    totalQuantityScale: 0,
    filledQuantity: wireNumber(movement.toAmount),
    filledQuantityScale: 0,
    filledCashAmount: wireNumber(movement.fromAmount),
    avgFillPrice: rate,
    timeInForce: 'DAY',
    outsideRth: false,
    commission: 0,
    gst: 0,
    realizedPnl: 0,
    remark: '',
    liquidation: false,
    openTime: timeMs,
    updateTime: timeMs,
    latestTime: timeMs,
    name: `${movement.fromCurrency}/${movement.toCurrency}`,
    latestPrice: rate,
    attrDesc: '',
    userMark: '',
    attrList: [],
    algoStrategy: 'MKT',
    status: 'Filled',
    source: 'OpenApi',
    discount: 0,
    replaceStatus: 'NONE',
    cancelStatus: 'NONE',
    canModify: false,
    canCancel: false,
    isOpen: true,
    orderDiscount: 0,
    tradingSessionType: 'RTH',
  };
}
