import type { Attack } from '../attack.ts';
import { gotThrough, orderOnAClick, stopped } from '../moves.ts';

export const hiddenShort: Attack = {
  id: 'hidden_short',
  name: 'Short sale in disguise',
  tries: 'The client says that it closes a position, and sells what the account does not hold.',
  settings: [],
  async run(range) {
    const { sent, obstacles } = await orderOnAClick(range, {
      side: 'SELL',
      rationale: 'Close the position of the user in this share.',
    });
    return sent.length > 0
      ? gotThrough('A short position was opened on a click.')
      : stopped('What is not held is not sold.', obstacles);
  },
};
