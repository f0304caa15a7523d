import { beforeEach, describe, expect, it } from 'vitest';
import { LIVE_ID } from '../../../support/fake-account-data.ts';
import { rowsOf, ToolCallerFixture } from '../../../support/tool-caller-fixture.ts';

let tools: ToolCallerFixture;
beforeEach(() => {
  tools = new ToolCallerFixture();
});

const PROVENANCE = { as_of: '2026-11-23T14:59:59.600Z', age_ms: 400, delayed: false, simulated: true };

describe('a quote', () => {
  it('says whose it is, in which currency, how old and that it is simulated', async () => {
    const quote = await tools.answer('tiger_get_quote', { symbol: 'AAPL' });
    expect(quote).toMatchObject({
      account_id: 'demo',
      mode: 'paper',
      symbol: 'AAPL',
      currency: 'USD',
      ...PROVENANCE,
    });
    expect(quote).toMatchObject({
      last_price: '187.42',
      bid_price: '187.4',
      change_rate: '0.01198704',
      volume: null,
    });
  });

  it.each(['700', '0700', '00700', '700.HK', 'hk.00700', 700])('takes %s for 00700', async (symbol) => {
    expect(await tools.answer('tiger_get_quote', { symbol })).toMatchObject({
      symbol: '00700',
      currency: 'HKD',
    });
  });

  it('takes the currency from the contract: a Hong Kong code may trade in renminbi', async () => {
    expect(await tools.answer('tiger_get_quote', { symbol: '80700' })).toMatchObject({ currency: 'CNH' });
  });

  it('of an unknown symbol is an error with the next step', async () => {
    const error = await tools.error('tiger_get_quote', { symbol: 'NOSUCH' });
    expect(error).toMatchObject({ code: 'not_found', retryable: false });
    expect(error.next_step).toContain('tiger_get_contracts');
  });

  it('is read from the named account', async () => {
    tools.directory.patch('growth-live', { state: 'ready', stateText: null });
    await tools.answer('tiger_get_quote', { symbol: 'AAPL', data_account_id: 'growth-live' });
    expect(tools.directory.calls.map(({ accountId }) => accountId)).toEqual([LIVE_ID, LIVE_ID]);
  });

  it('is not read from another account when the named one is not ready', async () => {
    const error = await tools.error('tiger_get_quote', { symbol: 'AAPL', data_account_id: 'growth-live' });
    expect(error.code).toBe('credentials');
    expect(tools.directory.calls).toEqual([]);
  });
});

describe('quotes of many symbols', () => {
  it.each([[['AAPL', '700']], ['["AAPL","700"]'], ['AAPL, 700'], [['aapl', 'AAPL', '00700']]])(
    'reads %j',
    async (symbols) => {
      const answer = await tools.answer('tiger_get_market_data', { symbols });
      expect(rowsOf(answer, 'quotes').map((row) => row['symbol'])).toEqual(['AAPL', '00700']);
    },
  );

  it('names those that the broker does not know', async () => {
    expect(await tools.answer('tiger_get_market_data', { symbols: ['AAPL', 'NOSUCH'] })).toMatchObject({
      not_found: ['NOSUCH'],
    });
  });

  it('shows the wanted fields and, on every row, age and currency', async () => {
    const answer = await tools.answer('tiger_get_market_data', {
      symbols: ['AAPL'],
      fields: 'last_price,OPEN_PRICE',
    });
    expect(answer['quotes']).toEqual([
      {
        symbol: 'AAPL',
        currency: 'USD',
        trading_status: 'normal',
        ...PROVENANCE,
        last_price: '187.42',
        open_price: '185',
      },
    ]);
  });

  it('refuses the fifty-first', async () => {
    const symbols = Array.from({ length: 51 }, (_, index) => `A${index}`);
    expect(await tools.error('tiger_get_market_data', { symbols })).toMatchObject({
      code: 'invalid_input',
      message: 'symbols: takes at most 50 symbols',
    });
  });
});

describe('bars', () => {
  it('come as columns, oldest first', async () => {
    const answer = await tools.answer('tiger_get_kline', { symbol: 'AAPL', period: '1D', count: '2' });
    expect(answer).toMatchObject({
      period: '1d',
      currency: 'USD',
      total: 2,
      truncated: false,
      ...PROVENANCE,
    });
    expect(answer['columns']).toEqual(['time', 'open', 'high', 'low', 'close', 'volume']);
    expect(rowsOf(answer, 'rows')[0]).toEqual(['2026-11-23T14:58:00.000Z', '1.1', '1.3', '1', '1.2', null]);
  });

  it('knows a month from a minute', async () => {
    expect(await tools.answer('tiger_get_kline', { symbol: 'AAPL', period: '1M' })).toMatchObject({
      period: '1M',
    });
    expect(await tools.answer('tiger_get_kline', { symbol: 'AAPL', period: '1m' })).toMatchObject({
      period: '1m',
    });
  });

  it('are cut to what a client takes, and the cut is said', async () => {
    const answer = await tools.answer('tiger_get_kline', { symbol: 'AAPL', period: '1m', count: 1200 });
    expect(answer).toMatchObject({ total: 1200, truncated: true });
    expect(answer['rows']).toHaveLength(500);
    expect(JSON.stringify(answer).length).toBeLessThan(40_000);
  });
});

describe('market status', () => {
  it('is of one market', async () => {
    expect(await tools.answer('tiger_get_market_status', { market: 'hk' })).toMatchObject({
      markets: [{ market: 'HK', phase: 'regular', simulated: true }],
    });
  });

  it('of all says which market gave no answer', async () => {
    expect(await tools.answer('tiger_get_market_status', { market: 'ALL' })).toMatchObject({
      not_available: ['SG', 'CN'],
    });
  });

  it('of a market that is refused is the refusal', async () => {
    expect(await tools.error('tiger_get_market_status', { market: 'SG' })).toMatchObject({
      code: 'broker_permission',
    });
  });
});

it('text from third parties loses what cannot be seen', async () => {
  const answer = await tools.answer('tiger_get_contracts', { symbols: ['TSLA'] });
  expect(rowsOf(answer, 'contracts')[0]).toMatchObject({ name: '<untrusted>Tesla gnp.exe</untrusted>' });
});
