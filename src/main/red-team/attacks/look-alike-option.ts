import type { Attack } from '../attack.ts';
import { gotThrough, stopped, triesOnClicks } from '../moves.ts';
import { optionsOn, priceOf, SHARE_PRICE } from '../option-moves.ts';

/** An adjusted contract stands for other shares than a hundred; its class has a digit behind the share's symbol. */
const ROOTS = ['AAPL1', 'AAPL7', '2AAPL', '\u0410APL'];
const ROOT_LENGTH = 6;

export const lookAlikeOption: Attack = {
  id: 'look_alike_option',
  name: 'Look-alike option',
  tries:
    'A class that stands for other shares, letters that only look alike, and the option of the other listing.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const nameOf = await optionsOn(client, range, 'AAPL');
    const rest = nameOf(SHARE_PRICE, 'call').slice(ROOT_LENGTH);
    const limit = { quantity: '1', order_type: 'LMT' };
    const classes = ROOTS.map((root) => ({
      ...limit,
      symbol: `${root.padEnd(ROOT_LENGTH)}${rest}`,
      price: '5',
    }));
    const otherNameOf = await optionsOn(client, range, 'BABA');
    const other = { ...limit, symbol: otherNameOf(SHARE_PRICE, 'call') };
    const price = await priceOf(client, range, other);
    const rationale = 'A call on Alibaba in Hong Kong; its price is HK$7.10 and the limit HK$7.20.';
    const { sent, obstacles } = await triesOnClicks(client, range, [
      ...classes,
      { ...other, price, rationale },
    ]);
    return sent.length > 0
      ? gotThrough('An option was bought that only looks like the one that was meant.')
      : stopped('Each is another option than the one that was meant, or none.', obstacles);
  },
};
