import type { ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';
import { isReduceOnly, REDUCE_ONLY_TEXT } from '../pending-orders.ts';

/** Control 26: outside regular hours books are thin, so such orders are off until the user switches them on. */
export function tradingSession(facts: ControlFacts): Judgement {
  const { order, settings } = facts;
  const measured = {
    value: order.session,
    limit: settings.isExtendedSessionEnabled ? 'extended' : 'regular',
  };
  if (order.session === 'regular') return judge('pass', 'For the regular session.', measured);
  if (isReduceOnly(facts)) return judge('pass', REDUCE_ONLY_TEXT, measured);
  return settings.isExtendedSessionEnabled
    ? judge('pass', 'Orders outside regular hours are switched on.', measured)
    : judge('block', 'Orders outside regular hours are switched off.', measured);
}
