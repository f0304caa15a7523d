import { add, compare, decimal, divide, subtract } from '../../../shared/domain/decimal.ts';
import { bookPrice } from '../../../shared/domain/price-drift.ts';
import { absenceText, type ControlFacts } from '../control-facts.ts';
import { type Judgement, judge, percent } from '../judgement.ts';

const RATE_PLACES = 8;
const TWO = decimal(2);
const ADVICE = 'Use a limit order.';

/**
 * Control 10: a market order takes any price, so it needs a regular session and a narrow spread. So does an algorithm
 * without a cap; a stop, a trailing one too, waits for its trigger.
 */
export function marketOrderConditions(facts: ControlFacts): Judgement {
  const { order, market, quote, settings } = facts;
  const takesAnyPrice = order.orderType === 'MKT' || (order.algo !== null && order.limitPrice === null);
  if (!takesAnyPrice) return judge('pass', 'Not a market order.');
  if (order.session !== 'regular') return judge('block', `No market orders outside regular hours. ${ADVICE}`);
  if (market === null)
    return judge('block', `The market's state is not known: ${absenceText(facts, 'market')}.`);
  if (market.phase !== 'regular') {
    return judge('block', `The market is not in its regular session. ${ADVICE}`, {
      value: market.phase,
      limit: 'regular',
    });
  }
  if (quote === null) return judge('block', `There is no quote: ${absenceText(facts, 'quote')}.`);
  const ask = bookPrice('BUY', quote);
  const bid = bookPrice('SELL', quote);
  if (ask === null || bid === null)
    return judge('block', `There is no bid or no ask, so the spread is unknown. ${ADVICE}`);
  const spread = divide(subtract(ask, bid), divide(add(ask, bid), TWO, RATE_PLACES), RATE_PLACES, 'up');
  const measured = { value: percent(spread), limit: percent(settings.spreadMax) };
  return compare(spread, settings.spreadMax) > 0
    ? judge('block', `The spread of ${percent(spread)} is too wide for a market order. ${ADVICE}`, measured)
    : judge('pass', 'The spread is narrow.', measured);
}
