import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AppError } from '../../../src/shared/app-error.ts';
import type { Behaviour } from '../tiger/loopback-gateway.ts';
import { answerCode, signedEnvelope } from '../tiger/loopback-gateway.ts';
import { methodFixtures } from '../tiger/vectors.ts';
import { AccountProcess, byMethod, data, EFFECT, ORDER, READ } from './account-process.ts';

const SENDING = { order: ORDER, orderNumber: '1077', userMark: 'prop_1' };

function recorded(method: string): unknown {
  return methodFixtures.find((fixture) => fixture.method === method)?.response_data;
}

let account: AccountProcess;

beforeEach(() => {
  account = new AccountProcess();
});

afterEach(async () => {
  account.post({ type: 'shutdown' });
  await vi.waitFor(() => expect(account.exits).toEqual([0]));
  await account.gateway.stop();
  expect(account.defects).toEqual([]);
});

async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  const outcome = await promise.catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(AppError);
  return outcome as AppError;
}

describe('life', () => {
  test('hello comes first, then the answer to the configuration', async () => {
    await account.start(data(null));
    await vi.waitFor(() =>
      expect(account.messages).toEqual([
        { type: 'hello', protocol: 1 },
        { type: 'configured', ok: true },
      ]),
    );
  });

  test('a configuration that cannot be used is answered with what to do, and a better one is taken', async () => {
    await account.gateway.start();
    account.configure('tiger_id=1\n');
    await vi.waitFor(() => expect(account.messages).toHaveLength(2));
    expect(account.messages[1]).toMatchObject({
      ok: false,
      message: expect.stringContaining('account') as string,
      nextStep: expect.stringContaining('Download') as string,
    });
    account.configure(account.gateway.properties());
    await vi.waitFor(() => expect(account.messages[2]).toEqual({ type: 'configured', ok: true }));
  });

  test('the demo account never leaves this machine', async () => {
    await account.gateway.start();
    const elsewhere = { server_url: 'https://openapi.tigerfintech.com/gateway' };
    account.configure(account.gateway.properties(elsewhere));
    await vi.waitFor(() => expect(account.messages).toHaveLength(2));
    expect(account.messages[1]).toMatchObject({ ok: false });
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

  test('orders: lists by scope, one by id, none', async () => {
    await account.start((request, response) => {
      const { id } = request.biz as { id?: unknown };
      const known = (recorded('active_orders') as { items: unknown[] }).items[0];
      const single =
        String(id) === '40139406481165313' ? data(known) : answerCode(1200, 'order does not exist');
      const behaviour = id === undefined ? data(recorded(request.body.method)) : single;
      behaviour(request, response);
    });
    const list = (scope: 'all' | 'open' | 'filled' | 'inactive') =>
      account.rpc.call('orders.list', { scope, symbol: null, startMs: null, endMs: null, limit: 100 }, READ);
    const open = await list('open');
    expect(open).toMatchObject({
      isTruncated: false,
      orders: [
        {
          brokerOrderId: '40139406481165313',
          orderNumber: '1077',
          status: 'partially_filled',
          quantity: '100',
          filledQuantity: '40',
          limitPrice: '201.5',
          averageFillPrice: '201.31',
          userMark: null,
        },
      ],
    });
    expect((await list('filled')).orders[0]?.status).toBe('filled');
    expect((await list('inactive')).orders[0]?.status).toBe('cancelled');
    expect((await list('all')).isTruncated).toBe(true);
    expect(account.gateway.methods).toEqual(['active_orders', 'filled_orders', 'inactive_orders', 'orders']);
    expect(account.gateway.received[1]!.body.biz_content).toMatch(/"start_date":\d{13},"end_date":\d{13}/);
    const get = (brokerOrderId: string) => account.rpc.call('orders.get', { brokerOrderId }, READ);
    expect((await get('40139406481165313')).order?.symbol).toBe('AAPL');
    expect(await get('40139406481165314')).toEqual({ order: null });
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

describe('orders', () => {
  test('placing sends the draft, our number and our mark, once', async () => {
    await account.start(byMethod({ place_order: data({ id: 40139406481165313n, order_id: 1077 }) }));
    expect(await account.rpc.call('orders.place', SENDING, EFFECT)).toEqual({
      brokerOrderId: '40139406481165313',
    });
    expect(account.gateway.methods).toEqual(['place_order']);
    expect(JSON.parse(account.gateway.received[0]!.body.biz_content!)).toEqual({
      account: '20200821144442583',
      lang: 'en_US',
      symbol: 'AAPL',
      sec_type: 'STK',
      currency: 'USD',
      action: 'BUY',
      order_type: 'LMT',
      total_quantity: 100,
      limit_price: 201.5,
      time_in_force: 'DAY',
      outside_rth: false,
      user_mark: 'prop_1',
      order_id: 1077,
    });
  });

  test('cancelling answers what Tiger confirmed', async () => {
    await account.start(byMethod({ cancel_order: data({ id: 40139406481165313n }) }));
    const brokerOrderId = '40139406481165313';
    expect(await account.rpc.call('orders.cancel', { brokerOrderId }, EFFECT)).toEqual({ brokerOrderId });
  });

  test('a lost answer is an unknown outcome, a refusal is not', async () => {
    await account.start((_request, response) => response.socket?.destroy());
    expect(await failureOf(account.rpc.call('orders.place', SENDING, EFFECT))).toMatchObject({
      code: 'outcome_unknown',
      outcomeUnknown: true,
      retryable: false,
    });
    account.gateway.behave(answerCode(1200, 'order quantity exceeds your currently available position'));
    expect(await failureOf(account.rpc.call('orders.place', SENDING, EFFECT))).toMatchObject({
      code: 'broker_rejected',
      outcomeUnknown: false,
      brokerCode: '1200',
    });
    expect(account.gateway.methods).toEqual(['place_order', 'place_order']);
  });

  test('one at a time; an order that was given up while it waited is never sent', async () => {
    let release = () => {};
    await account.start((request, response) => {
      release = () => response.end(signedEnvelope(request, { data: { id: 1 } }));
    });
    const first = account.rpc.call('orders.place', SENDING, EFFECT);
    await vi.waitFor(() => expect(account.gateway.methods).toHaveLength(1));
    const controller = new AbortController();
    const second = { ...SENDING, orderNumber: '1078' };
    const waiting = account.rpc.call('orders.place', second, { ...EFFECT, signal: controller.signal });
    const reconcile = () => account.rpc.call('orders.reconcile', { ...second, sentAtMs: Date.now() }, READ);
    expect(await reconcile()).toMatchObject({ finding: 'unclear', text: 'It is still on its way to Tiger.' });
    controller.abort();
    expect(await failureOf(waiting)).toMatchObject({ code: 'outcome_unknown' });
    release();
    expect(await first).toEqual({ brokerOrderId: '1' });
    account.gateway.behave(data({ id: 2 }));
    await account.rpc.call('orders.place', { ...SENDING, orderNumber: '1079' }, EFFECT);
    expect(
      account.gateway.received.map(({ body }) => /"order_id":(\d+)/.exec(body.biz_content!)?.[1]),
    ).toEqual(['1077', '1079']);
  });

  test('shutting down waits for the order on the wire', async () => {
    let release = () => {};
    await account.start((request, response) => {
      release = () => response.end(signedEnvelope(request, { data: { id: 1 } }));
    });
    const placing = account.rpc.call('orders.place', SENDING, EFFECT);
    await vi.waitFor(() => expect(account.gateway.methods).toHaveLength(1));
    account.post({ type: 'shutdown' });
    expect(await failureOf(account.rpc.call('orders.place', SENDING, EFFECT))).toMatchObject({
      code: 'unavailable',
    });
    expect(account.exits).toEqual([]);
    release();
    expect(await placing).toEqual({ brokerOrderId: '1' });
    await vi.waitFor(() => expect(account.exits).toEqual([0]));
    account.exits.length = 0;
  });
});
