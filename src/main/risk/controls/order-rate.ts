import type { ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';
import { isReduceOnly, REDUCE_ONLY_TEXT } from '../pending-orders.ts';

/** Control 14: how many orders leave an account, against programs that drip or run away. */
export function orderRate(facts: ControlFacts): Judgement {
  const { activity, settings } = facts;
  if (isReduceOnly(facts)) return judge('pass', REDUCE_ONLY_TEXT);
  const { ordersLastMinute, ordersToday } = activity;
  const { ordersPerMinuteMax, ordersPerDayMax } = settings;
  if (ordersLastMinute >= ordersPerMinuteMax) {
    return judge('block', `${ordersLastMinute} orders were sent in the last minute. Wait a minute.`, {
      value: `${ordersLastMinute} in a minute`,
      limit: `${ordersPerMinuteMax} in a minute`,
    });
  }
  const measured = { value: `${ordersToday} today`, limit: `${ordersPerDayMax} a day` };
  return ordersToday >= ordersPerDayMax
    ? judge('block', `${ordersToday} orders were sent today, as many as one day may have.`, measured)
    : judge('pass', 'Within the number of orders of a day.', measured);
}
