import { describe, expect, test } from 'vitest';
import { until } from '../../support/until.ts';
import { answerCode, type Behaviour } from '../tiger/loopback-gateway.ts';
import { byMethod, data, failureOf, freshAccountProcess, ORDER, READ, recorded } from './account-process.ts';

const account = freshAccountProcess();

describe('life', () => {
  test('hello comes first, then the answer to the configuration', async () => {
    await account.start(data(null));
    await until(() =>
      expect(account.messages).toEqual([
        { type: 'hello', protocol: 1 },
        { type: 'configured', ok: true, push: null },
      ]),
    );
  });

  test('a configuration that cannot be used is answered with what to do, and a better one is taken', async () => {
    await account.gateway.start();
    account.configure('tiger_id=1\n');
    await until(() => expect(account.messages).toHaveLength(2));
    expect(account.messages[1]).toMatchObject({
      ok: false,
      message: expect.stringContaining('account') as string,
      nextStep: expect.stringContaining('Download') as string,
    });
    account.configure(account.gateway.properties());
    await until(() => expect(account.messages[2]).toEqual({ type: 'configured', ok: true, push: null }));
  });

  test('the demo account never leaves this machine', async () => {
    await account.gateway.start();
    const elsewhere = { server_url: 'https://openapi.tigerfintech.com/gateway' };
    account.configure(account.gateway.properties(elsewhere));
    await until(() => expect(account.messages).toHaveLength(2));
    expect(account.messages[1]).toMatchObject({ ok: false });
  });

  test('shutting down ends reads at once, and each gets an answer', async () => {
    await account.start(() => {});
    const reading = account.rpc.call('account.profile', {}, READ);
    await until(() => expect(account.gateway.methods).toHaveLength(1));
    account.post({ type: 'shutdown' });
    expect(await failureOf(reading)).toMatchObject({ code: 'cancelled', outcomeUnknown: false });
    await until(() => expect(account.exits).toEqual([0]));
  });

  test('messages of no known form are ignored', async () => {
    await account.start(byMethod({ accounts: data(recorded('accounts')) }));
    for (const message of [null, 'x', {}, { type: 'request' }, { type: 'configure' }, []])
      account.post(message);
    expect(await account.rpc.call('account.profile', {}, READ)).toMatchObject({ mode: 'paper' });
  });
});

