import { nearestLeg } from '../../../shared/domain/combination.ts';
import { EXPIRING_KINDS, lastTradingMs } from '../../../shared/domain/contract-expiry.ts';
import type { ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';
import { heldQuantity, isReducing, orderIntent } from '../order-intent.ts';

const MINUTE_MS = 60_000;

/**
 * Control 25: what ends today has hardly a market in its last minutes, and its holder is exercised or assigned. What
 * only reduces a position is never held back here: getting out before the end is what the minutes are for.
 */
export function expiryDay(facts: ControlFacts): Judgement {
  const { order, contract, settings, nowMs } = facts;
  if (!EXPIRING_KINDS.has(order.securityType)) return judge('pass', 'It has no expiry.');
  const intent = orderIntent(order.side, order.quantity, heldQuantity(order, facts.positions));
  const blocking = isReducing(intent) ? 'warning' : 'block';
  // A combination is over with the first of its legs.
  const nearest = order.legs === null ? null : nearestLeg(order.legs);
  const ends = nearest === null ? order : { symbol: nearest.symbol, securityType: 'OPT' as const };
  const endsAtMs = lastTradingMs({ ...contract, symbol: ends.symbol, securityType: ends.securityType });
  if (endsAtMs === null) return judge(blocking, 'When it expires is not known.');
  const leftMs = endsAtMs - nowMs;
  const measured = {
    value: `${Math.max(0, Math.floor(leftMs / MINUTE_MS))} min`,
    limit: `${Math.round(settings.expiryBlockMs / MINUTE_MS)} min`,
  };
  if (leftMs <= settings.expiryBlockMs)
    return judge(blocking, 'It expires within minutes, or has expired.', measured);
  return leftMs <= settings.expiryWarnMs
    ? judge('warning', 'It expires today, and trading in it ends soon.', measured)
    : judge('pass', 'Its expiry is not near.', measured);
}
