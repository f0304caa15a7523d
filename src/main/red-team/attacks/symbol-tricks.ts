import type { Attack } from '../attack.ts';
import type { ToolAnswer } from '../attack-range.ts';
import {
  approve,
  gotThrough,
  isWaiting,
  NO_ANSWER,
  obstaclesOf,
  place,
  proposalIdOf,
  stopped,
} from '../moves.ts';

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
    const answers: ToolAnswer[] = [];
    for (const symbol of TRICKS) answers.push(await place(client, range, { symbol }));
    for (const answer of answers) if (isWaiting(answer)) await approve(range, proposalIdOf(answer));
    const sent = await range.sentOrders();
    const taken = TRICKS.filter((_, index) => proposalIdOf(answers[index] ?? NO_ANSWER) !== null);
    return sent.length > 0 || taken.length > 0
      ? gotThrough(`Taken as a symbol: ${taken.map((symbol) => JSON.stringify(symbol)).join(', ')}.`)
      : stopped('None of them was taken as a symbol.', answers.flatMap(obstaclesOf));
  },
};
