import type { Finding } from './compare.ts';
import type { AppRecord, BrokerRecord } from './season-records.ts';

const OVER: ReadonlySet<string> = new Set(['Filled', 'Cancelled', 'Inactive', 'Invalid']);

/** Every order at the broker is the one that was approved: instrument, type, prices, trail, legs of a combination. */
export function judgeForms(placements: readonly AppRecord[], broker: readonly BrokerRecord[]): Finding[] {
  return placements.flatMap(({ id, orderNumber, form }) =>
    broker
      .filter((order) => order.orderNumber === orderNumber && order.form !== form)
      .map((order): Finding => {
        return { kind: 'altered', text: `${id} was approved as ${form}, at the broker it is ${order.form}` };
      }),
  );
}

/** The legs that the broker made of brackets: each once, as approved, never without its order, never more than it. */
export function judgeLegs(placements: readonly AppRecord[], broker: readonly BrokerRecord[]): Finding[] {
  const legs = broker.filter(({ parentId }) => parentId !== null);
  const brackets = broker.flatMap((order) => {
    const record = placements.find((each) => each.orderNumber === order.orderNumber);
    return record === undefined || order.parentId !== null ? [] : [{ order, record }];
  });
  const known = new Set(brackets.map(({ order }) => order.id));
  return [
    ...legs
      .filter(({ parentId }) => !known.has(parentId ?? ''))
      .map(({ id }): Finding => ({ kind: 'orphaned', text: `leg ${id} belongs to no order` })),
    ...brackets.flatMap(({ order, record }) =>
      judgeLegsOf(
        order,
        record,
        legs.filter(({ parentId }) => parentId === order.id),
      ),
    ),
  ];
}

function judgeLegsOf(order: BrokerRecord, record: AppRecord, legs: readonly BrokerRecord[]): Finding[] {
  const { id, legForms } = record;
  const findings: Finding[] = legForms.flatMap((form): Finding[] => {
    const times = legs.filter((leg) => leg.form === form).length;
    if (times === 1) return [];
    return [{ kind: times === 0 ? 'lost' : 'doubled', text: `${id}: ${times} times the leg ${form}` }];
  });
  const others = legs.filter(({ form }) => !legForms.includes(form));
  const filled = legs.reduce((total, { filledQuantity }) => total + Number(filledQuantity), 0);
  const isOver = OVER.has(order.status) && Number(order.filledQuantity) === 0;
  const left = isOver ? legs.filter(({ status }) => !OVER.has(status)) : [];
  return [
    ...findings,
    ...others.map(({ form }): Finding => ({ kind: 'altered', text: `${id} has a leg ${form}` })),
    ...(filled > Number(order.filledQuantity)
      ? [{ kind: 'doubled', text: `${id}: its legs closed ${filled} of ${order.filledQuantity}` } as const]
      : []),
    ...left.map(
      (leg): Finding => ({
        kind: 'orphaned',
        text: `${id} never filled, its leg ${leg.id} is ${leg.status}`,
      }),
    ),
  ];
}
