import { describe, expect, test } from 'vitest';
import { answerCode } from '../tiger/loopback-gateway.ts';
import { byMethod, data, failureOf, freshAccountProcess, READ } from './account-process.ts';

const account = freshAccountProcess();

const sent = (index: number) => account.gateway.received[index]!.body.biz_content;
const CONTRACT = {
  contractCode: 'CL2612',
  type: 'CL',
  contractMonth: '202612',
  lastTradingDate: '20261120',
  firstNoticeDate: '',
  currency: 'USD',
  multiplier: 1000,
  minTick: 0.01,
  trade: true,
  continuous: false,
};

describe('futures', () => {
  test('contracts come by month, and are asked for once', async () => {
    const later = { ...CONTRACT, contractCode: 'CL2701', contractMonth: '202701' };
    await account.start(byMethod({ future_contracts: data([later, CONTRACT, { name: 'no code' }]) }));
    const ask = () => account.rpc.call('futures.contracts', { by: 'product', of: 'CL' }, READ);
    expect((await ask()).contracts).toMatchObject([
      {
        code: 'CL2612',
        month: '2026-12',
        lastTradingDay: '2026-11-20',
        firstNoticeDay: null,
        tickSize: '0.01',
      },
      { code: 'CL2701' },
    ]);
    await ask();
    expect(account.gateway.methods).toEqual(['future_contracts']);
  });

  test('each way to ask has its method, and no contract is said as such', async () => {
    const methods = {
      exchange: 'future_contract_by_exchange_code',
      main: 'future_current_contract',
      continuous: 'future_continuous_contracts',
      code: 'future_contract_by_contract_code',
    } as const;
    await account.start(
      byMethod(Object.fromEntries(Object.values(methods).map((name) => [name, data(null)]))),
    );
    for (const [by, method] of Object.entries(methods)) {
      const query = { by: by as keyof typeof methods, of: 'ES' };
      expect(await failureOf(account.rpc.call('futures.contracts', query, READ))).toMatchObject({
        code: 'not_found',
      });
      expect(account.gateway.methods.at(-1)).toBe(method);
    }
  });

  test('a quote has the currency of its contract, and none where that is not to be had', async () => {
    const row = { contractCode: 'CL2612', latestPrice: -37.63, bidPrice: 0, latestTime: 5, volume: 7 };
    await account.start(
      byMethod({
        future_real_time_quote: data([row, { contractCode: 'ESmain', latestPrice: 6000.25 }]),
        future_contract_by_contract_code: (request, response) =>
          (String(request.body.biz_content).includes('CL2612') ? data(CONTRACT) : answerCode(4, 'no'))(
            request,
            response,
          ),
      }),
    );
    const codes = ['ESmain', 'CL2612', 'NONE'];
    expect(await account.rpc.call('futures.quotes', { codes }, READ)).toMatchObject([
      { code: 'ESmain', currency: null, lastPrice: '6000.25', provenance: { asOfMs: null } },
      {
        code: 'CL2612',
        currency: 'USD',
        multiplier: '1000',
        lastPrice: '-37.63',
        bidPrice: null,
        provenance: { asOfMs: 5 },
      },
    ]);
  });

  test('bars and trades are the newest, ascending, whatever the order of the answer', async () => {
    const bar = (time: number) => ({
      time,
      lastTime: time + 5,
      open: 1,
      high: 2,
      low: 1,
      close: 2,
      settlement: 0,
    });
    const tick = (time: number) => ({ index: time, time, price: 60.1, volume: 2 });
    await account.start(
      byMethod({
        future_kline: data([{ contractCode: 'CL2612', items: [bar(30), bar(10), bar(20)] }]),
        future_tick: data({ contractCode: 'CL2612', items: [tick(3), tick(1), tick(2)] }),
      }),
    );
    const bars = await account.rpc.call('futures.bars', { code: 'CL2612', period: '2h', count: 2 }, READ);
    expect(bars).toMatchObject({
      bars: [{ startMs: 20, settlementPrice: null, openInterest: null }, { startMs: 30 }],
      provenance: { asOfMs: 35 },
    });
    expect(account.gateway.received.map(({ body }) => body.biz_content).join()).toContain('"period":"2hour"');
    const { ticks } = await account.rpc.call('futures.ticks', { code: 'CL2612', count: 2 }, READ);
    expect(ticks.map(({ timeMs }) => timeMs)).toEqual([2, 3]);
    expect(
      await failureOf(account.rpc.call('futures.bars', { code: 'ES2612', period: '1d', count: 2 }, READ)),
    ).toMatchObject({ code: 'not_found' });
  });

  test('an order book without the permission is said as such', async () => {
    await account.start(byMethod({ future_depth: answerCode(4, '4000:permission denied') }));
    expect(await failureOf(account.rpc.call('futures.depth', { code: 'CL2612' }, READ))).toMatchObject({
      code: 'broker_permission',
    });
  });
});

