import { algoText } from './algo-text.ts';
import { attachedText } from './attached-legs.ts';
import { combinationRoot, comboTypeOf, legsText, type OrderLeg } from './combination.ts';
import { combinationShape } from './instrument-words.ts';
import { marketTimeText } from './market-day.ts';
import { instrumentName } from './option-identifier.ts';
import type { OrderDraft } from './order.ts';
import { trailText } from './order-form.ts';

/** The verb sentence that the card, the list and the audit log share: `BUY 100 AAPL @ 187.50 LMT DAY`. */
export function orderSentence(order: OrderDraft): string {
  const prices = [
    order.stopPrice === null ? null : `stop ${order.stopPrice}`,
    order.limitPrice === null ? null : `@ ${order.limitPrice}`,
    order.trail === null ? null : trailText(order.trail),
    order.orderType === 'MKT' || (order.algo !== null && order.limitPrice === null) ? '@ market' : null,
  ].filter((text) => text !== null);
  const { side, quantity, symbol, orderType, timeInForce } = order;
  return [
    side,
    quantity,
    ...(order.legs === null ? [instrumentName(symbol)] : combinationParts(order, order.legs)),
    ...prices,
    orderType,
    timeInForce,
    ...formParts(order),
  ].join(' ');
}

/** `AAPL 2026-12-18 270/280 call spread (BUY AAPL 2026-12-18 270 CALL, SELL ...)`: what it is called, and what it does. */
function combinationParts({ symbol, side }: OrderDraft, legs: readonly OrderLeg[]): string[] {
  const named = combinationShape(legs) ?? `${combinationRoot(symbol) ?? symbol} ${comboTypeOf(legs)}`;
  return [named, `(${legsText(side, legs)})`];
}

function formParts({ expiresAtMs, session, market, attached, algo }: OrderDraft): string[] {
  return [
    ...(expiresAtMs === null ? [] : [`until ${marketTimeText(market, expiresAtMs)}`]),
    ...(session === 'overnight' ? ['overnight'] : []),
    ...(algo === null ? [] : [algoText(algo, market)]),
    ...(attached === null ? [] : [`with ${attachedText(attached)}`]),
  ];
}

/** What a change makes of an open order: `MODIFY to BUY 50 AAPL @ 187.50 LMT DAY`. */
export function modifySentence(after: OrderDraft): string {
  return `MODIFY to ${orderSentence(after)}`;
}

/** `BASKET of 3: SELL 10 MSFT, BUY 5 AAPL, BUY 2 NVDA`; prices and types are in each order's own sentence. */
export function basketSentence(orders: readonly Pick<OrderDraft, 'side' | 'quantity' | 'symbol'>[]): string {
  const parts = orders.map(({ side, quantity, symbol }) => `${side} ${quantity} ${instrumentName(symbol)}`);
  return `BASKET of ${orders.length}: ${parts.join(', ')}`;
}
