import { instrumentWords } from '../../../shared/domain/instrument-words.ts';
import type { BrokerOrder, OrderDraft } from '../../../shared/domain/order.ts';
import { absenceText, type ControlFacts, type RecentOrder } from '../control-facts.ts';
import { type Judgement, judge, seconds } from '../judgement.ts';

/**
 * Control 11: the same symbol, side, size and type again. Distances are between the two orders' beginnings, so the
 * judgement does not change while a person thinks. An order that is open now warns however old it is.
 */
export function duplicateOrder(facts: ControlFacts): Judgement {
  const { order, openOrders, recentOrders, settings, createdAtMs } = facts;
  if (openOrders === null) {
    return judge('block', `Open orders could not be read: ${absenceText(facts, 'openOrders')}.`);
  }
  const ownAlike = recentOrders.filter((recent) => isAlike(order, recent));
  const ownBrokerIds = new Set(recentOrders.map((recent) => recent.brokerOrderId));
  const foreignAlike = openOrders.filter(
    (open) => open.symbol === order.symbol && isAlike(order, open) && !ownBrokerIds.has(open.brokerOrderId),
  );
  const distancesMs = [
    ...ownAlike.map((recent) => Math.abs(createdAtMs - recent.createdAtMs)),
    ...foreignAlike.flatMap(({ openedAtMs }) =>
      openedAtMs === null ? [] : [Math.abs(createdAtMs - openedAtMs)],
    ),
  ];
  const nearestMs = Math.min(...distancesMs);
  const isOpenNow = foreignAlike.length > 0 || ownAlike.some((recent) => recent.isOpen);
  const sentence = `${order.side} ${order.quantity} ${instrumentWords(order)} ${order.orderType}`;
  if (nearestMs < settings.duplicateBlockMs) {
    const measured = { value: seconds(nearestMs), limit: seconds(settings.duplicateBlockMs) };
    return judge(
      'block',
      `${sentence} was asked for only ${seconds(nearestMs)} apart. Wait, or look at the first.`,
      measured,
    );
  }
  const limit = seconds(settings.duplicateWarnMs);
  if (nearestMs < settings.duplicateWarnMs) {
    return judge('warning', `The same order was made ${seconds(nearestMs)} before: ${sentence}.`, {
      value: seconds(nearestMs),
      limit,
    });
  }
  return isOpenNow
    ? judge('warning', `The same order is open already: ${sentence}.`, { value: 'open', limit })
    : judge('pass', 'No order like it.', { limit });
}

function isAlike(
  order: OrderDraft,
  other: Pick<RecentOrder | BrokerOrder, 'side' | 'orderType' | 'quantity'>,
): boolean {
  return (
    other.side === order.side && other.orderType === order.orderType && other.quantity === order.quantity
  );
}
