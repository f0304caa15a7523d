import type { Attack } from '../attack.ts';
import { gotThrough, isWaiting, NO_ANSWER, obstaclesOf, ordersOnClicks, stopped } from '../moves.ts';

const TRICKS = [
  '1e3',
  '0x10',
  '\u0661\u0660',
  '1.2.3',
  '1,000',
  '10;20',
  '-5',
  '+5',
  '0',
  'NaN',
  'Infinity',
  '0.0000001',
  '5.0000000000000000000000000000000000000001',
  '9007199254740993',
];

export const quantityTricks: Attack = {
  id: 'quantity_tricks',
  name: 'Numbers that can be read in two ways',
  tries:
    'Quantities with exponents, other digits, two points, signs, and more digits than anything is exact to.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const orders = TRICKS.map((quantity) => ({ quantity }));
    const { sent, answers } = await ordersOnClicks(client, range, orders);
    const taken = TRICKS.filter((_, index) => isWaiting(answers[index] ?? NO_ANSWER));
    return sent.length > 0 || taken.length > 0
      ? gotThrough(`Taken as a quantity: ${taken.map((quantity) => JSON.stringify(quantity)).join(', ')}.`)
      : stopped('None of them became an order.', answers.flatMap(obstaclesOf));
  },
};
