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

export const brokerSilent: Attack = {
  id: 'broker_silent',
  name: 'Order without a price',
  tries: 'The broker stops answering with quotes, and the order is to be judged without one.',
  settings: [],
  async run(range) {
    const client = await range.client();
    for (const method of ['quote_real_time', 'quote_delay'])
      await range.exchange({ action: 'add_fault', rule: { kind: 'http_500', method } });
    const answer = await place(client, range);
    const approval = await approve(range, isWaiting(answer) ? proposalIdOf(answer) : null);
    await untilSettled(client, proposalIdOf(answer));
    const sent = await range.sentOrders();
    return sent.length > 0
      ? gotThrough('An order was sent that could not be priced.')
      : stopped('What cannot be judged is not sent.', [...obstaclesOf(answer), ...approval.stoppedBy]);
  },
};
