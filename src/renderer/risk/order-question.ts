import { normaliseInstrument } from '../../shared/domain/option-identifier.ts';
import type { OrderDraft, OrderType, Side } from '../../shared/domain/order.ts';
import { needsLimitPrice, needsStopPrice } from '../../shared/domain/order-rules.ts';
import type { CommandInput } from '../api.ts';

/** A hypothetical order as it is typed. */
export interface OrderQuestion {
  readonly symbol: string;
  readonly side: Side;
  readonly orderType: OrderType;
  readonly quantity: string;
  readonly limitPrice: string;
  readonly stopPrice: string;
  readonly session: OrderDraft['session'];
}

/** The types that need a price at most. */
export const QUESTION_TYPES = ['MKT', 'LMT', 'STP', 'STP_LMT'] as const satisfies readonly OrderType[];

export const EMPTY_QUESTION: OrderQuestion = {
  symbol: '',
  side: 'BUY',
  orderType: 'LMT',
  quantity: '',
  limitPrice: '',
  stopPrice: '',
  session: 'regular',
};

/** Main parses it; a field that the type does not have is left out. */
export function orderOf(question: OrderQuestion): CommandInput<'risk.preview'>['order'] {
  const { symbol, side, orderType, quantity, limitPrice, stopPrice, session } = question;
  return {
    symbol: normaliseInstrument(symbol),
    side,
    orderType,
    quantity: quantity.trim(),
    limitPrice: needsLimitPrice(orderType) ? limitPrice.trim() : null,
    stopPrice: needsStopPrice(orderType) ? stopPrice.trim() : null,
    timeInForce: 'DAY',
    session,
  };
}

export function questionOf(order: OrderDraft): OrderQuestion {
  const { symbol, side, orderType, quantity, limitPrice, stopPrice, session } = order;
  return {
    symbol,
    side,
    orderType,
    quantity,
    limitPrice: limitPrice ?? '',
    stopPrice: stopPrice ?? '',
    session,
  };
}
