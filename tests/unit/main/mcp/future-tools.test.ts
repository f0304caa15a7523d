import { beforeEach, expect, it } from 'vitest';
import { rowsOf, ToolCallerFixture } from '../../../support/tool-caller-fixture.ts';

let tools: ToolCallerFixture;
beforeEach(() => {
  tools = new ToolCallerFixture();
});

const PROVENANCE = { as_of: '2026-11-23T14:59:59.600Z', age_ms: 400, delayed: false, simulated: true };
const inputOf = (name: string) => tools.directory.calls.find((call) => call.name === name)?.input;

it('exchanges say their zone', async () => {
  expect(await tools.answer('tiger_get_future_exchanges')).toMatchObject({
    exchanges: [{ code: 'CME', time_zone: 'America/Chicago' }],
    mode: 'paper',
    ...PROVENANCE,
  });
});

it('contracts of an exchange are paged, as columns', async () => {
  const answer = await tools.answer('tiger_get_future_contracts', {
    exchange: 'cme',
    limit: 100,
    offset: '50',
  });
  expect(answer).toMatchObject({ total: 120, next_offset: null, ...PROVENANCE });
  expect(rowsOf(answer, 'rows')).toHaveLength(70);
  expect(rowsOf(answer, 'rows')[0]).toEqual([
    'CL2662',
    '<untrusted>Crude Oil</untrusted>',
    'CL',
    '2026-12',
    '2026-11-20',
    null,
    'USD',
    'NYMEX',
    '1000',
    '0.01',
    'true',
    null,
  ]);
  expect(await tools.answer('tiger_get_future_contracts', { exchange: 'CME' })).toMatchObject({
    next_offset: 50,
  });
});

it.each([
  [{ product: 'es' }, { by: 'product', of: 'ES' }],
  [
    { product: 'ES', kind: 'current' },
    { by: 'main', of: 'ES' },
  ],
  [
    { product: 'ES', kind: 'continuous' },
    { by: 'continuous', of: 'ES' },
  ],
  [{ code: ' esmain ' }, { by: 'code', of: 'ESmain' }],
])('contracts by %j', async (args, query) => {
  await tools.answer('tiger_get_future_contracts', args);
  expect(inputOf('futures.contracts')).toEqual(query);
});

it.each([[{}], [{ product: 'ES', exchange: 'CME' }], [{ exchange: 'CME', kind: 'main' }]])(
  'contracts by %j are refused',
  async (args) => {
    expect(await tools.error('tiger_get_future_contracts', args)).toMatchObject({ code: 'invalid_input' });
    expect(tools.directory.calls).toEqual([]);
  },
);

it('quotes take codes in any form of list and say which are unknown', async () => {
  const answer = await tools.answer('tiger_get_future_quote', { codes: '["cl2612", "NOSUCH", "CL2612"]' });
  expect(inputOf('futures.quotes')).toEqual({ codes: ['CL2612', 'NOSUCH'] });
  expect(answer).toMatchObject({
    quotes: [{ code: 'CL2612', currency: 'USD', multiplier: '1000', average_price: null, ...PROVENANCE }],
    unknown_codes: ['NOSUCH'],
  });
  expect(await tools.error('tiger_get_future_quote', { codes: 'NOSUCH' })).toMatchObject({
    code: 'not_found',
  });
});

it('bars keep to the newest that fit an answer, and say so', async () => {
  const answer = await tools.answer('tiger_get_future_kline', {
    code: 'cl2612',
    period: 'daily',
    count: 1000,
  });
  expect(answer).toMatchObject({
    period: '1d',
    currency: 'USD',
    total: 1000,
    truncated: true,
    ...PROVENANCE,
  });
  expect(rowsOf(answer, 'rows')).toHaveLength(350);
  expect(rowsOf(answer, 'rows').at(-1)).toEqual([
    '2026-11-23T14:59:00.000Z',
    '60.11',
    '60.5',
    '59.9',
    '60.25',
    '1200',
    '310000',
    null,
  ]);
  expect(JSON.stringify(answer).length).toBeLessThan(40_000);
});

it('trades and order book', async () => {
  const ticks = await tools.answer('tiger_get_future_ticks', { code: 'ESMAIN', count: '500' });
  expect(ticks).toMatchObject({ code: 'ESmain', columns: ['time', 'price', 'volume'], ...PROVENANCE });
  expect(JSON.stringify(ticks).length).toBeLessThan(40_000);
  const depth = await tools.answer('tiger_get_future_depth', { code: 'CL2612', levels: 2 });
  expect(depth).toMatchObject({
    bids: [
      { price: '60', volume: '4' },
      { price: '59.99', volume: '4' },
    ],
    asks: [{ price: '60.01', volume: null }],
    bid_levels_total: 60,
    ask_levels_total: 1,
  });
});
