import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../../src/shared/app-error.ts';
import { type Decimal, decimal } from '../../../../../src/shared/domain/decimal.ts';
import type { BrokerOrder } from '../../../../../src/shared/domain/order.ts';
import type { Transaction } from '../../../../../src/shared/domain/transaction.ts';
import { tempDatabases } from '../../../../support/temp-database.ts';
import { ACCOUNT_ID, CLIENT, TradingHarness } from '../../../../support/trading-harness.ts';

const databases = tempDatabases();
let harness: TradingHarness;
let nextFill = 1;

beforeEach(() => {
  harness = new TradingHarness(databases.open(databases.newPath()));
  nextFill = 1;
});

async function placed(): Promise<{ id: string; brokerOrderId: string }> {
  const { id } = await harness.propose();
  const { proposal } = await harness.approve(id);
  return { id, brokerOrderId: proposal.brokerOrderId ?? '' };
}

function fill(brokerOrderId: string, patch: Partial<Transaction> = {}): Transaction {
  return {
    transactionId: `t${nextFill++}`,
    brokerOrderId,
    symbol: 'AAPL',
    market: 'US',
    securityType: 'STK',
    currency: 'USD',
    side: 'BUY',
    quantity: decimal(10),
    price: decimal('187.50'),
    amount: null,
    filledAtMs: harness.clock.nowMs(),
    ...patch,
  };
}

/** The broker fills the order, and lists its fills. */
async function filled(brokerOrderId: string, change: Partial<BrokerOrder>, fills: Partial<Transaction>[]) {
  harness.broker.report(brokerOrderId, {
    status: 'filled',
    filledQuantity: decimal(10),
    averageFillPrice: decimal('187.50'),
    commission: decimal('1.99'),
    ...change,
  });
  harness.broker.fills.push(...fills.map((patch) => fill(brokerOrderId, patch)));
  await harness.turns(3, 1_000);
}

const alerts = () => harness.desk.oversight.alerts();

async function rowsOf(table: 'fills' | 'outside_orders') {
  return harness.database.db.selectFrom(table).selectAll().execute();
}

