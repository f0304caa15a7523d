import { isOpenStatus, type OrderState } from './order-state.ts';

/**
 * The open orders of an account that claim money or shares: legs that wait for their parent claim nothing yet, and of
 * orders of which one cancels the other only the first counts.
 */
export function bindingOrders(
  orders: Readonly<Record<string, OrderState>>,
  account: string,
): readonly OrderState[] {
  const groups = new Set<string>();
  return Object.values(orders).filter((order) => {
    if (order.account !== account || !isOpenStatus(order.status) || order.isDormant === true) return false;
    if (order.ocaGroup === undefined) return true;
    const isFirst = !groups.has(order.ocaGroup);
    groups.add(order.ocaGroup);
    return isFirst;
  });
}
