import type { AccountId } from '../../../shared/domain/account.ts';
import {
  add,
  compare,
  type Decimal,
  decimal,
  maximum,
  minimum,
  multiply,
  subtract,
  sum,
  ZERO,
} from '../../../shared/domain/decimal.ts';
import { parseOptionIdentifier } from '../../../shared/domain/option-identifier.ts';
import type { OrderDraft, Side } from '../../../shared/domain/order.ts';
import { trailDistance } from '../../../shared/domain/order-form.ts';
import type { AlertFinding } from '../../../shared/domain/trade-alert.ts';
import { combinationFills } from '../combination-fills.ts';
import { percent } from '../judgement.ts';

/** What a person approved, or a grant stood for. */
export interface ApprovedOrder {
  readonly accountId: AccountId;
  readonly isDecided: boolean;
  /** As it was approved, and as each change that was sent made it. */
  readonly versions: readonly [OrderDraft, ...OrderDraft[]];
  /** The price on the sealed card, which bounds an order without a limit; null: there was none. */
  readonly sealedPrice: Decimal | null;
  /** How far from that price is a typing error, as a fraction. */
  readonly collar: Decimal;
}

export interface ReportedFill {
  readonly symbol: string | null;
  readonly side: Side | null;
  readonly quantity: Decimal | null;
  readonly price: Decimal | null;
}

/** What the broker says has come of it. */
export interface ReportedOrder {
  readonly accountId: AccountId;
  readonly symbol: string;
  readonly side: Side;
  readonly filledQuantity: Decimal;
  readonly averagePrice: Decimal | null;
  readonly fills: readonly ReportedFill[];
}

const ONE = decimal(1);

/**
 * Control 36: whether what was filled is what was approved. Of an order that was changed, the widest approved version
 * counts, because the broker does not say under which version a fill came about. Empty: nothing to tell.
 */
export function fillsAgainstApproval(approved: ApprovedOrder, reported: ReportedOrder): AlertFinding[] {
  const [first] = approved.versions;
  const whole = [...decision(approved), ...same('account', approved.accountId, [reported.accountId])];
  if (first.legs !== null) return [...whole, ...combinationFills(first, first.legs, reported)];
  return [
    ...whole,
    ...instrumentFindings(first.symbol, first.side, reported),
    ...quantity(approved, reported),
    ...price(approved, reported),
  ];
}

export function instrumentFindings(symbol: string, side: Side, reported: ReportedOrder): AlertFinding[] {
  const symbols = reported.fills.map(by('symbol')).map((found) => ofOption(symbol, found));
  return [
    ...same('symbol', symbol, [reported.symbol, ...symbols]),
    ...same('side', side, [reported.side, ...reported.fills.map(by('side'))]),
  ];
}

const by =
  <K extends keyof ReportedFill>(name: K) =>
  (fill: ReportedFill): ReportedFill[K] =>
    fill[name];

/** The broker's list of fills may name the share of an option, where its order, which is compared too, names the option. */
function ofOption(approved: string, found: string | null): string | null {
  return found !== null && parseOptionIdentifier(approved)?.symbol === found ? approved : found;
}

function decision({ isDecided }: ApprovedOrder): AlertFinding[] {
  if (isDecided) return [];
  const text = 'No decision on this order is on record here.';
  return [{ check: 'approval', approved: null, found: null, text }];
}

function same(
  check: 'account' | 'symbol' | 'side',
  approved: string,
  found: readonly (string | null)[],
): AlertFinding[] {
  const other = found.find((value) => value !== null && value !== approved) ?? null;
  if (other === null) return [];
  return [{ check, approved, found: other, text: `The ${check} is ${other}; ${approved} was approved.` }];
}

/** Whichever is more: what its fills add up to, or what the order itself says. */
export function filledInAll({ fills, filledQuantity }: ReportedOrder): Decimal {
  return maximum(sum(fills.map((fill) => fill.quantity ?? ZERO)), filledQuantity);
}

function quantity({ versions }: ApprovedOrder, reported: ReportedOrder): AlertFinding[] {
  const approved = versions.map((version) => version.quantity).reduce(maximum);
  const found = filledInAll(reported);
  if (compare(found, approved) <= 0) return [];
  const text = `${found} were filled; ${approved} were approved.`;
  return [{ check: 'quantity', approved, found, text }];
}

/** Of the fills as they are listed; without any, the average. null: no price is told. */
export function worstPrice(side: Side, { fills, averagePrice }: ReportedOrder): Decimal | null {
  const prices = fills.map((fill) => fill.price).filter((each) => each !== null);
  const [first, ...others] = prices;
  if (first === undefined) return averagePrice;
  return others.reduce(side === 'BUY' ? maximum : minimum, first);
}

/** How far from a reference an order without a limit may fill. */
export function atCollar(side: Side, reference: Decimal, collar: Decimal): Decimal {
  return multiply(reference, side === 'BUY' ? add(ONE, collar) : subtract(ONE, collar));
}

function price(approved: ApprovedOrder, reported: ReportedOrder): AlertFinding[] {
  const { side } = approved.versions[0];
  const worst = worstPrice(side, reported);
  if (worst === null) return [];
  const bounds = approved.versions.map((version) => boundOf(version, approved));
  const known = bounds.filter((bound) => bound !== null);
  const [bound, ...more] = known;
  if (bound === undefined || known.length < bounds.length) {
    const text = `It was filled at ${worst}, and no price was sealed to compare it with.`;
    return [{ check: 'price', approved: null, found: worst, text }];
  }
  const widest = more.reduce(side === 'BUY' ? maximum : minimum, bound);
  const isWithin = side === 'BUY' ? compare(worst, widest) <= 0 : compare(worst, widest) >= 0;
  if (isWithin) return [];
  const isLimited = approved.versions.every(({ limitPrice }) => limitPrice !== null);
  const words = isLimited ? 'the limit' : `${percent(approved.collar)} from the price on the card`;
  const text = `It was filled at ${worst}, beyond ${words}: ${side === 'BUY' ? 'at most' : 'at least'} ${widest}.`;
  return [{ check: 'price', approved: widest, found: worst, text }];
}

/** Where a trailing stop began; it only ever moves in the order's favour from there. */
function trailStop({ trail, side }: OrderDraft, sealedPrice: Decimal | null): Decimal | null {
  if (trail === null || sealedPrice === null) return null;
  const distance = trailDistance(trail, sealedPrice);
  return side === 'SELL' ? subtract(sealedPrice, distance) : add(sealedPrice, distance);
}

/** The limit; without one, the collar around the stop price or the price on the card. */
function boundOf(version: OrderDraft, { sealedPrice, collar }: ApprovedOrder): Decimal | null {
  if (version.limitPrice !== null) return version.limitPrice;
  const reference = version.stopPrice ?? trailStop(version, sealedPrice) ?? sealedPrice;
  if (reference === null) return null;
  return atCollar(version.side, reference, collar);
}