describe('fills against approvals', () => {
  it('that match are kept and recorded, and raise nothing', async () => {
    const { id, brokerOrderId } = await placed();
    await filled(brokerOrderId, {}, [{ quantity: decimal(4) }, { quantity: decimal(6) }]);
    expect(await alerts()).toEqual([]);
    expect(await rowsOf('fills')).toMatchObject([
      { proposal_id: id, quantity: '4', price: '187.5' },
      { proposal_id: id, quantity: '6' },
    ]);
    const order = await harness.database.db.selectFrom('orders').selectAll().executeTakeFirstOrThrow();
    expect(order).toMatchObject({ commission: '1.99', fills_checked: '10' });
    expect((await harness.auditKinds()).filter((kind) => kind === 'order.fills_checked')).toHaveLength(1);
    expect(harness.published.at(-1)).toEqual({ name: 'orders.changed', payload: { accountId: ACCOUNT_ID } });
  });

  it.each<[string, Partial<BrokerOrder>, Partial<Transaction>, string]>([
    ['more than approved', { filledQuantity: decimal(12) }, { quantity: decimal(12) }, 'quantity'],
    ['above the limit', {}, { price: decimal('187.51') }, 'price'],
    ['another symbol', { symbol: 'MSFT' }, {}, 'symbol'],
    ['the other side', { side: 'SELL' }, {}, 'side'],
  ])(
    'raise one alert for %s: on record, told, and open until it was seen',
    async (_words, change, patch, check) => {
      const { id, brokerOrderId } = await placed();
      await filled(brokerOrderId, change, [patch]);
      await harness.turns(3, 60_000);
      const [alert, ...others] = await alerts();
      expect(others).toEqual([]);
      expect(alert).toMatchObject({
        kind: 'fill_mismatch',
        accountAlias: 'demo',
        brokerOrderId,
        proposalId: id,
        acknowledgedAtMs: null,
        endedAtMs: null,
      });
      expect(alert?.findings.map((finding) => finding.check)).toEqual([check]);
      expect(harness.alerted).toHaveLength(1);
      expect(harness.published).toContainEqual({ name: 'alerts.changed', payload: {} });
      await harness.desk.oversight.acknowledge(alert?.id ?? '');
      expect((await alerts())[0]?.acknowledgedAtMs).toBe(harness.clock.nowMs());
      await expect(harness.desk.oversight.acknowledge(alert?.id ?? '')).rejects.toMatchObject({
        code: 'conflict',
      });
      const kinds = await harness.auditKinds();
      expect(kinds.filter((kind) => kind.startsWith('alert.'))).toEqual([
        'alert.raised',
        'alert.acknowledged',
      ]);
    },
  );

  it('that are pushed twice are one, and a later mismatch of the same order is another alert', async () => {
    const { brokerOrderId } = await placed();
    const news = {
      name: 'fill',
      accountId: ACCOUNT_ID,
      brokerOrderId,
      fillId: 't1',
      symbol: 'AAPL',
    } as const;
    await filled(brokerOrderId, { status: 'partially_filled', filledQuantity: decimal(4) }, [
      { quantity: decimal(4), price: decimal(188) },
    ]);
    for (let times = 0; times < 3; times += 1)
      harness.desk.brokerNews({ ...news, price: decimal(188), quantity: decimal(4), timeMs: null });
    await harness.turns(3, 2_000);
    expect(await alerts()).toHaveLength(1);
    expect(await rowsOf('fills')).toHaveLength(1);
    await filled(brokerOrderId, { filledQuantity: decimal(11) }, [{ quantity: decimal(7) }]);
    const checks = (await alerts()).map((alert) => alert.findings.map((finding) => finding.check));
    expect(checks).toContainEqual(['quantity', 'price']);
    expect(checks).toHaveLength(2);
  });

  it('that the broker does not list yet are waited for, and not for ever', async () => {
    const { brokerOrderId } = await placed();
    const tooDear: Decimal = decimal(200);
    await filled(brokerOrderId, { averageFillPrice: tooDear }, []);
    expect(await alerts()).toEqual([]);
    await harness.turns(8, 60_000);
    expect((await alerts())[0]?.findings).toMatchObject([{ check: 'price', found: '200' }]);
  });

  it('are compared after a restart when the broker was away before', async () => {
    const { brokerOrderId } = await placed();
    harness.broker.failing.set(
      'transactions.list',
      new AppError('unavailable', 'away', { nextStep: 'wait' }),
    );
    await filled(brokerOrderId, {}, [{ price: decimal(999) }]);
    expect(await alerts()).toEqual([]);
    harness.broker.failing.clear();
    const again = new TradingHarness(harness.database, harness);
    await again.turns(2, 1_000);
    expect(await again.desk.oversight.alerts()).toMatchObject([{ kind: 'fill_mismatch' }]);
  });
});

