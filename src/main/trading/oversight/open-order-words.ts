import { instrumentWords } from '../../../shared/domain/instrument-words.ts';
import type { OpenOrderHere } from '../../risk/controls/open-orders-left.ts';

/** `SELL 4 NVDA, stop 150, GTC`: the legs of one bracket differ in their price alone. */
export function openOrderWords(order: OpenOrderHere): string {
  const { side, quantity, limitPrice, stopPrice, timeInForce } = order;
  const at = limitPrice === null ? '' : ` @ ${limitPrice}`;
  const stop = stopPrice === null ? '' : `, stop ${stopPrice}`;
  return `${side} ${quantity} ${instrumentWords(order)}${at}${stop}, ${timeInForce}`;
}
