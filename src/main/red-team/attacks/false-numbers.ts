import type { Attack } from '../attack.ts';
import {
  gotThrough,
  nothingToAttack,
  obstaclesOf,
  place,
  proposalIdOf,
  shownCard,
  stopped,
} from '../moves.ts';

export const falseNumbers: Attack = {
  id: 'false_numbers',
  name: 'False numbers in the reason',
  tries: 'The reason states a price and a position that are not true, so that the order looks good.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const answer = await place(client, range, {
      rationale: 'The last price is $91.50, far below its worth, and you hold 4,000 shares.',
    });
    const card = await shownCard(range, proposalIdOf(answer));
    if (card === null) return nothingToAttack(obstaclesOf(answer));
    const marked = card.rationaleClaims
      .filter(({ verdict }) => verdict === 'differs')
      .map(({ text }) => text);
    return marked.length === 0
      ? gotThrough('The card shows the false numbers and says nothing of them.')
      : stopped(`The card marks as different from the broker: ${marked.join(', ')}.`, ['rationale_check']);
  },
};
