import {
  compare,
  type Decimal,
  isNegative,
  isZero,
  multiply,
  negate,
  subtract,
  sum,
} from '../../../shared/domain/decimal.ts';
import { parseOptionIdentifier } from '../../../shared/domain/option-identifier.ts';
import { combinationLoss } from '../combination-loss.ts';
import { absenceText, type ControlFacts } from '../control-facts.ts';
import { openCallSales, sharesForCalls, sharesOwed } from '../covered-call.ts';
import { type Judgement, judge } from '../judgement.ts';
import { heldQuantity, openingQuantity, orderIntent, positionAfter } from '../order-intent.ts';
import { isReduceOnly, leftAfterSales } from '../pending-orders.ts';

/**
 * Control 24: a position whose loss has no bound. Among stocks that is a short one; among options a call that is
 * written without the shares to deliver. A put that is written can lose its strike at most, which is said.
 */
export function unlimitedLoss(facts: ControlFacts): Judgement {
  const { order, positions } = facts;
  const held = heldQuantity(order, positions);
  if (held === null) return judge('block', `Positions are not known: ${absenceText(facts, 'positions')}.`);
  if (order.legs !== null) return combination(facts, isReduceOnly(facts));
  // Two sales of the same contracts, each of no more than is held, are a written option once both have filled.
  const free = order.side === 'SELL' ? leftAfterSales(facts, held) : held;
  if (free === null) return judge('block', `Open orders are not known: ${absenceText(facts, 'openOrders')}.`);
  const intent = orderIntent(order.side, order.quantity, free);
  const isShortAfter =
    intent === 'opens_short' || intent === 'adds_short' || (intent === 'flips' && order.side === 'SELL');
  if (!isShortAfter)
    return (
      uncovered(facts, free) ??
      uncoveredCall(facts) ??
      judge('pass', 'The loss is limited to what is invested.')
    );
  if (order.securityType === 'OPT') return writtenOption(facts, openingQuantity(order, free));
  return withoutLimit(facts, 'A short position can lose without limit');
}

/** Shares that are held are not counted as cover: which of them a combination would take is not told. */
function combination(facts: ControlFacts, isClosing: boolean): Judgement {
  const { order, contract } = facts;
  if (isClosing) return judge('pass', 'It closes what is held.');
  const loss =
    order.limitPrice === null ? null : combinationLoss(order, contract.multiplier, order.limitPrice);
  if (loss === null) return judge('block', 'What the legs stand for is not known, so their loss is not.');
  if (loss.most === null) return withoutLimit(facts, 'The combination can lose without limit');
  return judge('pass', 'The loss is limited by the other legs.', {
    value: `${loss.most} ${order.currency}`,
    limit: null,
  });
}

/** A bought call behind which a written one stands is what keeps that one from being naked. */
function uncoveredCall(facts: ControlFacts): Judgement | null {
  const { order, contract, positions, openOrders } = facts;
  const option = order.side === 'SELL' ? parseOptionIdentifier(order.symbol) : null;
  if (option === null || option.right !== 'call' || positions === null) return null;
  const calls = positions.flatMap(({ symbol, quantity }) => {
    const other = parseOptionIdentifier(symbol);
    return other !== null && other.symbol === option.symbol && other.right === 'call' ? [quantity] : [];
  });
  const sales = openCallSales(option.symbol, openOrders);
  if (sales === null) return judge('block', 'How many calls on it open orders sell is not known.');
  const left = subtract(subtract(sum(calls), sales), order.quantity);
  if (!isNegative(left) || !calls.some(isNegative)) return null;
  const { multiplier, underlying } = contract;
  if (multiplier === null || underlying === null)
    return judge('block', 'What the written calls on it stand for is not known.');
  const shares = positions.filter(
    ({ symbol, securityType }) => symbol === underlying && securityType === 'STK',
  );
  const owed = multiply(negate(left), multiplier);
  const held = sum(shares.map(({ quantity }) => quantity));
  if (compare(owed, held) <= 0) return null;
  const measured = { value: `${owed} shares owed`, limit: `${held} held` };
  return withoutLimit(facts, 'It sells a call that limits what a written one can lose', measured);
}

function writtenOption(facts: ControlFacts, contracts: Decimal): Judgement {
  const { order, contract } = facts;
  const option = parseOptionIdentifier(order.symbol);
  const { multiplier } = contract;
  if (option === null || multiplier === null)
    return judge('block', 'What this option stands for is not known, so its loss is not.');
  const shares = multiply(contracts, multiplier);
  if (option.right === 'put') {
    const value = `${multiply(option.strike, shares)} ${order.currency}`;
    return judge('warning', 'A written put can lose its strike, less the premium.', { value, limit: null });
  }
  const free = sharesForCalls(option, contract, facts);
  if (free === null) return judge('block', 'Whether the shares for this call are held is not known.');
  const measured = { value: `${shares} shares`, limit: `${free} held and free` };
  if (compare(shares, free) <= 0)
    return judge('pass', 'The call is covered by shares that are held.', measured);
  return withoutLimit(facts, 'A call that is written without the shares can lose without limit', measured);
}

/** Shares that stand behind written calls are no free shares: without them the calls are naked. */
function uncovered(facts: ControlFacts, free: Decimal): Judgement | null {
  const { order } = facts;
  if (order.securityType !== 'STK' || order.side !== 'SELL') return null;
  const owed = sharesOwed(order.symbol, facts);
  if (owed === null) return judge('block', 'What the written calls on it stand for is not known.');
  const left = positionAfter(order, free);
  if (isZero(owed) || compare(left, owed) >= 0) return null;
  const measured = { value: `${left} left`, limit: `${owed} owed by calls` };
  return withoutLimit(
    facts,
    'It sells shares that written calls can ask for, which leaves them without',
    measured,
  );
}

function withoutLimit(facts: ControlFacts, text: string, measured = {}): Judgement {
  return facts.settings.areShortsEnabled
    ? judge('danger', `${text}.`, measured)
    : judge('block', `${text}, and short selling is off.`, measured);
}
