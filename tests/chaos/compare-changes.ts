import type { Finding } from './compare.ts';
import type { AppRecord, BrokerRecord } from './season-records.ts';

/** Changes and cancels of orders: the order has the figures of the last change that took place, and no others. */
export function judgeChanges(app: readonly AppRecord[], broker: readonly BrokerRecord[]): Finding[] {
  return [
    ...broker.flatMap((order) => judgeQuantity(order, app)),
    ...app.filter(({ kind }) => kind === 'modify').flatMap(judgeApproval),
    ...app.filter(({ kind }) => kind === 'cancel').flatMap((record) => judgeCancel(record, broker)),
  ];
}

function judgeQuantity(order: BrokerRecord, app: readonly AppRecord[]): Finding[] {
  const placed = app.find(({ kind, orderNumber }) => kind === 'place' && orderNumber === order.orderNumber);
  if (placed === undefined) return [];
  const changed = app
    .filter(
      (each) => each.kind === 'modify' && each.brokerOrderId === order.id && each.orderState === 'modified',
    )
    .toSorted((left, right) => left.createdAtMs - right.createdAtMs);
  const expected = changed.at(-1)?.quantity ?? placed.quantity;
  return order.quantity === expected
    ? []
    : [
        {
          kind: 'misreported',
          text: `order ${order.id} is for ${order.quantity}, by the app for ${expected}`,
        },
      ];
}

/** Every change of a season makes the order larger, so each needs an approval. */
function judgeApproval({ id, sendsStarted, isApproved }: AppRecord): Finding[] {
  return sendsStarted > 0 && !isApproved
    ? [{ kind: 'unapproved', text: `change ${id} was sent without an approval` }]
    : [];
}

function judgeCancel(
  { id, orderState, brokerOrderId }: AppRecord,
  broker: readonly BrokerRecord[],
): Finding[] {
  const order = broker.find((each) => each.id === brokerOrderId);
  if (orderState !== 'cancelled' || order?.status === 'Cancelled') return [];
  return [{ kind: 'misreported', text: `cancel ${id} is done, at the broker the order is ${order?.status}` }];
}
