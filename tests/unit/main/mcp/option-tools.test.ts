import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/shared/app-error.ts';
import type { OptionChain } from '../../../../src/shared/domain/option.ts';
import { rowsOf, ToolCallerFixture } from '../../../support/tool-caller-fixture.ts';

let tools: ToolCallerFixture;
beforeEach(() => {
  tools = new ToolCallerFixture();
});

const PROVENANCE = { as_of: '2026-11-23T14:59:59.600Z', age_ms: 400, delayed: false, simulated: true };

it('expirations come as columns, nearest first', async () => {
  expect(await tools.answer('tiger_get_option_expirations', { symbol: 'aapl' })).toMatchObject({
    columns: ['expiry', 'kind'],
    rows: [
      ['2026-11-27', 'weekly'],
      ['2026-12-18', null],
    ],
    ...PROVENANCE,
  });
});

describe('an option chain', () => {
  const chain = (args: object = {}) => tools.answer('tiger_get_option_chain', { symbol: 'AAPL', ...args });

  it('shows the rows around the price of the underlying', async () => {
    const answer = await chain();
    expect(answer).toMatchObject({
      expiry: '2026-11-27',
      currency: 'USD',
      underlying_price: '187.42',
      multiplier: '100',
      total: 400,
      offset: 156,
      next_offset: 196,
      ...PROVENANCE,
    });
    const rows = rowsOf(answer, 'rows');
    expect([rows[0]![0 as never], rows.at(-1)![0 as never]]).toEqual(['178', '197']);
  });

  it('keeps to the right and the strikes that are wanted', async () => {
    const answer = await chain({
      right: 'P',
      strike_min: '150',
      strike_max: 152,
      greeks: 'false',
      expiry: '20261218',
    });
    expect(answer).toMatchObject({ expiry: '2026-12-18', total: 3, offset: 0, next_offset: null });
    expect(rowsOf(answer, 'rows')[0]).toEqual([
      '150',
      'put',
      '6.05',
      '6.15',
      '6.1',
      '100',
      '1500',
      'AAPL  261127P00150000',
    ]);
  });

  it('is paged, and its largest page is one that clients take', async () => {
    const answer = await chain({ offset: 0, limit: 200 });
    expect(answer).toMatchObject({ offset: 0, next_offset: 200, underlying_price: '187.42' });
    expect(JSON.stringify(answer).length).toBeLessThan(40_000);
    expect(await chain({ offset: 399 })).toMatchObject({ next_offset: null });
  });

  it('begins at the lowest strike where the price of the underlying is not to be had', async () => {
    const reads = tools.directory.reads.bind(tools.directory);
    tools.directory.reads = (accountId) => ({
      read: async (name, input, options) => {
        if (name === 'quotes.get') throw new AppError('broker_permission', 'no', { nextStep: 'none at all' });
        return reads(accountId).read(name, input, options);
      },
    });
    expect(await chain()).toMatchObject({ underlying_price: null, offset: 0 });
    // What the price alone can tell is not guessed.
    expect(await tools.error('tiger_get_option_chain', { symbol: 'AAPL', in_the_money: true })).toMatchObject(
      { code: 'unavailable', message: expect.stringContaining('in_the_money') as string },
    );
  });

  it.each([
    // Strikes are 100 to 299 and the price is 187.42: below it calls are in the money, above it puts.
    [{ in_the_money: true }, 200],
    [{ in_the_money: 'true', right: 'call' }, 88],
    [{ in_the_money: false, right: 'call' }, 112],
    [{ delta_min: 0.5, delta_max: '0.6' }, 400],
    [{ delta_max: '-0.1' }, 0],
    [{ open_interest_min: 1500, volume_min: 100 }, 400],
    [{ open_interest_min: 1501 }, 0],
    [{ volume_min: '101' }, 0],
  ])('keeps to %j', async (args, total) => {
    expect((await chain(args))['total']).toBe(total);
  });

  it('leaves rows without a figure out where the figure is asked for', async () => {
    const reads = tools.directory.reads.bind(tools.directory);
    tools.directory.reads = (accountId) => ({
      read: async (name, input, options) => {
        const answer = await reads(accountId).read(name, input, options);
        if (name !== 'options.chain') return answer;
        const { options: rows, ...rest } = answer as OptionChain;
        return {
          ...rest,
          options: rows.map((row) => ({ ...row, delta: null, openInterest: null })),
        } as never;
      },
    });
    expect(await chain({ delta_min: -1 })).toMatchObject({ total: 0 });
    expect(await chain({ open_interest_min: 1 })).toMatchObject({ total: 0 });
    expect(await chain({ open_interest_min: 0 })).toMatchObject({ total: 400 });
  });

  it('refuses strikes the wrong way round', async () => {
    const args = { symbol: 'AAPL', strike_min: 200, strike_max: 100 };
    expect(await tools.error('tiger_get_option_chain', args)).toMatchObject({
      code: 'invalid_input',
      message: 'strike_min: is above strike_max',
    });
  });
});

