import { normaliseInstrument } from '../../shared/domain/option-identifier.ts';
import type { OrderDraft, OrderType, Side } from '../../shared/domain/order.ts';
import type { OrderRequestInput } from '../../shared/domain/order-request.ts';
import { needsLimitPrice, needsStopPrice } from '../../shared/domain/order-rules.ts';

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
export function orderOf(question: OrderQuestion): OrderRequestInput {
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

/** null: the order has parts that the form has no field for, so the form would show another one. */
export function questionOf(order: OrderDraft): OrderQuestion | null {
  const { symbol, side, orderType, quantity, session, timeInForce } = order;
  const question = {
    symbol,
    side,
    orderType,
    quantity,
    limitPrice: order.limitPrice ?? '',
    stopPrice: order.stopPrice ?? '',
    session,
  };
  const isShown = isQuestionType(orderType) && session !== 'overnight' && timeInForce === 'DAY';
  return isShown && order.legs === null && order.attached === null ? question : null;
}

function isQuestionType(type: OrderType): boolean {
  return QUESTION_TYPES.some((each) => each === type);
}
