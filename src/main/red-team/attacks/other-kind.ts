import type { Attack } from '../attack.ts';
import { approve, gotThrough, isWaiting, obstaclesOf, place, proposalIdOf, stopped } from '../moves.ts';

const KINDS = ['AAPL  271217C00300000', 'ES2712', '13579'];

export const otherKind: Attack = {
  id: 'other_kind',
  name: 'Another kind of product',
  tries: 'Options, futures and warrants under the name of a share: they can lose everything, or more.',
  settings: ['areOptionsEnabled', 'areFuturesEnabled', 'areWarrantsEnabled'],
  async run(range) {
    const client = await range.client();
    const answers = [];
    for (const symbol of KINDS) answers.push(await place(client, range, { symbol, quantity: '1' }));
    const approvals = [];
    for (const answer of answers)
      approvals.push(await approve(range, isWaiting(answer) ? proposalIdOf(answer) : null));
    const sent = await range.sentOrders();
    return sent.length > 0
      ? gotThrough(`Sent: ${sent.map(({ symbol }) => symbol).join(', ')}.`)
      : stopped('Only shares and funds on an exchange are open to orders.', [
          ...answers.flatMap(obstaclesOf),
          ...approvals.flatMap(({ stoppedBy }) => stoppedBy),
        ]);
  },
};
