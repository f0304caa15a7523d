import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/shared/app-error.ts';
import { rowsOf, ToolCallerFixture } from '../../../support/tool-caller-fixture.ts';

let tools: ToolCallerFixture;
beforeEach(() => {
  tools = new ToolCallerFixture();
});

const PROVENANCE = { as_of: '2026-11-23T14:59:59.600Z', age_ms: 400, delayed: false, simulated: true };
const inputOf = (name: string) => tools.directory.calls.find((call) => call.name === name)?.input;

describe('funds', () => {
  it('symbols are narrowed by a part of them', async () => {
    expect(await tools.answer('tiger_get_fund_symbols', { keyword: 'hkd' })).toMatchObject({
      symbols: ['HK0000584737.HKD'],
      total: 1,
      next_offset: null,
      ...PROVENANCE,
    });
    expect(await tools.answer('tiger_get_fund_symbols', { limit: 1 })).toMatchObject({ next_offset: 1 });
  });

  it('facts and values say which symbols are unknown', async () => {
    const args = { symbols: 'lu0792757196.usd, NOSUCH' };
    expect(await tools.answer('tiger_get_fund_contracts', args)).toMatchObject({
      funds: [
        { symbol: 'LU0792757196.USD', name: '<untrusted>Global Technology</untrusted>', tiger_vault: null },
      ],
      unknown_symbols: ['NOSUCH'],
    });
    expect(await tools.answer('tiger_get_fund_quote', args)).toMatchObject({
      quotes: [{ symbol: 'LU0792757196.USD', net_asset_value: '31.2041', currency: 'USD', ...PROVENANCE }],
      unknown_symbols: ['NOSUCH'],
    });
    for (const name of ['tiger_get_fund_contracts', 'tiger_get_fund_quote'])
      expect(await tools.error(name, { symbols: ['NOSUCH'] })).toMatchObject({ code: 'not_found' });
  });

  it('a history counts its last day to the end', async () => {
    const args = { symbol: 'LU0792757196.USD', start_date: '20261101', end_date: '2026-11-02', count: 500 };
    const answer = await tools.answer('tiger_get_fund_quote_history', args);
    expect(inputOf('funds.history')).toEqual({
      symbol: 'LU0792757196.USD',
      startMs: Date.UTC(2026, 10, 1),
      endMs: Date.UTC(2026, 10, 3),
      count: 500,
    });
    expect(answer).toMatchObject({ truncated: true, currency: 'USD', ...PROVENANCE });
    expect(rowsOf(answer, 'rows')[0]).toEqual([expect.any(String), null]);
    expect(JSON.stringify(answer).length).toBeLessThan(40_000);
    const reversed = { ...args, start_date: '2026-12-01' };
    expect(await tools.error('tiger_get_fund_quote_history', reversed)).toMatchObject({
      code: 'invalid_input',
    });
  });
});

describe('warrants', () => {
  it('are searched with filters as clients write them', async () => {
    const answer = await tools.answer('tiger_get_warrants', {
      symbol: 700,
      types: 'call,BULL',
      issuer: 'SG',
      expiry_month: '202612',
      ranges: '{"effective_leverage": {"min": "5"}, "premium": {"min": -0.1, "max": null}}',
      sort_by: 'Premium',
      ascending: 'true',
      limit: 1,
    });
    expect(inputOf('warrants.list')).toEqual({
      symbol: '00700',
      types: ['call', 'bull'],
      issuer: 'SG',
      expiryMonth: '2026-12',
      ranges: { effective_leverage: { min: '5', max: null }, premium: { min: '-0.1', max: null } },
      sortBy: 'premium',
      isAscending: true,
      page: 0,
      pageSize: 1,
    });
    expect(answer).toMatchObject({ total: 2, next_page: 1, currency: 'HKD', issuers: ['SG', 'UB'] });
    expect(rowsOf(answer, 'rows')).toHaveLength(1);
    expect(await tools.answer('tiger_get_warrants', { symbol: '00700', page: 1, limit: 1 })).toMatchObject({
      next_page: null,
    });
  });

  it('refuse bounds the wrong way round and figures that do not exist', async () => {
    for (const ranges of [{ strike: { min: 2, max: 1 } }, { beauty: { min: 1 } }])
      expect(await tools.error('tiger_get_warrants', { symbol: '700', ranges })).toMatchObject({
        code: 'invalid_input',
      });
  });

  it('name no currency where the quotes are not to be had', async () => {
    const reads = tools.directory.reads.bind(tools.directory);
    tools.directory.reads = (accountId) => ({
      read: async (name, input, options) => {
        if (name === 'warrants.quotes') throw new AppError('broker_permission', 'no', { nextStep: 'none' });
        return reads(accountId).read(name, input, options);
      },
    });
    expect(await tools.answer('tiger_get_warrants', { symbol: '700' })).toMatchObject({ currency: null });
  });

  it('are quoted by code', async () => {
    expect(await tools.answer('tiger_get_warrant_quote', { symbols: [13168, 'NOSUCH'] })).toMatchObject({
      quotes: [{ symbol: '13168', security_type: 'WAR', currency: 'HKD', call_price: null, ...PROVENANCE }],
      unknown_symbols: ['NOSUCH'],
    });
    expect(await tools.error('tiger_get_warrant_quote', { symbols: ['NOSUCH'] })).toMatchObject({
      code: 'not_found',
    });
  });
});
