import { beforeEach, describe, expect, it } from 'vitest';
import { ToolCallerFixture } from '../../../support/tool-caller-fixture.ts';

let tools: ToolCallerFixture;
beforeEach(() => {
  tools = new ToolCallerFixture();
});

const PROVENANCE = { as_of: '2026-11-23T14:59:59.600Z', age_ms: 400, delayed: false, simulated: true };

describe('the tradable quantity', () => {
  it('is for a limit order where a price is given', async () => {
    const args = { symbol: 'AAPL', side: 'b', price: 201.5 };
    expect(await tools.answer('tiger_get_tradable_quantity', args)).toMatchObject({
      account_id: 'demo',
      cash_quantity: '45',
      financing_quantity: null,
      tradable_position_quantity: '1.11',
      ...PROVENANCE,
    });
    expect(tools.directory.calls[0]!.input).toEqual({
      symbol: 'AAPL',
      side: 'BUY',
      orderType: 'LMT',
      limitPrice: '201.5',
      stopPrice: null,
    });
  });

  it.each([
    [{ order_type: 'limit' }, 'price: must be given for LMT'],
    [{ order_type: 'MKT', price: 1 }, 'price: must be absent for MKT'],
    [{ order_type: 'STP' }, 'stop_price: must be given for STP'],
  ])('refuses %j', async (more, message) => {
    const args = { symbol: 'AAPL', side: 'BUY', ...more };
    expect(await tools.error('tiger_get_tradable_quantity', args)).toMatchObject({
      code: 'invalid_input',
      message,
    });
  });
});

describe('transactions', () => {
  it('come as columns and are paged', async () => {
    const answer = await tools.answer('tiger_get_transactions', {
      symbol: 'AAPL',
      limit: 1,
      start_date: '2026-11-01',
      end_date: '2026-11-30',
      cursor: 'x',
    });
    expect(answer['rows']).toEqual([
      [
        '2026-11-23T15:00:00.000Z',
        'AAPL',
        'BUY',
        '40',
        '201.31',
        '8052.4',
        'USD',
        '40139406481165313',
        '40139406481165322',
      ],
    ]);
    expect(answer).toMatchObject({ next_cursor: 'b3JkZXJzfG51bGw=', ...PROVENANCE });
    expect(tools.directory.calls[0]!.input).toEqual({
      brokerOrderId: null,
      symbol: 'AAPL',
      startMs: Date.UTC(2026, 10, 1),
      endMs: Date.UTC(2026, 11, 1) - 1,
      limit: 1,
      cursor: 'x',
    });
  });

  it('fit an answer at their limit', async () => {
    const answer = await tools.answer('tiger_get_transactions', {
      order_id: '35428688236544001',
      limit: 100,
    });
    expect(JSON.stringify(answer).length).toBeLessThan(40_000);
  });

  it.each([
    [{}, 'symbol: must be given where there is no order_id'],
    [{ symbol: 'AAPL', start_date: '2026-02-02', end_date: '2026-02-01' }, 'start_date: is after end_date'],
  ])('refuse %j', async (args, message) => {
    expect(await tools.error('tiger_get_transactions', args)).toMatchObject({
      code: 'invalid_input',
      message,
    });
  });
});
