import { type LegRole, legText } from '../../shared/domain/attached-legs.ts';
import { compare, type Decimal, maximum, minimum } from '../../shared/domain/decimal.ts';
import type { Side } from '../../shared/domain/order.ts';
import type { AttachedLegs } from '../../shared/domain/order-form.ts';
import type { AlertFinding } from '../../shared/domain/trade-alert.ts';
import {
  type ApprovedOrder,
  atCollar,
  instrumentFindings,
  type ReportedOrder,
  worstPrice,
} from './controls/fills-against-approval.ts';
import { percent } from './judgement.ts';

/**
 * Control 36 for a leg of a bracket: its side is the other one, and its price what was approved of it. A take profit and a
 * stop with a limit are held to their limit; a stop without one fills at the market, which the collar around its stop
 * price bounds. How much of it may fill is a question of both legs: `bracketQuantity`.
 */
export function legFills(approved: ApprovedOrder, role: LegRole, reported: ReportedOrder): AlertFinding[] {
  const [first] = approved.versions;
  const side: Side = first.side === 'BUY' ? 'SELL' : 'BUY';
  return [...instrumentFindings(first.symbol, side, reported), ...price(approved, side, role, reported)];
}

/** Both legs of a bracket together can undo no more than its order has filled. */
export function bracketQuantity(ofLegs: Decimal, ofOrder: Decimal): AlertFinding[] {
  if (compare(ofLegs, ofOrder) <= 0) return [];
  const text = `Its legs filled ${ofLegs}; the order filled ${ofOrder}.`;
  return [{ check: 'quantity', approved: ofOrder, found: ofLegs, text }];
}

function price(
  { versions, collar }: ApprovedOrder,
  side: Side,
  role: LegRole,
  reported: ReportedOrder,
): AlertFinding[] {
  const found = worstPrice(side, reported);
  const attached = versions.flatMap((version) => version.attached ?? []);
  const bounds = attached.map((legs) => boundOf(legs, side, role, collar)).filter((each) => each !== null);
  const [first, ...others] = bounds;
  if (found === null || first === undefined) return [];
  const widest = others.reduce(side === 'BUY' ? maximum : minimum, first);
  if (side === 'BUY' ? compare(found, widest) <= 0 : compare(found, widest) >= 0) return [];
  const [legs] = attached;
  const name = legs === undefined ? '' : legText(role, legs);
  const isStop = role === 'stop_loss' && legs?.stopLossLimitPrice === null;
  const words = isStop ? `${percent(collar)} from ${name}` : name;
  const text = `It was filled at ${found}, beyond ${words}: ${side === 'BUY' ? 'at most' : 'at least'} ${widest}.`;
  return [{ check: 'price', approved: widest, found, text }];
}

function boundOf(legs: AttachedLegs, side: Side, role: LegRole, collar: Decimal): Decimal | null {
  if (role === 'take_profit') return legs.takeProfitPrice;
  if (legs.stopLossLimitPrice !== null) return legs.stopLossLimitPrice;
  return legs.stopLossPrice === null ? null : atCollar(side, legs.stopLossPrice, collar);
}
