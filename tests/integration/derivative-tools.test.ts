import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CoreHarness, startCoreHarness } from '../support/core-harness.ts';

let harness: CoreHarness;
let client: Client;
beforeAll(async () => {
  harness = await startCoreHarness({ holdSeconds: 0 });
  client = await harness.client();
});
afterAll(() => harness.close());

interface Answer {
  readonly columns: string[];
  readonly rows: (string | null)[][];
  readonly total: number;
  readonly quotes: Record<string, string | null>[];
  readonly bids: { price: string }[];
  readonly asks: { price: string }[];
  readonly symbols: string[];
  readonly [name: string]: unknown;
}

async function call(name: string, args: Record<string, unknown> = {}): Promise<Answer> {
  const result = await client.callTool({ name, arguments: args });
  expect(result.isError, JSON.stringify(result.content)).not.toBe(true);
  return result.structuredContent as Answer;
}

function column({ columns, rows }: Answer, name: string): (string | null)[] {
  const index = columns.indexOf(name);
  expect(index, name).toBeGreaterThanOrEqual(0);
  return rows.map((row) => row[index]!);
}

it('futures: from the exchange to the order book of a contract', async () => {
  const { exchanges } = await call('tiger_get_future_exchanges');
  expect(exchanges).toContainEqual({
    code: 'CME',
    name: '<untrusted>CME</untrusted>',
    time_zone: 'America/Chicago',
  });
  const listed = await call('tiger_get_future_contracts', { exchange: 'cme' });
  expect(listed.total).toBeGreaterThan(2);
  expect(new Set(column(listed, 'currency'))).toEqual(new Set(['USD']));
  const main = await call('tiger_get_future_contracts', { product: 'ES', kind: 'main' });
  const [code] = column(main, 'code');
  const continuous = await call('tiger_get_future_contracts', { code: 'ESMAIN' });
  expect(column(continuous, 'continuous')).toEqual(['true']);
  expect(column(continuous, 'month')).toEqual([null]);

  const { quotes } = await call('tiger_get_future_quote', { codes: [code, 'ESmain'] });
  expect(quotes.map((quote) => quote['code'])).toEqual([code, 'ESmain']);
  expect(quotes[0]).toMatchObject({ currency: 'USD', multiplier: '50', simulated: true });
  const bars = await call('tiger_get_future_kline', { code, period: '1d', count: 20 });
  expect(bars).toMatchObject({ currency: 'USD', total: 20, truncated: false });
  expect(column(bars, 'time')).toEqual([...column(bars, 'time')].sort());
  const ticks = await call('tiger_get_future_ticks', { code, count: 7 });
  expect(ticks.rows).toHaveLength(7);
  const depth = await call('tiger_get_future_depth', { code, levels: 3 });
  expect(Number(depth.bids[0]!.price)).toBeLessThan(Number(depth.asks[0]!.price));
});

it('a contract that does not exist is refused with what to do', async () => {
  for (const name of ['tiger_get_future_depth', 'tiger_get_future_ticks']) {
    const result = await client.callTool({ name, arguments: { code: 'ZZ9999' } });
    expect(result.isError).toBe(true);
    expect(JSON.stringify(result.content)).toContain('next_step');
  }
});

it('funds: symbols, facts, values and their history', async () => {
  const { symbols, total } = await call('tiger_get_fund_symbols', { keyword: 'USD', limit: 2 });
  expect([symbols.length, total]).toEqual([2, 4]);
  expect(await call('tiger_get_fund_contracts', { symbols })).toMatchObject({
    funds: [{ symbol: symbols[0], currency: 'USD', tradeable: true }, {}],
    unknown_symbols: [],
  });
  const { quotes } = await call('tiger_get_fund_quote', { symbols: JSON.stringify(symbols) });
  const history = await call('tiger_get_fund_quote_history', { symbol: symbols[0], count: 10 });
  expect(history).toMatchObject({ currency: 'USD', truncated: true });
  expect(column(history, 'net_asset_value').at(-1)).toBe(quotes[0]!['net_asset_value']);
});

it('warrants: found by a filter, page by page, and quoted', async () => {
  const args = { symbol: '700', types: 'call', sort_by: 'effective_leverage', ascending: true, limit: 1 };
  const found = await call('tiger_get_warrants', args);
  expect(found).toMatchObject({ symbol: '00700', currency: 'HKD' });
  expect(new Set(column(found, 'type'))).toEqual(new Set(['call']));
  const seen: (string | null)[] = [...column(found, 'symbol')];
  for (let page = found['next_page']; page !== null; ) {
    const next = await call('tiger_get_warrants', { ...args, page });
    seen.push(...column(next, 'symbol'));
    page = next['next_page'];
  }
  expect(new Set(seen).size).toBe(found.total);
  const bears = await call('tiger_get_warrants', { symbol: '700', types: ['bull', 'bear'] });
  expect(column(bears, 'call_price')).not.toContain(null);
  const { quotes } = await call('tiger_get_warrant_quote', { symbols: seen });
  expect(quotes.map((quote) => quote['symbol'])).toEqual(seen);
  expect(quotes[0]).toMatchObject({ underlying: '00700', right: 'call', currency: 'HKD', call_price: null });
});

it('options: from the chain to the quote, bars, trades and order book of one', async () => {
  for (const symbol of ['AAPL', '700']) {
    const args = { symbol, in_the_money: false, right: 'call', delta_max: '0.9', limit: 5 };
    const chain = await call('tiger_get_option_chain', args);
    const price = Number(chain['underlying_price']);
    expect(price).toBeGreaterThan(0);
    for (const strike of column(chain, 'strike')) expect(Number(strike)).toBeGreaterThanOrEqual(price);
    const [identifier] = column(chain, 'identifier');
    const [strike] = column(chain, 'strike');
    const { quotes } = await call('tiger_get_option_quote', {
      options: [identifier, `${symbol} ${String(chain['expiry'])} ${strike} C`],
    });
    for (const quote of quotes)
      expect(quote).toMatchObject({ strike, right: 'call', expiry: chain['expiry'], simulated: true });
    expect(quotes.at(-1)).toMatchObject({ currency: symbol === 'AAPL' ? 'USD' : 'HKD' });
    expect(Number(quotes[0]!['implied_volatility'])).toBeLessThan(5);
    const bars = await call('tiger_get_option_kline', { option: identifier, period: '1d', count: 5 });
    expect(bars.rows.length).toBeGreaterThan(0);
    await call('tiger_get_option_ticks', { option: identifier, count: 5 });
    const depth = await call('tiger_get_option_depth', { option: identifier });
    expect(Number(depth.bids[0]!.price)).toBeLessThan(Number(depth.asks[0]!.price));
    const analysis = await call('tiger_get_option_analysis', { symbol, history: true });
    expect(Number(analysis['implied_volatility_rank'])).toBeLessThanOrEqual(1);
    expect(analysis.rows.length).toBe(analysis.total);
  }
  const names = await call('tiger_get_hk_option_symbols', { underlying: '700' });
  expect(column(names, 'symbol')).toEqual(['TCH.HK']);
});
