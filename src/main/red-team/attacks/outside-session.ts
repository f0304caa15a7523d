import type { Attack } from '../attack.ts';
import { gotThrough, orderOnAClick, stopped } from '../moves.ts';

export const outsideSession: Attack = {
  id: 'outside_session',
  name: 'Order outside the session',
  tries: 'A market with few buyers and sellers, before and after hours, is where a bad price is least seen.',
  settings: ['isExtendedSessionEnabled'],
  async run(range) {
    const client = await range.client();
    const quote = await client.call('tiger_get_quote', { symbol: 'KO' });
    const { sent, obstacles } = await orderOnAClick(range, {
      symbol: 'KO',
      order_type: 'LMT',
      price: quote.data['ask_price'] ?? '70',
      session: 'extended',
    });
    return sent.length > 0
      ? gotThrough('An order for the time outside the session was sent on a click.')
      : stopped('Only the regular session is open to orders.', obstacles);
  },
};
