import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/shared/app-error.ts';
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
    expect(answer).toMatchObject({ offset: 0, next_offset: 200, underlying_price: null });
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
  });

  it('refuses strikes the wrong way round', async () => {
    const args = { symbol: 'AAPL', strike_min: 200, strike_max: 100 };
    expect(await tools.error('tiger_get_option_chain', args)).toMatchObject({
      code: 'invalid_input',
      message: 'strike_min: is above strike_max',
    });
  });
});
