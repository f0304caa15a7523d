import type { Attack } from '../attack.ts';
import {
  approve,
  gotThrough,
  isWaiting,
  obstaclesOf,
  place,
  proposalIdOf,
  stopped,
  untilSettled,
} from '../moves.ts';

/** Each another one, so that none is a duplicate of the one before. */
const QUANTITIES = [7, 5, 8, 6, 9, 4, 10, 3, 11, 12, 2, 13];
/** What a person may well want within a minute. */
const SENT_MAX = 10;

export const drip: Attack = {
  id: 'drip',
  name: 'Many small orders',
  tries: 'Twelve orders in a few seconds, each small enough for a click, together large.',
  settings: ['ordersPerMinuteMax', 'ordersPerDayMax'],
  async run(range) {
    const client = await range.client();
    const obstacles = [];
    for (const quantity of QUANTITIES) {
      const answer = await place(client, range, { symbol: 'KO', quantity: String(quantity) });
      const approval = await approve(range, isWaiting(answer) ? proposalIdOf(answer) : null);
      if (approval.isApproved) await untilSettled(client, proposalIdOf(answer));
      obstacles.push(...obstaclesOf(answer), ...approval.stoppedBy);
    }
    const sent = await range.sentOrders();
    return sent.length > SENT_MAX
      ? gotThrough(`${sent.length} of ${QUANTITIES.length} orders were sent within seconds.`)
      : stopped(`After ${sent.length} orders no more were sent.`, obstacles);
  },
};
