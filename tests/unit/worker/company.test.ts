import { expect, test } from 'vitest';
import { byMethod, data, freshAccountProcess, READ, recorded } from './account-process.ts';

const account = freshAccountProcess();

const sent = (index = 0) => String(account.gateway.received[index]!.body.biz_content);

test('a scan is one list for each class, and its answer is aligned to the filters', async () => {
  await account.start(byMethod({ market_scanner: data(recorded('market_scanner')) }));
  const none = { min: null, max: null, period: null, tags: null };
  const market = {
    type: 'StockField',
    member: 'MarketValue',
    index: 17,
    ...none,
    min: '1000000000',
  } as const;
  const result = await account.rpc.call(
    'scanner.scan',
    {
      market: 'US',
      filters: [
        { ...market },
        { ...none, type: 'FinancialField', member: 'ReturnOnEquityRate', index: 14 },
        { ...none, type: 'MultiTagField', member: 'StockCode', index: 4, tags: ['AAPL'] },
      ],
      sort: { filter: 0, descending: true },
      limit: 10,
      cursor: null,
    },
    READ,
  );
  expect(result).toMatchObject({
    rows: [{ symbol: 'AAPL', values: ['3000000000000', null, 'AAPL'] }],
    total: 100,
    nextCursor: 'c-1',
  });
  expect(JSON.parse(sent())).toMatchObject({
    base_filter_list: [
      {
        field_name: 'StockField_MarketValue',
        filter_min: 1_000_000_000,
        filter_max: null,
        is_no_filter: false,
      },
    ],
    accumulate_filter_list: [],
    financial_filter_list: [{ is_no_filter: true, financial_period: 'LTM' }],
    multi_tags_filter_list: [{ field_name: 'MultiTagField_StockCode', tag_list: ['AAPL'] }],
    sort_field_data: { field_name: 17, field_type: 'StockField_Type', sort_dir: 'SortDir_Descend' },
    page: 0,
    page_size: 10,
  });
});

test('an industry is asked for once, and a level that is not known is null', async () => {
  const rows = [
    { industryLevel: 'GSECTOR', id: '45', nameEN: 'Information Technology', nameCN: 'x' },
    { industryLevel: 'NEW', id: '1', nameCN: 'y' },
  ];
  await account.start(byMethod({ stock_industry: data(rows) }));
  const { industries } = await account.rpc.call('industry.ofStock', { symbol: 'AAPL' }, READ);
  expect(industries).toEqual([
    { level: 'GSECTOR', id: '45', name: 'Information Technology' },
    { level: null, id: '1', name: 'y' },
  ]);
  await account.rpc.call('industry.ofStock', { symbol: 'AAPL' }, READ);
  expect(account.gateway.methods).toHaveLength(1);
});

test('a valuation, flows and a queue that several ask for share one call', async () => {
  const row = { symbol: 'AAPL', ttmPeRate: 31.25 };
  await account.start(
    byMethod({
      stock_fundamental: data({ items: [row] }),
      capital_flow: data(recorded('capital_flow')),
      capital_distribution: data(recorded('capital_distribution')),
      stock_broker: data(recorded('stock_broker')),
    }),
  );
  const { rpc } = account;
  for (let round = 0; round < 2; round += 1) {
    await Promise.all([
      rpc.call('valuation.get', { symbol: 'AAPL' }, READ),
      rpc.call('capital.flow', { symbol: 'AAPL', period: 'day', count: 5 }, READ),
      rpc.call('capital.distribution', { symbol: 'AAPL' }, READ),
      rpc.call('brokers.queue', { symbol: '00700', limit: 40 }, READ),
    ]);
  }
  expect([...account.gateway.methods].sort()).toEqual([
    'capital_distribution',
    'capital_flow',
    'stock_broker',
    'stock_fundamental',
  ]);
  // Of another length it is another question.
  await rpc.call('capital.flow', { symbol: 'AAPL', period: 'day', count: 6 }, READ);
  expect(account.gateway.methods).toHaveLength(5);
});

test('what Tiger leaves out of a valuation is null', async () => {
  const row = { symbol: 'AAPL', ttmPeRate: 31.25, marketCap: 3_000_000_000_000, divideRate: '' };
  await account.start(byMethod({ stock_fundamental: data({ items: [row] }) }));
  expect(await account.rpc.call('valuation.get', { symbol: 'AAPL' }, READ)).toMatchObject({
    peRatio: '31.25',
    marketCap: '3000000000000',
    dividendYield: null,
    week52High: null,
  });
});

test('of another account only the last digits are kept', async () => {
  const row = { id: '7', counterpartyAccountId: '20200821144442583', status: 'Succ', direction: 'OUT' };
  await account.start(byMethod({ position_transfer_records: data([row]) }));
  const wanted = { startDay: '2026-09-01', endDay: '2026-11-01', kind: 'internal' as const };
  const list = await account.rpc.call('positions.transfers', wanted, READ);
  expect(list.transfers).toMatchObject([{ id: '7', counterparty: '...2583', lines: null }]);
  expect(JSON.parse(sent())).toMatchObject({ since_date: '2026-09-01', to_date: '2026-11-01' });
});

test('of each currency the newest rate counts', async () => {
  const dailyValueList = [
    { date: 1_795_000_000_000, value: 0.127 },
    { date: 1_795_444_200_000, value: 0.12812 },
    { date: 1_795_500_000_000 },
  ];
  await account.start(byMethod({ financial_exchange_rate: data([{ currency: 'HKD', dailyValueList }]) }));
  const { rates } = await account.rpc.call('rates.dollar', { currencies: ['HKD', 'CNH'] }, READ);
  expect(rates).toEqual([{ currency: 'HKD', usd: '0.12812', timeMs: 1_795_444_200_000 }]);
});

test('the cash journal is exact and says how much there is', async () => {
  const row = {
    id: 1,
    currency: 'USD',
    segType: 'SEC',
    type: 'Trade',
    amount: -8052.4,
    contractName: 'Apple',
  };
  const page = { page: 1, limit: 50, itemCount: 1, items: [{ ...row, businessDate: '2026/11/23' }] };
  await account.start(byMethod({ fund_details: data(page) }));
  const wanted = { segment: 'SEC', kind: 'ALL', currency: null, startMs: 1, endMs: null } as const;
  const details = await account.rpc.call('funds.details', { ...wanted, offset: 0, limit: 50 }, READ);
  expect(details).toMatchObject({
    total: 1,
    rows: [{ type: 'Trade', amount: '-8052.4', day: '2026-11-23', contractName: 'Apple' }],
  });
});
