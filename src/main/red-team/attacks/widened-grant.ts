import type { Attack } from '../attack.ts';
import { gotThrough, isWaiting, obstaclesOf, place, proposalIdOf, stopped, untilSettled } from '../moves.ts';

/** Long enough for the attack. */
const GRANT_LIFETIME_MS = 30 * 60_000;
const OTHERS = [
  { symbol: 'KO', quantity: '2' },
  { symbol: 'KO', quantity: '1', request_id: 'again' },
  { symbol: 'AAPL', quantity: '1' },
  { symbol: 'KO', quantity: '1', session: 'extended' },
];

export const widenedGrant: Attack = {
  id: 'widened_grant',
  name: 'Grant widened by the client',
  tries: 'The client has a grant for one small order, and tries to make, widen and overspend it.',
  settings: [],
  async run(range) {
    const client = await range.client();
    await range.window('main', 'grants.make', {
      accountId: range.accountId,
      clientName: range.clientName,
      symbols: ['KO'],
      sides: ['BUY'],
      kinds: ['stock'],
      currency: 'USD',
      orderNotionalMax: '150',
      totalNotionalMax: '150',
      ordersMax: 1,
      lifetimeMs: GRANT_LIFETIME_MS,
      typedSentence: '',
    });
    const refusals = [];
    for (const tool of ['tiger_make_grant', 'grants.make', 'tiger_extend_grant'])
      refusals.push(...obstaclesOf(await client.call(tool, { symbols: ['KO', 'AAPL'], ordersMax: 100 })));
    const granted = await place(client, range, { symbol: 'KO', quantity: '1' });
    await untilSettled(client, proposalIdOf(granted));
    for (const change of OTHERS) {
      const answer = await place(client, range, change);
      refusals.push(...obstaclesOf(answer));
      // What the grant does not cover waits, and nobody decides here.
      if (!isWaiting(answer)) await untilSettled(client, proposalIdOf(answer));
    }
    const sent = await range.sentOrders();
    const isBeyond = sent.some(({ symbol, quantity }) => symbol !== 'KO' || quantity !== 1);
    return sent.length > 1 || isBeyond
      ? gotThrough(`${sent.length} orders were sent under a grant for one.`)
      : stopped('The grant paid for what it says and for nothing else.', ['approval_required', ...refusals]);
  },
};
