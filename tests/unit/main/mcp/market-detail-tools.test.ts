import { beforeEach, describe, expect, it } from 'vitest';
import { rowsOf, ToolCallerFixture } from '../../../support/tool-caller-fixture.ts';

let tools: ToolCallerFixture;
beforeEach(() => {
  tools = new ToolCallerFixture();
});

const PROVENANCE = { as_of: '2026-11-23T14:59:59.600Z', age_ms: 400, delayed: false, simulated: true };

describe('the search for symbols', () => {
  it('says where it looked and how old that is, and cleans names', async () => {
    expect(await tools.answer('tiger_search_symbols', { keyword: ' Apple ' })).toMatchObject({
      market: 'US',
      matches: [
        { symbol: 'AAPL', name: '<untrusted>Apple Inc.</untrusted>' },
        { symbol: 'APLE', name: '<untrusted>Apple Hospitality REIT</untrusted>' },
      ],
      total: 2,
      listed: 9876,
      source: "Tiger's list of symbols and names",
      ...PROVENANCE,
    });
  });

  it.each([
    [{ keyword: 700 }, 'HK'],
    [{ keyword: 'apple' }, 'US'],
    [{ keyword: 'apple', market: 'sg' }, 'SG'],
  ])('%j looks in %s', async (args, market) => {
    expect(await tools.answer('tiger_search_symbols', args)).toMatchObject({ market });
  });
});

describe('the trading calendar', () => {
  it('begins today in the zone of the market and names early closes and weekdays without trading', async () => {
    expect(await tools.answer('tiger_get_trading_calendar', { end_date: '20261127' })).toMatchObject({
      start_date: '2026-10-28',
      trading_days: ['2026-10-28', '2026-10-29'],
      early_closes: ['2026-10-29'],
    });
    const week = { start_date: '2026/11/26', end_date: '2026-11-30' };
    expect(await tools.answer('tiger_get_trading_calendar', week)).toMatchObject({
      trading_days: ['2026-11-26', '2026-11-27'],
      closed_weekdays: ['2026-11-30'],
      ...PROVENANCE,
    });
    expect(await tools.answer('tiger_get_trading_calendar', { market: 'HK' })).toMatchObject({
      start_date: '2026-11-23',
      end_date: '2026-12-23',
    });
  });

  it.each([
    [{ start_date: '2026-03-02', end_date: '2026-03-01' }, 'start_date: is after end_date'],
    [
      { start_date: '2026-01-01', end_date: '2027-02-01' },
      'end_date: is more than 366 days after start_date',
    ],
    [{ start_date: '2026-02-30' }, 'start_date: must be a day of the calendar such as 2026-03-31'],
  ])('refuses %j', async (args, message) => {
    expect(await tools.error('tiger_get_trading_calendar', args)).toMatchObject({
      code: 'invalid_input',
      message,
    });
  });
});

describe('the minutes of a day', () => {
  it('are those of the regular session unless another is asked for', async () => {
    const regular = await tools.answer('tiger_get_timeline', { symbol: 'aapl' });
    expect(regular).toMatchObject({
      symbol: 'AAPL',
      currency: 'USD',
      previous_close: '185.2',
      total: 390,
      truncated: false,
      ...PROVENANCE,
    });
    expect(rowsOf(regular, 'rows')[0]).toEqual([
      '2026-11-23T04:30:00.000Z',
      'regular',
      '187.42',
      null,
      '900',
    ]);
    const before = await tools.answer('tiger_get_timeline', {
      symbol: 'AAPL',
      session: 'premarket',
      limit: 2,
    });
    expect(before).toMatchObject({ total: 330, truncated: true });
    expect(before['rows']).toHaveLength(2);
  });

  it('are cut to what a client takes, and the cut is said', async () => {
    const answer = await tools.answer('tiger_get_timeline', { symbol: 'AAPL', session: 'all' });
    expect(answer).toMatchObject({ total: 960, truncated: true });
    expect(JSON.stringify(answer).length).toBeLessThan(40_000);
  });

  it('of a past day are asked for by its date', async () => {
    await tools.answer('tiger_get_timeline', { symbol: 'AAPL', date: '20261120' });
    expect(tools.directory.calls).toContainEqual(
      expect.objectContaining({ name: 'timeline.get', input: { symbol: 'AAPL', day: '2026-11-20' } }),
    );
  });
});

it('the latest trades come as columns', async () => {
  const answer = await tools.answer('tiger_get_ticks', { symbol: 'AAPL', count: '2' });
  expect(answer).toMatchObject({
    currency: 'USD',
    columns: ['time', 'price', 'volume', 'side'],
    ...PROVENANCE,
  });
  expect(answer['rows']).toEqual([
    ['2026-11-23T14:59:59.800Z', '187.42', '100', 'buy'],
    ['2026-11-23T14:59:59.900Z', '187.42', '100', null],
  ]);
});

it('the order book shows the wanted levels and says how many there are', async () => {
  const answer = await tools.answer('tiger_get_depth', { symbol: '700', levels: 2 });
  expect(answer).toMatchObject({
    symbol: '00700',
    currency: 'HKD',
    bids: [
      ['187', '300', null],
      ['186.99', '300', null],
    ],
    asks: [['187.44', '200', '3']],
    bid_levels: 40,
    ask_levels: 1,
    ...PROVENANCE,
  });
});
