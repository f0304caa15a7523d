import { absenceText, type ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';
import { heldQuantity, orderIntent } from '../order-intent.ts';

/** Control 24: a position whose loss has no bound. Among stocks that is a short one. */
export function unlimitedLoss(facts: ControlFacts): Judgement {
  const { order, positions, settings } = facts;
  const intent = orderIntent(order.side, order.quantity, heldQuantity(order, positions));
  if (intent === 'unknown')
    return judge('block', `Positions are not known: ${absenceText(facts, 'positions')}.`);
  const isShortAfter =
    intent === 'opens_short' || intent === 'adds_short' || (intent === 'flips' && order.side === 'SELL');
  if (!isShortAfter) return judge('pass', 'The loss is limited to what is invested.');
  return settings.areShortsEnabled
    ? judge('danger', 'A short position can lose without limit.')
    : judge('block', 'A short position can lose without limit, and short selling is off.');
}