describe('single options', () => {
  const CALL = {
    identifier: 'AAPL  261218C00150000',
    underlying: 'AAPL',
    expiry: '2026-12-18',
    right: 'call',
    strike: '150',
    currency: 'USD',
  };

  it('are quoted by any of their names, each once', async () => {
    const options = JSON.stringify([
      'AAPL 2026-12-18 150 C',
      'AAPL261218C00150000',
      { symbol: 'AAPL', expiry: '2026-12-18', strike: 150, right: 'call' },
      'NOSUCH261218P00150000',
    ]);
    expect(await tools.answer('tiger_get_option_quote', { options })).toMatchObject({
      quotes: [{ ...CALL, implied_volatility: '0.253', mark_price: null, ...PROVENANCE }],
      unknown_options: ['NOSUCH261218P00150000'],
    });
    const error = await tools.error('tiger_get_option_quote', { options: ['AAPL 150 C'] });
    expect(error).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('AAPL') as string,
    });
    expect(await tools.error('tiger_get_option_quote', { options: 'NOSUCH261218P00150000' })).toMatchObject({
      code: 'not_found',
    });
  });

  it('give bars and trades as columns that fit an answer', async () => {
    const option = 'AAPL 2026-12-18 150 C';
    const bars = await tools.answer('tiger_get_option_kline', { option, period: '60m', count: 1200 });
    expect(bars).toMatchObject({ ...CALL, period: '1h', total: 1200, truncated: true, ...PROVENANCE });
    expect(rowsOf(bars, 'rows')).toHaveLength(400);
    expect(JSON.stringify(bars).length).toBeLessThan(40_000);
    const ticks = await tools.answer('tiger_get_option_ticks', { option, count: '500' });
    expect(ticks).toMatchObject({ ...CALL, total: 501, truncated: true, ...PROVENANCE });
    expect(JSON.stringify(ticks).length).toBeLessThan(40_000);
  });

  it('have an order book by exchange', async () => {
    const args = { option: 'AAPL 2026-12-18 150 C', levels: 1 };
    expect(await tools.answer('tiger_get_option_depth', args)).toMatchObject({
      ...CALL,
      bids: [{ price: '6.05', volume: '4', exchange: 'CBOE' }],
      asks: [{ price: '6.15', volume: null, exchange: null }],
      bid_levels_total: 60,
    });
  });
});

it('the analysis has its history only if asked for', async () => {
  const brief = await tools.answer('tiger_get_option_analysis', { symbol: 'aapl' });
  expect(brief).toMatchObject({
    period: '52week',
    implied_volatility_rank: '0.7',
    call_put_ratio: null,
    rows: [],
    total: 0,
    ...PROVENANCE,
  });
  const full = await tools.answer('tiger_get_option_analysis', {
    symbol: 'AAPL',
    period: '3y',
    history: true,
  });
  expect(full).toMatchObject({ period: '3year', total: 700, truncated: true });
  expect(rowsOf(full, 'rows')).toHaveLength(600);
  expect(JSON.stringify(full).length).toBeLessThan(40_000);
});

it('the names of Hong Kong options are found by their stock', async () => {
  expect(await tools.answer('tiger_get_hk_option_symbols', { underlying: 700 })).toMatchObject({
    columns: ['symbol', 'name', 'underlying'],
    rows: [['TCH.HK', '<untrusted>Tencent</untrusted>', '00700']],
    total: 1,
    next_offset: null,
  });
  expect(await tools.answer('tiger_get_hk_option_symbols', { limit: 1 })).toMatchObject({ next_offset: 1 });
});