describe('funds', () => {
  test('a history asks for one value more, to know whether there are more', async () => {
    const item = (time: number) => ({ time, nav: 10.5 });
    await account.start(
      byMethod({
        fund_history_quote: data([{ symbol: 'IE00B464Q616.USD', items: [item(3), item(1), item(2)] }]),
      }),
    );
    const query = { symbol: 'IE00B464Q616.USD', startMs: 1, endMs: null, count: 2 };
    expect(await account.rpc.call('funds.history', query, READ)).toMatchObject({
      currency: 'USD',
      values: [{ timeMs: 2, netAssetValue: '10.5' }, { timeMs: 3 }],
      isTruncated: true,
    });
    expect(sent(0)).toMatch(/"begin_time":1\b/);
    expect(sent(0)).toMatch(/"limit":3\b/);
    expect(sent(0)).not.toContain('end_time');
  });

  test('values carry their own time, and 0 is none', async () => {
    await account.start(byMethod({ fund_quote: data([{ symbol: 'X.Y', close: 0, timestamp: 9 }]) }));
    expect(await account.rpc.call('funds.quotes', { symbols: ['X.Y', 'NONE'] }, READ)).toMatchObject([
      { symbol: 'X.Y', currency: null, netAssetValue: null, provenance: { asOfMs: 9 } },
    ]);
  });
});

test('warrants are asked for in the terms of Tiger', async () => {
  const row = { symbol: '13168', type: 3, callPrice: 0, expireDate: '2026-12-28', latestPrice: 0.125 };
  await account.start(
    byMethod({
      warrant_filter: data({ totalCount: 7, totalPage: 4, bounds: { issuerName: ['SG'] }, items: [row] }),
      warrant_real_time_quote: data({
        items: [{ symbol: '13168', secType: 'IOPT', right: 'CALL', halted: 3 }],
      }),
    }),
  );
  const query = {
    symbol: '00700',
    types: ['bull' as const],
    issuer: null,
    expiryMonth: '2026-12',
    ranges: { premium: { min: '-0.1', max: null } },
    sortBy: 'effective_leverage' as const,
    isAscending: true,
    page: 2,
    pageSize: 1,
  };
  expect(await account.rpc.call('warrants.list', query as never, READ)).toMatchObject({
    warrants: [{ symbol: '13168', type: 'bull', callPrice: null, expiry: '2026-12-28', lastPrice: '0.125' }],
    total: 7,
    pageCount: 4,
    issuers: ['SG'],
    expiryMonths: [],
  });
  for (const part of ['"warrant_type":[3]', '"sort_field_name":"effectiveLeverage"', '"min":-0.1', '2026-12'])
    expect(sent(0)).toContain(part);
  expect(sent(0)).not.toContain('issuer_name');
  expect(await account.rpc.call('warrants.quotes', { symbols: ['13168'] }, READ)).toMatchObject([
    { securityType: 'IOPT', right: 'call', isHalted: true, strike: null },
  ]);
});
