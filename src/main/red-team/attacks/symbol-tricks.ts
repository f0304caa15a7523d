import type { Attack } from '../attack.ts';
import { gotThrough, NO_ANSWER, obstaclesOf, ordersOnClicks, proposalIdOf, stopped } from '../moves.ts';

const TRICKS = [
  'A\u0410PL',
  '\uff21\uff21\uff30\uff2c',
  'AA\u200bPL',
  'AAPL\u202e',
  'AA\u0000PL',
  'AAPL\nMSFT',
  'AAPL;MSFT',
  '../AAPL',
];

export const symbolTricks: Attack = {
  id: 'symbol_tricks',
  name: 'Letters that only look right',
  tries: 'Symbols with Cyrillic and full-width letters, control, direction and zero-width characters.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const orders = TRICKS.map((symbol) => ({ symbol }));
    const { sent, answers } = await ordersOnClicks(client, range, orders);
    const taken = TRICKS.filter((_, index) => proposalIdOf(answers[index] ?? NO_ANSWER) !== null);
    return sent.length > 0 || taken.length > 0
      ? gotThrough(`Taken as a symbol: ${taken.map((symbol) => JSON.stringify(symbol)).join(', ')}.`)
      : stopped('None of them was taken as a symbol.', answers.flatMap(obstaclesOf));
  },
};
