import { sideOfLeg } from '../../src/shared/domain/combination.ts';
import { add, type Decimal, decimal, ZERO } from '../../src/shared/domain/decimal.ts';
import { formatOptionIdentifier } from '../../src/shared/domain/option-identifier.ts';
import type { OrderDraft } from '../../src/shared/domain/order.ts';
import type { OrderRow } from '../../src/tiger/methods/order-schemas.ts';

type LegRow = OrderRow['legs'][number];

/**
 * What an order is, quantity apart, in one line: instrument, side, type, prices, trail, time, and the legs of a
 * combination as they trade. Made of what was approved and of the broker's own words by different ways, so that what is
 * lost or turned round between the two shows.
 */
export function formOfDraft(order: OrderDraft): string {
  const { symbol, side, orderType, limitPrice, stopPrice, trail, timeInForce, legs } = order;
  return lineOf({
    instrument: legs === null ? symbol : (symbol.split(' ')[0] ?? ''),
    side,
    orderType,
    limit: limitPrice,
    distance: trail?.by === 'amount' ? trail.value : stopPrice,
    percent: trail?.by === 'percent' ? trail.value : null,
    timeInForce,
    legs: (legs ?? []).map((leg) => `${sideOfLeg(side, leg)} ${leg.ratio} ${leg.symbol}`),
  });
}

export function formOfRow(row: OrderRow): string {
  return lineOf({
    instrument: row.secType === 'OPT' ? identifierOf(row) : row.symbol,
    side: row.action,
    orderType: row.orderType,
    limit: row.limitPrice,
    distance: row.auxPrice,
    percent: row.trailingPercent,
    timeInForce: row.timeInForce,
    legs: row.legs.map((leg) => `${leg.action} ${leg.ratio} ${identifierOf(leg)}`),
  });
}

/** Which of the forms that are asked for it is. */
export function labelOf({ securityType, attached, orderType }: OrderDraft): string {
  if (securityType === 'MLEG') return 'spread';
  if (securityType === 'OPT') return 'option';
  if (attached !== null) return 'bracket';
  return orderType === 'TRAIL' ? 'trail' : 'plain';
}

/** Of the leg that takes the profit, and of the one that stops the loss, where there are such. */
export function legFormsOfDraft(order: OrderDraft): string[] {
  const { attached, symbol, side } = order;
  if (attached === null) return [];
  const { takeProfitPrice, stopLossPrice, stopLossLimitPrice, timeInForce } = attached;
  const shared = {
    instrument: symbol,
    side: side === 'BUY' ? 'SELL' : 'BUY',
    percent: null,
    timeInForce,
    legs: [],
  };
  const profit = { ...shared, orderType: 'LMT', limit: takeProfitPrice, distance: null };
  const stopType = stopLossLimitPrice === null ? 'STP' : 'STP_LMT';
  const loss = { ...shared, orderType: stopType, limit: stopLossLimitPrice, distance: stopLossPrice };
  return [
    ...(takeProfitPrice === null ? [] : [lineOf(profit)]),
    ...(stopLossPrice === null ? [] : [lineOf(loss)]),
  ];
}

interface Parts {
  readonly instrument: string;
  readonly side: string;
  readonly orderType: string;
  readonly limit: Decimal | null;
  /** Trigger of a stop, or distance in money of a trailing one. */
  readonly distance: Decimal | null;
  readonly percent: Decimal | null;
  readonly timeInForce: string | null;
  readonly legs: readonly string[];
}

function lineOf(parts: Parts): string {
  const { instrument, side, orderType, limit, distance, percent, timeInForce, legs } = parts;
  const figures = [figure('limit', limit), figure('at', distance), figure('percent', percent)];
  return [side, instrument, orderType, ...figures, timeInForce ?? '', ...legs.toSorted()]
    .filter((part) => part !== '')
    .join(' ');
}

/** Without the zeros at its end; the broker writes 0 for a price that an order does not have. */
function figure(name: string, value: Decimal | null): string {
  const exact = value === null ? ZERO : add(value, ZERO);
  return exact === ZERO ? '' : `${name} ${exact}`;
}

/** From share, day, strike and right: the broker's identifier is not taken at its word. */
function identifierOf({ symbol, expiry, strike, right }: LegRow | OrderRow): string {
  const day = /^(\d{4})(\d\d)(\d\d)$/.exec(expiry ?? '');
  if (day === null || symbol === null || strike === null) return 'no option';
  return formatOptionIdentifier({
    symbol,
    expiry: `${day[1]}-${day[2]}-${day[3]}`,
    strike: decimal(strike),
    right: right === 'PUT' ? 'put' : 'call',
  });
}
