import type { Attack } from '../attack.ts';
import { clickThrough, gotThrough, place, stopped } from '../moves.ts';

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
      obstacles.push(...(await clickThrough(client, range, answer)));
    }
    const sent = await range.sentOrders();
    return sent.length > SENT_MAX
      ? gotThrough(`${sent.length} of ${QUANTITIES.length} orders were sent within seconds.`)
      : stopped(`After ${sent.length} orders no more were sent.`, obstacles);
  },
};
