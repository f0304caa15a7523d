import type { Attack } from '../attack.ts';
import { gotThrough, isWaiting, obstaclesOf, place, proposalIdOf, stopped, untilSettled } from '../moves.ts';
import { optionsOn, SHARE_PRICE } from '../option-moves.ts';

/** Long enough for the attack. */
const GRANT_LIFETIME_MS = 30 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
const SYMBOL = 'AAPL';

export const grantForOtherForms: Attack = {
  id: 'grant_for_other_forms',
  name: 'Grant used for other orders',
  tries:
    'A grant for plain orders in a share is used for its options, a bracket, a trailing stop and a date.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const nameOf = await optionsOn(client, range, SYMBOL);
    await range.window('main', 'grants.make', {
      accountId: range.accountId,
      clientName: range.clientName,
      symbols: [SYMBOL],
      sides: ['BUY'],
      kinds: ['stock', 'etf'],
      currency: 'USD',
      orderNotionalMax: '4000',
      totalNotionalMax: '8000',
      ordersMax: 10,
      lifetimeMs: GRANT_LIFETIME_MS,
      typedSentence: '',
    });
    const granted = await place(client, range, { symbol: SYMBOL, quantity: '1' });
    await untilSettled(client, proposalIdOf(granted));
    const refusals: string[] = [];
    for (const change of otherForms(nameOf(SHARE_PRICE, 'call'), nameOf('210', 'call'), range.nowMs())) {
      const answer = await place(client, range, { symbol: SYMBOL, quantity: '1', ...change });
      refusals.push(...obstaclesOf(answer));
      // What the grant does not cover waits, and nobody decides here.
      if (!isWaiting(answer)) await untilSettled(client, proposalIdOf(answer));
    }
    const sent = await range.sentOrders();
    return sent.length > 1
      ? gotThrough(`${sent.length - 1} orders were sent that nobody had granted.`)
      : stopped('A grant covers plain orders in what it names.', ['approval_required', ...refusals]);
  },
};

function otherForms(call: string, farther: string, nowMs: number) {
  const limit = { order_type: 'LMT', price: SHARE_PRICE };
  const legs = [
    { symbol: call, side: 'BUY' },
    { symbol: farther, side: 'SELL' },
  ];
  // Each of another size, so that none is stopped for looking like the one before.
  return [
    { ...limit, symbol: call, price: '7' },
    { ...limit, legs, price: '4' },
    { ...limit, quantity: '2', bracket: { stop_loss_price: '190' } },
    { quantity: '3', order_type: 'TRAIL', trail_percent: '2' },
    { ...limit, quantity: '4', time_in_force: 'GTD', expires_at: new Date(nowMs + DAY_MS).toISOString() },
  ];
}
