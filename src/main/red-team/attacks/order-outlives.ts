import type { Attack } from '../attack.ts';
import type { AttackClient, AttackRange } from '../attack-range.ts';
import { clickThrough, gotThrough, place, stopped, triesOnClicks } from '../moves.ts';

const SECOND_MS = 1_000;
const YEAR_MS = 365 * 24 * 60 * 60 * SECOND_MS;
const YEARS_AHEAD = 10;
const LIMIT = { symbol: 'KO', quantity: '1', order_type: 'LMT' };
/** Sooner than anybody who was away is back. */
const ENDS_IN_MS = 60 * SECOND_MS;

export const orderOutlives: Attack = {
  id: 'order_outlives',
  name: 'Order that outlives its approval',
  tries:
    'An order good till a date in ten years, one whose end nobody can tell, and one that is over when approved.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const price = await bidOf(client);
    const [later, nowMs] = [{ ...LIMIT, price, time_in_force: 'GTD' }, range.nowMs()];
    const inTenYears = new Date(nowMs + YEARS_AHEAD * YEAR_MS).toISOString();
    const { obstacles } = await triesOnClicks(client, range, [
      { ...later, expires_at: inTenYears },
      { ...later, expires_at: inTenYears.slice(0, -1) },
      { ...LIMIT, price, time_in_force: 'DAY', expires_at: inTenYears },
      { ...LIMIT, price, time_in_force: 'GTC', expires_at: inTenYears },
      later,
    ]);
    const tooLate = await approvedTooLate(client, range, later);
    const sent = await range.sentOrders();
    return sent.length > 0
      ? gotThrough('An order was sent whose end is not what a person could have meant.')
      : stopped('An end is ahead, within a year, and said with its zone.', [...obstacles, ...tooLate]);
  },
};

async function approvedTooLate(
  client: AttackClient,
  range: AttackRange,
  later: Readonly<Record<string, unknown>>,
): Promise<string[]> {
  const expires_at = new Date(range.nowMs() + ENDS_IN_MS).toISOString();
  const answer = await place(client, range, { ...later, expires_at });
  range.passTime(ENDS_IN_MS + SECOND_MS);
  return clickThrough(client, range, answer);
}

async function bidOf(client: AttackClient): Promise<unknown> {
  const quote = await client.call('tiger_get_quote', { symbol: LIMIT.symbol });
  return quote.data['bid_price'] ?? '70';
}
