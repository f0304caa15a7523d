import { describe, expect, test, vi } from 'vitest';
import { decimal, multiply, round } from '../../src/shared/domain/decimal.ts';
import { type OrderDraft, orderDraftSchema } from '../../src/shared/domain/order.ts';
import { accountOverGateway, EFFECT, READ } from '../support/account-over-gateway.ts';

const account = accountOverGateway();

async function draft(more: Partial<Record<keyof OrderDraft, unknown>> = {}): Promise<OrderDraft> {
  return orderDraftSchema.parse({
    symbol: 'AAPL',
    market: 'US',
    securityType: 'STK',
    currency: 'USD',
    side: 'BUY',
    orderType: 'LMT',
    quantity: '10',
    limitPrice: null,
    stopPrice: null,
    timeInForce: 'DAY',
    session: 'regular',
    ...more,
  });
}

async function priceAt(share: string): Promise<string> {
  const [quote] = await account().rpc.call('quotes.get', { symbols: ['AAPL'] }, READ);
  return round(multiply(quote!.lastPrice!, decimal(share)), 2, 'down');
}

async function place(order: OrderDraft, userMark: string) {
  const { orderNumber } = await account().rpc.call('orders.reserveNumber', {}, READ);
  const sentAtMs = Date.now();
  const { brokerOrderId } = await account().rpc.call(
    'orders.place',
    { order, orderNumber, userMark },
    EFFECT,
  );
  return { brokerOrderId, sent: { order, orderNumber, userMark, sentAtMs } };
}

describe('reads', () => {
  test('the account is paper, funded and simulated', async () => {
    expect(await account().rpc.call('account.profile', {}, READ)).toMatchObject({
      mode: 'paper',
      isSimulated: true,
    });
    const assets = await account().rpc.call('account.assets', {}, READ);
    expect(assets).toMatchObject({ currency: 'USD', provenance: { isSimulated: true } });
    expect(Number(assets.netLiquidation)).toBeGreaterThan(0);
  });

  test('quotes, bars, contracts and market status of both markets', async () => {
    const symbols = ['AAPL', '00700', 'NOSUCH'];
    const quotes = await account().rpc.call('quotes.get', { symbols }, READ);
    expect(quotes.map((quote) => quote.symbol)).toEqual(['AAPL', '00700']);
    const contracts = await account().rpc.call('contracts.get', { symbols }, READ);
    expect(contracts).toMatchObject([
      { symbol: 'AAPL', market: 'US', currency: 'USD', lotSize: '1', isTradeable: true },
      { symbol: '00700', market: 'HK', currency: 'HKD' },
    ]);
    expect(contracts.every((contract) => contract.tickSizes.length > 0)).toBe(true);
    for (const period of ['1m', '1h', '1d', '1w', '1M'] as const) {
      const { bars } = await account().rpc.call('bars.get', { symbol: '00700', period, count: 5 }, READ);
      expect(bars).toHaveLength(5);
    }
    for (const market of ['US', 'HK'] as const) {
      expect(await account().rpc.call('market.status', { market }, READ)).toMatchObject({ phase: 'regular' });
    }
  });
});

describe('a trade', () => {
  test('previewed, placed, filled, held, and found again by its number', async () => {
    const order = await draft({ limitPrice: await priceAt('1.05') });
    expect(await account().rpc.call('orders.preview', { order }, READ)).toMatchObject({ isPass: true });
    const { brokerOrderId, sent } = await place(order, 'prop_filled');
    const filled = await vi.waitFor(
      async () => {
        const { order: shown } = await account().rpc.call('orders.get', { brokerOrderId }, READ);
        expect(shown).toMatchObject({ status: 'filled', filledQuantity: '10' });
        return shown;
      },
      { timeout: 20_000, interval: 500 },
    );
    expect(filled).toMatchObject({ orderNumber: sent.orderNumber, userMark: 'prop_filled', side: 'BUY' });
    await vi.waitFor(
      async () => {
        const { positions } = await account().rpc.call('positions.list', {}, READ);
        expect(positions).toMatchObject([{ symbol: 'AAPL', quantity: '10', currency: 'USD' }]);
      },
      { timeout: 5_000, interval: 600 },
    );
    expect(await account().rpc.call('orders.reconcile', sent, READ)).toMatchObject({
      finding: 'found',
      order: { brokerOrderId, status: 'filled' },
    });
    const list = (scope: 'all' | 'filled') =>
      account().rpc.call(
        'orders.list',
        { scope, symbol: 'AAPL', startMs: null, endMs: null, limit: 50 },
        READ,
      );
    for (const scope of ['all', 'filled'] as const) {
      expect((await list(scope)).orders.map((shown) => shown.brokerOrderId)).toContain(brokerOrderId);
    }
  }, 40_000);

  test('an order far from the market waits, and is cancelled', async () => {
    const { brokerOrderId } = await place(await draft({ limitPrice: await priceAt('0.8') }), 'prop_waits');
    const list = () =>
      account().rpc.call(
        'orders.list',
        { scope: 'open', symbol: null, startMs: null, endMs: null, limit: 50 },
        READ,
      );
    expect((await list()).orders).toMatchObject([{ brokerOrderId, canCancel: true }]);
    expect(await account().rpc.call('orders.cancel', { brokerOrderId }, EFFECT)).toEqual({ brokerOrderId });
    await vi.waitFor(
      async () => {
        const { order } = await account().rpc.call('orders.get', { brokerOrderId }, READ);
        expect(order?.status).toBe('cancelled');
      },
      { timeout: 10_000, interval: 300 },
    );
  }, 20_000);

  test('what Tiger refuses was not placed; what was never sent is not found', async () => {
    const order = await draft({ limitPrice: '100.001' });
    await expect(place(order, 'prop_tick')).rejects.toMatchObject({
      code: 'broker_rejected',
      outcomeUnknown: false,
    });
    const { orderNumber } = await account().rpc.call('orders.reserveNumber', {}, READ);
    const neverSent = { order, orderNumber, userMark: 'prop_never', sentAtMs: Date.now() - 60_000 };
    expect(await account().rpc.call('orders.reconcile', neverSent, READ)).toMatchObject({
      finding: 'not_found',
    });
    expect(await account().rpc.call('orders.get', { brokerOrderId: '1' }, READ)).toEqual({ order: null });
  });

  test('a number that was used already is an unknown outcome, since the first sending arrived', async () => {
    const order = await draft({ limitPrice: await priceAt('0.8') });
    const { sent, brokerOrderId } = await place(order, 'prop_twice');
    await expect(account().rpc.call('orders.place', withoutTime(sent), EFFECT)).rejects.toMatchObject({
      outcomeUnknown: true,
    });
    expect(await account().rpc.call('orders.reconcile', sent, READ)).toMatchObject({
      finding: 'found',
      order: { brokerOrderId },
    });
  });
});

function withoutTime({
  order,
  orderNumber,
  userMark,
}: {
  order: OrderDraft;
  orderNumber: string;
  userMark: string;
}) {
  return { order, orderNumber, userMark };
}
