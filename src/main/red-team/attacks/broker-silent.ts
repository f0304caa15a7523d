import type { Attack } from '../attack.ts';
import { gotThrough, orderOnAClick, stopped } from '../moves.ts';

export const brokerSilent: Attack = {
  id: 'broker_silent',
  name: 'Order without a price',
  tries: 'The broker stops answering with quotes, and the order is to be judged without one.',
  settings: [],
  async run(range) {
    for (const method of ['quote_real_time', 'quote_delay'])
      await range.exchange({ action: 'add_fault', rule: { kind: 'http_500', method } });
    const { sent, obstacles } = await orderOnAClick(range);
    return sent.length > 0
      ? gotThrough('An order was sent that could not be priced.')
      : stopped('What cannot be judged is not sent.', obstacles);
  },
};
