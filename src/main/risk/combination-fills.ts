import { combinationRoot, type OrderLeg, sideOfLeg } from '../../shared/domain/combination.ts';
import {
  compare,
  type Decimal,
  decimal,
  divide,
  isZero,
  maximum,
  multiply,
  negate,
  sum,
  ZERO,
} from '../../shared/domain/decimal.ts';
import { instrumentWords } from '../../shared/domain/instrument-words.ts';
import { instrumentName } from '../../shared/domain/option-identifier.ts';
import type { OrderDraft, Side } from '../../shared/domain/order.ts';
import type { AlertFinding } from '../../shared/domain/trade-alert.ts';
import type { ReportedFill, ReportedOrder } from './controls/fills-against-approval.ts';

/** Averages are rounded here, to far below a cent. */
const AVERAGE_PLACES = 8;

/**
 * Control 36 for a combination: the broker may list its fills leg by leg, or for the whole, or name the share alone.
 * Each is compared with what it can be; the net price is compared where every leg's price is told, else the order's own.
 */
export function combinationFills(
  order: OrderDraft,
  legs: readonly OrderLeg[],
  reported: ReportedOrder,
): AlertFinding[] {
  return [
    ...symbols(order, legs, reported),
    ...(reported.side === order.side ? [] : [sideFinding(order.symbol, order.side, reported.side)]),
    ...legs.flatMap((leg) => legFindings(order, leg, reported.fills)),
    ...quantity(order, reported.filledQuantity),
    ...netPrice(order, legs, reported),
  ];
}

function symbols(
  order: OrderDraft,
  legs: readonly OrderLeg[],
  { symbol, fills }: ReportedOrder,
): AlertFinding[] {
  const known = new Set([order.symbol, combinationRoot(order.symbol), ...legs.map((leg) => leg.symbol)]);
  const found = [symbol === order.symbol ? null : symbol, ...fills.map((fill) => fill.symbol)];
  const other = found.find((each) => each !== null && !known.has(each)) ?? null;
  if (other === null) return [];
  const text = `The symbol is ${instrumentName(other)}; ${instrumentWords(order)} was approved.`;
  return [{ check: 'symbol', approved: order.symbol, found: other, text }];
}

function sideFinding(name: string, approved: Side, found: Side): AlertFinding {
  return {
    check: 'side',
    approved,
    found,
    text: `The side of ${name} is ${found}; ${approved} was approved.`,
  };
}

function legFindings(order: OrderDraft, leg: OrderLeg, fills: readonly ReportedFill[]): AlertFinding[] {
  const own = fills.filter(({ symbol }) => symbol === leg.symbol);
  const side = sideOfLeg(order.side, leg);
  const name = instrumentName(leg.symbol);
  const other = own.find((fill) => fill.side !== null && fill.side !== side)?.side ?? null;
  const approved = multiply(order.quantity, decimal(leg.ratio));
  const found = sum(own.map((fill) => fill.quantity ?? ZERO));
  return [
    ...(other === null ? [] : [sideFinding(name, side, other)]),
    ...(compare(found, approved) <= 0 ? [] : [quantityFinding(`${found} ${name}`, approved, found)]),
  ];
}

function quantity({ quantity: approved }: OrderDraft, found: Decimal): AlertFinding[] {
  return compare(found, approved) <= 0 ? [] : [quantityFinding(found, approved, found)];
}

function quantityFinding(words: string, approved: Decimal, found: Decimal): AlertFinding {
  return { check: 'quantity', approved, found, text: `${words} were filled; ${approved} were approved.` };
}

function netPrice(order: OrderDraft, legs: readonly OrderLeg[], reported: ReportedOrder): AlertFinding[] {
  const { side, limitPrice: limit } = order;
  const found = netOfFills(legs, reported.fills) ?? reported.averagePrice;
  if (limit === null || found === null) return [];
  const isWithin = side === 'BUY' ? compare(found, limit) <= 0 : compare(found, limit) >= 0;
  if (isWithin) return [];
  const bound = side === 'BUY' ? 'at most' : 'at least';
  const text = `It was filled at net ${found}, beyond the limit: ${bound} ${limit}.`;
  return [{ check: 'price', approved: limit, found, text }];
}

/** As in a bought combination. null: a leg's price is not told. */
function netOfFills(legs: readonly OrderLeg[], fills: readonly ReportedFill[]): Decimal | null {
  const parts = legs.map((leg) => {
    const own = fills.filter(({ symbol }) => symbol === leg.symbol);
    const total = sum(own.map((fill) => fill.quantity ?? ZERO));
    if (isZero(total) || own.some(({ price }) => price === null)) return null;
    const amounts = own.map((fill) => multiply(fill.quantity ?? ZERO, maximum(ZERO, fill.price ?? ZERO)));
    const average = divide(sum(amounts), total, AVERAGE_PLACES);
    const whole = multiply(average, decimal(leg.ratio));
    return leg.side === 'BUY' ? whole : negate(whole);
  });
  const known = parts.filter((part) => part !== null);
  return known.length === legs.length ? sum(known) : null;
}