describe('reads in the language of the app', () => {
  test('profile: the mode is proven from the answer', async () => {
    await account.start(byMethod({ accounts: data(recorded('accounts'), { simulated: true }) }));
    expect(await account.rpc.call('account.profile', {}, READ)).toEqual({
      lastFour: '2583',
      mode: 'paper',
      accountType: 'PAPER',
      capability: 'RegTMargin',
      status: 'Funded',
      isSimulated: true,
    });
  });

  test('assets and positions', async () => {
    await account.start((request, response) => {
      const isStock = JSON.stringify(request.biz).includes('STK');
      const refused = answerCode(
        1010,
        'sec_type error, current contract interface supported sec_type include:[STK]',
      );
      if (request.body.method === 'positions' && !isStock) refused(request, response);
      else data(recorded(request.body.method))(request, response);
    });
    expect(await account.rpc.call('account.assets', {}, READ)).toMatchObject({
      currency: 'USD',
      netLiquidation: '15000',
      cashBalance: '10000',
      initialMargin: '1500',
      currencies: [{ currency: 'USD', cashBalance: '10000', rateToBase: '1' }],
      provenance: { asOfMs: 1795444200000, isSimulated: false },
    });
    const { positions } = await account.rpc.call('positions.list', {}, READ);
    expect(positions).toMatchObject([{ symbol: 'AAPL', quantity: '1.11', averageCost: '190', market: 'US' }]);
  });

  test('quotes: real-time, shared by callers at the same moment', async () => {
    await account.start(byMethod({ quote_real_time: data(recorded('quote_real_time')) }));
    const ask = () => account.rpc.call('quotes.get', { symbols: ['AAPL'] }, READ);
    const [first, second] = await Promise.all([ask(), ask()]);
    expect(first).toEqual(second);
    expect(first).toMatchObject([
      {
        symbol: 'AAPL',
        lastPrice: '201.4',
        bidPrice: '201.3',
        askPrice: '201.5',
        previousClose: '200',
        tradingStatus: 'normal',
        provenance: { asOfMs: 1795444200000, brokerTimeMs: 1795444200123, isDelayed: false },
      },
    ]);
    expect(account.gateway.methods).toEqual(['quote_real_time']);
  });

  test('quotes without permission are delayed and say so, and the refusal is remembered', async () => {
    await account.start(
      byMethod({
        quote_real_time: answerCode(4, '4000:permission denied(current device does not have permission)'),
        quote_delay: data([{ symbol: 'AAPL', close: 200.25, halted: 0, time: 1795443300000 }]),
      }),
    );
    const [quote] = await account.rpc.call('quotes.get', { symbols: ['AAPL'] }, READ);
    expect(quote).toMatchObject({
      lastPrice: '200.25',
      bidPrice: null,
      tradingStatus: 'normal',
      provenance: { asOfMs: 1795443300000, isDelayed: true },
    });
    await account.rpc.call('quotes.get', { symbols: ['MSFT'] }, READ);
    expect(account.gateway.methods).toEqual(['quote_real_time', 'quote_delay', 'quote_delay']);
  });

  test('quotes: unknown symbols are absent, any other refusal is passed on', async () => {
    await account.start((request, response) => {
      const { symbols } = request.biz as { symbols: string[] };
      const unknown = answerCode(1010, 'biz param error(invalid symbols)');
      const other = answerCode(1010, "biz param error('sec_type' not supported)");
      const rows = data(symbols.map((symbol) => ({ symbol })));
      const refusal = symbols.includes('OTHER') ? other : unknown;
      (symbols.some((symbol) => /ZZ|OTHER/.test(symbol)) ? refusal : rows)(request, response);
    });
    const ask = (symbols: string[]) => account.rpc.call('quotes.get', { symbols }, READ);
    const quotes = await ask(['AAPL', 'ZZ1', 'MSFT', 'ZZ2', 'NVDA']);
    expect(quotes.map((quote) => quote.symbol)).toEqual(['AAPL', 'MSFT', 'NVDA']);
    const callsSoFar = account.gateway.methods.length;
    expect(await failureOf(ask(['AAPL', 'OTHER']))).toMatchObject({ code: 'broker_rejected' });
    expect(account.gateway.methods).toHaveLength(callsSoFar + 1);
  });

  test('bars: ascending, the newest ones, nothing made up', async () => {
    const item = (time: number) => ({ time, open: 1.1, high: 2, low: 1, close: 1.5, volume: 10 });
    await account.start(
      byMethod({ kline: data([{ symbol: 'AAPL', items: [item(300), item(100), item(200)] }]) }),
    );
    const ask = (symbol: string) => account.rpc.call('bars.get', { symbol, period: '1h', count: 2 }, READ);
    const series = await ask('AAPL');
    expect(series.bars.map((bar) => bar.startMs)).toEqual([200, 300]);
    expect(account.gateway.received[0]!.body.biz_content).toContain('"period":"60min"');
    expect(await failureOf(ask('MSFT'))).toMatchObject({ code: 'not_found' });
  });

  test('market status, known and unknown', async () => {
    await account.start(
      byMethod({ market_state: data([{ market: 'US', status: 'TRADING', marketStatus: 'Trading' }]) }),
    );
    const ask = (market: 'US' | 'HK') => account.rpc.call('market.status', { market }, READ);
    expect(await ask('US')).toMatchObject({ phase: 'regular', statusText: 'Trading' });
    expect(await ask('HK')).toMatchObject({ phase: 'unknown', statusText: null });
    await ask('US');
    expect(account.gateway.methods).toHaveLength(2);
  });

  test('contracts: unknown symbols are absent although Tiger refuses the list; lots and ticks are completed', async () => {
    const known: Readonly<Record<string, object>> = {
      AAPL: recorded('contract') as object,
      '00700': { symbol: '00700', secType: 'STK', market: 'HK', currency: 'HKD', tradeable: true },
    };
    const contractsBehaviour: Behaviour = (request, response) => {
      const { symbols } = request.biz as { symbols: string[] };
      const rows = symbols.map((symbol) => known[symbol]);
      const behaviour = rows.includes(undefined)
        ? answerCode(1010, 'invalid symbols')
        : data({ items: rows });
      behaviour(request, response);
    };
    await account.start(
      byMethod({
        contracts: contractsBehaviour,
        quote_stock_trade: data([{ symbol: '00700', lotSize: 100, minTick: 0.2 }]),
      }),
    );
    const contracts = await account.rpc.call('contracts.get', { symbols: ['AAPL', 'ZZZZ', '00700'] }, READ);
    expect(contracts).toMatchObject([
      {
        symbol: 'AAPL',
        exchange: 'NASDAQ',
        lotSize: '1',
        isTradeable: true,
        tickSizes: [
          { from: '0', to: '1', fromInclusive: true, toInclusive: true, size: '0.0001' },
          { from: '1', to: null, fromInclusive: false, toInclusive: false, size: '0.01' },
        ],
      },
      { symbol: '00700', lotSize: '100', tickSizes: [{ from: '0', to: null, size: '0.2' }] },
    ]);
  });

  test('preview, order number, health', async () => {
    await account.start(
      byMethod({
        preview_order: data(recorded('preview_order')),
        order_no: data({ orderId: 40139406481165313n }),
      }),
    );
    expect(await account.rpc.call('orders.preview', { order: ORDER }, READ)).toMatchObject({
      isPass: true,
      commission: '1.99',
      initialMarginBefore: '1500',
      initialMarginAfter: '1560',
      availableAfter: '13438',
    });
    expect(await account.rpc.call('orders.reserveNumber', {}, READ)).toEqual({
      orderNumber: '40139406481165313',
    });
    expect(await account.rpc.call('worker.health', {}, READ)).toMatchObject({
      callsInFlight: 1,
      brokerCallsTotal: 2,
      brokerErrorsTotal: 0,
    });
  });

  test('bad input is refused by name before anything leaves', async () => {
    await account.start(data(null));
    const error = await failureOf(
      account.rpc.call('orders.preview', { order: { ...ORDER, quantity: '-1' as never } }, READ),
    );
    expect(error).toMatchObject({ code: 'invalid_input', message: expect.stringContaining('quantity') });
    expect(account.gateway.methods).toEqual([]);
  });

  test.each([
    ['credentials', answerCode(1000, 'common param error(failed to verify signature)'), 'credentials', false],
    ['token', answerCode(2400, 'user token expired invalid'), 'credentials', false],
    ['a refused parameter', answerCode(1010, 'biz param error'), 'broker_rejected', false],
    ['server error', answerCode(1, 'server error'), 'unavailable', true],
  ] as const)('%s', async (_name, behaviour, code, retryable) => {
    await account.start(behaviour);
    const error = await failureOf(account.rpc.call('account.profile', {}, READ));
    expect(error).toMatchObject({ code, retryable, outcomeUnknown: false });
    expect(error.nextStep).not.toBe('');
  });
});
