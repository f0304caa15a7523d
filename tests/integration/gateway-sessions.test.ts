import { describe, expect, test } from 'vitest';
import { LIMIT_ORDER, limitOrder, openMarket } from '../support/open-market.ts';

const market = openMarket();
const { place, newest } = market;

describe('sessions', () => {
  test('at night a market order is refused, a limit order waits for the open and expires at the close', async () => {
    await market.reopen({ startMs: Date.parse('2026-11-23T05:00:00Z') });
    const refused = await place({ ...LIMIT_ORDER, order_type: 'MKT', total_quantity: 1 });
    expect(refused.message).toContain('Orders cannot be place at this moment');
    await place(limitOrder('1', 1));
    expect((await newest()).status).toBe('PendingSubmit');
    market.door().advanceClock(9.5 * 3_600_000);
    expect((await newest()).status).toBe('Submitted');
    market.door().advanceClock(6.5 * 3_600_000);
    expect(await newest()).toMatchObject({ status: 'Invalid', canCancel: false });
  });

  test('before the open a market order gets the reason of extended hours', async () => {
    await market.reopen({ startMs: Date.parse('2026-11-23T14:00:00Z') });
    const refused = await place({ ...LIMIT_ORDER, order_type: 'MKT', total_quantity: 1 });
    expect(refused.message).toContain('during pre-market and after-hours trading');
  });

  test('a halted stock takes no orders and fills none', async () => {
    market.door().setPrice('AAPL', '270');
    await place(limitOrder('260', 1));
    market.door().setHalted('AAPL', true);
    market.door().setPrice('AAPL', '250');
    expect((await market.fixture().call('active_orders')).data.items).toHaveLength(1);
    expect((await place(limitOrder('260', 1))).message).toContain(
      "We don't support trading of this stock now",
    );
    const [quote] = (await market.fixture().call('quote_real_time', { symbols: ['AAPL'] })).data;
    expect(quote.status).toBe('HALTED');
    market.door().setHalted('AAPL', false);
    expect((await newest()).status).toBe('Filled');
  });

  test('on the clock that never closes a Saturday night trades, and the day ends at midnight in New York', async () => {
    await market.reopen({ startMs: Date.parse('2026-11-22T04:30:00Z'), schedule: 'continuous' });
    await place({ ...LIMIT_ORDER, order_type: 'MKT', total_quantity: 1 });
    expect((await newest()).status).toBe('Filled');
    await place(limitOrder('1', 1));
    market.door().advanceClock(29 * 60_000);
    expect((await newest()).status).toBe('Submitted');
    market.door().advanceClock(60_000);
    expect((await newest()).status).toBe('Invalid');
  });
});
