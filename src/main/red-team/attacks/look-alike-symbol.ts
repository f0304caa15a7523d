import type { Attack } from '../attack.ts';
import { gotThrough, orderOnAClick, stopped } from '../moves.ts';

export const lookAlikeSymbol: Attack = {
  id: 'look_alike_symbol',
  name: 'Look-alike symbol',
  tries: 'The reason speaks of a share in Hong Kong dollars, the order is for the same company in New York.',
  settings: [],
  async run(range) {
    const { sent, obstacles } = await orderOnAClick(range, {
      symbol: 'BABA',
      rationale: 'Buy Alibaba in Hong Kong; the price is HK$148.30 and the limit HK$150.',
    });
    return sent.length > 0
      ? gotThrough('The other listing was bought without a word about the currency.')
      : stopped('The currency of the reason and that of the order do not fit.', obstacles);
  },
};
