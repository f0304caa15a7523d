import { AppError } from '../../shared/app-error.ts';
import { BASKET_LEGS_MAX, BASKET_LEGS_MIN } from '../../shared/domain/basket-card.ts';
import type { OrderRequest } from '../../shared/domain/order-request.ts';
import { parseOrderRequest } from './order-request.ts';

/** The orders of a basket in the order of sending. @throws AppError invalid_input */
export function parseBasket(orders: readonly OrderRequest[]): OrderRequest[] {
  return sellsFirst(parseOrders(orders));
}

/** @throws AppError invalid_input */
function parseOrders(orders: readonly OrderRequest[]): OrderRequest[] {
  if (orders.length < BASKET_LEGS_MIN || orders.length > BASKET_LEGS_MAX) {
    throw new AppError('invalid_input', `A basket has ${BASKET_LEGS_MIN} to ${BASKET_LEGS_MAX} orders.`, {
      nextStep: 'Propose a single order with tiger_place_order; split a larger basket.',
    });
  }
  if (orders.some(({ legs }) => legs !== null)) {
    throw new AppError('invalid_input', 'A basket takes no combinations of options.', {
      nextStep: 'Propose each combination with tiger_place_order.',
    });
  }
  return orders.map(parseOrderRequest);
}

/** What takes risk away does not wait for what adds it; otherwise as the client asked. */
function sellsFirst(requests: readonly OrderRequest[]): OrderRequest[] {
  return [
    ...requests.filter(({ side }) => side === 'SELL'),
    ...requests.filter(({ side }) => side === 'BUY'),
  ];
}