describe('orders at the broker that no approval explains', () => {
  const stranger = (brokerOrderId: string, patch: Partial<BrokerOrder> = {}): BrokerOrder => ({
    ...[...harness.broker.atBroker.values()][0]!,
    brokerOrderId,
    orderNumber: null,
    userMark: null,
    ...patch,
  });

  it('that were there at the first look are no news; later ones are told once', async () => {
    const { brokerOrderId } = await placed();
    const own = harness.broker.atBroker.get(brokerOrderId)!;
    harness.broker.openOrders = [own, stranger('77')];
    await harness.turns(1, 1_000);
    expect(await alerts()).toEqual([]);
    harness.broker.openOrders.push(stranger('78', { symbol: 'TSLA', side: 'SELL' }));
    harness.desk.brokerNews({
      name: 'order',
      accountId: ACCOUNT_ID,
      brokerOrderId: '78',
      symbol: 'TSLA',
      statusText: 'Filled',
      filledQuantity: null,
      updatedAtMs: null,
    });
    await harness.turns(3, 1_000);
    const told = await alerts();
    expect(told).toMatchObject([{ kind: 'outside_order', brokerOrderId: '78', proposalId: null }]);
    expect(told[0]?.text).toContain('SELL 10 TSLA');
    expect(told[0]?.text).toContain('outside this app');
    expect(harness.alerted).toHaveLength(1);
  });

  it('that come together are one alert, and are found without a push', async () => {
    const { brokerOrderId } = await placed();
    await harness.turns(1, 1_000);
    const own = harness.broker.atBroker.get(brokerOrderId)!;
    harness.broker.openOrders = [own, ...['81', '82', '83'].map((id) => stranger(id))];
    await harness.turns(3, 120_000);
    const told = await alerts();
    expect(told).toHaveLength(1);
    expect(told[0]?.findings).toHaveLength(3);
  });

  it('are not taken for strangers while one of ours on the symbol is on its way', async () => {
    await harness.turns(1, 1_000);
    harness.broker.onPlace = async () => {
      throw new AppError('timeout', 'no answer', { nextStep: 'wait', outcomeUnknown: true });
    };
    const { id } = await harness.propose();
    await harness.approve(id);
    expect((await harness.desk.get(id)).status).toBe('unknown');
    const [arrived] = [...harness.broker.atBroker.values()];
    harness.broker.openOrders = [arrived!];
    harness.broker.failing.set('orders.reconcile', new AppError('unavailable', 'away', { nextStep: 'wait' }));
    await harness.turns(2, 120_000);
    expect(await alerts()).toMatchObject([]);
    harness.broker.failing.clear();
    await harness.turns(3, 120_000);
    expect((await harness.desk.get(id)).status).not.toBe('unknown');
    expect((await alerts()).filter(({ kind }) => kind === 'outside_order')).toEqual([]);
  });

  it('stay told of when the user cancels one through this app', async () => {
    const { brokerOrderId } = await placed();
    await harness.turns(1, 1_000);
    harness.broker.atBroker.set('90', stranger('90'));
    await harness.desk.cancelOrder(ACCOUNT_ID, '90', 'not mine', CLIENT);
    harness.broker.openOrders = [harness.broker.atBroker.get(brokerOrderId)!, stranger('90')];
    await harness.turns(2, 120_000);
    expect(await alerts()).toMatchObject([{ kind: 'outside_order', brokerOrderId: '90' }]);
  });

  it('on another account than the approved one are a mismatch', async () => {
    const { id, brokerOrderId } = await placed();
    harness.others = [{ ...harness.account, id: 'acc_fedcba9876543210', alias: 'other' }];
    harness.broker.openOrders = [harness.broker.atBroker.get(brokerOrderId)!];
    await harness.turns(1, 1_000);
    harness.otherBroker.openOrders = [harness.broker.atBroker.get(brokerOrderId)!];
    await harness.turns(2, 120_000);
    expect(await alerts()).toMatchObject([
      { kind: 'fill_mismatch', proposalId: id, findings: [{ check: 'account', approved: ACCOUNT_ID }] },
    ]);
  });
});

describe('a lost link', () => {
  it('asks once when orders made here are open, and is over when the link is back', async () => {
    await placed();
    harness.account = { ...harness.account, state: 'restarting' };
    harness.isReady = false;
    await harness.turns(2, 9_000);
    expect(await alerts()).toEqual([]);
    await harness.turns(4, 9_000);
    const [alert, ...others] = await alerts();
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ kind: 'link_lost', acknowledgedAtMs: null, endedAtMs: null });
    expect(alert?.text).toContain('stay open unless you say otherwise');
    expect(alert?.findings[0]?.text).toContain('BUY 10 AAPL');
    harness.account = { ...harness.account, state: 'ready' };
    harness.isReady = true;
    await harness.turns(2, 60_000);
    expect((await alerts())[0]?.endedAtMs).not.toBeNull();
    expect(harness.broker.cancelled).toEqual([]);
  });

  it('is seen, too, when the account is there and the broker does not answer', async () => {
    await placed();
    harness.broker.failing.set(
      'orders.get',
      new AppError('broker_unreachable', 'gone', { nextStep: 'wait' }),
    );
    await harness.turns(6, 10_000);
    expect(await alerts()).toMatchObject([{ kind: 'link_lost' }]);
  });

  it('is no question without open orders', async () => {
    harness.account = { ...harness.account, state: 'restarting' };
    await harness.turns(5, 10_000);
    expect(await alerts()).toEqual([]);
  });
});

describe('leaving', () => {
  it('asks nothing when nothing is open', async () => {
    expect(await harness.desk.oversight.leaving.question()).toBeNull();
  });

  it('names what is open and counts what waits', async () => {
    await placed();
    await harness.propose({ symbol: 'MSFT' });
    const question = await harness.desk.oversight.leaving.question();
    expect(question?.open).toMatchObject([{ symbol: 'AAPL', quantity: '10', accountAlias: 'demo' }]);
    expect(question?.text).toContain('1 order still waits');
  });

  it('cancels what is open and returns what was not confirmed', async () => {
    const { brokerOrderId } = await placed();
    expect(await harness.desk.oversight.leaving.cancelAll()).toEqual({ open: [], unasked: [] });
    expect(harness.broker.cancelled).toEqual([brokerOrderId]);
  });
});
