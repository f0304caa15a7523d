import type { BrokerOrder } from '../../shared/domain/order.ts';

/** What the end of an order says of its cancel: one that ended otherwise than cancelled was faster. */
export function reportOnCancel(target: BrokerOrder): BrokerOrder {
  if (target.status === 'cancelled') return target;
  return { ...target, status: 'rejected', remark: `The order had already ended: ${target.status}.` };
}
