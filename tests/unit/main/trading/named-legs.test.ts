import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/shared/app-error.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import type { BrokerOrder } from '../../../../src/shared/domain/order.ts';
import { ORDERS_PER_CALL_MAX } from '../../../../src/shared/ipc/worker-calls/order-read-calls.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { ACCOUNT_ID, BUY_10_AAPL, CLIENT, TradingHarness } from '../../../support/trading-harness.ts';

const databases = tempDatabases();
const ATTACHED = {
  takeProfitPrice: decimal(200),
  stopLossPrice: decimal(180),
  stopLossLimitPrice: null,
  timeInForce: 'GTC',
} as const;
let harness: TradingHarness;
let proposalId: string;
let parent: BrokerOrder;
let profit: BrokerOrder;
let loss: BrokerOrder;

/** A broker that names the legs when it takes the order, and lists them without their parent ever after. */
beforeEach(async () => {
  harness = new TradingHarness(databases.open(databases.newPath()));
  await harness.turns(1, 1_000);
  harness.broker.onPlace = async (brokerOrderId) => ({ brokerOrderId, legIds: ['501', '502'] });
  const { id } = await harness.propose({ ...BUY_10_AAPL, attached: ATTACHED });
  const { proposal } = await harness.approve(id);
  proposalId = id;
  parent = harness.broker.atBroker.get(proposal.brokerOrderId ?? '')!;
  const leg = { ...parent, orderNumber: null, userMark: null, parentOrderId: null } as const;
  const made = { ...leg, side: 'SELL', timeInForce: 'GTC' } as const;
  profit = { ...made, brokerOrderId: '501', limitPrice: decimal(200) };
  loss = { ...made, brokerOrderId: '502', orderType: 'STP', limitPrice: null, stopPrice: decimal(180) };
});

function listed(...orders: BrokerOrder[]): void {
  harness.broker.openOrders = orders;
  for (const order of orders) harness.broker.atBroker.set(order.brokerOrderId, order);
}

async function entryFills(): Promise<void> {
  const figures = { filledQuantity: decimal(10), averageFillPrice: decimal('187.5') };
  harness.broker.report(parent.brokerOrderId, { status: 'filled', ...figures });
  await harness.turns(3, 1_000);
  expect((await harness.desk.get(proposalId)).status).toBe('filled');
}

const alerts = () => harness.desk.oversight.alerts();
const question = () => harness.desk.oversight.leaving.question();

describe('legs that only the answer to the order named', () => {
  it('raise no alert', async () => {
    listed(parent, profit, loss);
    await harness.turns(3, 120_000);
    expect(await alerts()).toEqual([]);
  });

  it.each<[string, () => BrokerOrder]>([
    ['under another id', () => ({ ...profit, brokerOrderId: '503' })],
    ['changed elsewhere', () => ({ ...profit, limitPrice: decimal(150) })],
  ])('an order %s raises one', async (_name, order) => {
    listed(parent, order(), loss);
    await harness.turns(3, 120_000);
    expect(await alerts()).toMatchObject([{ kind: 'outside_order', brokerOrderId: order().brokerOrderId }]);
  });

  it('have their parent wherever orders are read, and no other order has', async () => {
    const stranger = { ...profit, brokerOrderId: '503' };
    listed(parent, profit, loss, stranger);
    const reads = harness.directory.reads(ACCOUNT_ID);
    const query = { scope: 'open', symbol: null, startMs: null, endMs: null } as const;
    const limits = { timeoutMs: 1_000 };
    const { orders } = await reads.read('orders.list', { ...query, limit: ORDERS_PER_CALL_MAX }, limits);
    const { brokerOrderId } = parent;
    expect(orders.map(({ parentOrderId }) => parentOrderId)).toEqual([
      null,
      brokerOrderId,
      brokerOrderId,
      null,
    ]);
    const one = await reads.read('orders.get', { brokerOrderId: '502' }, limits);
    expect(one.order?.parentOrderId).toBe(brokerOrderId);
    expect(await reads.read('orders.get', { brokerOrderId: '999' }, limits)).toEqual({ order: null });
    const elsewhere = await harness.directory
      .reads('acc_fedcba9876543210')
      .read('orders.get', { brokerOrderId: '502' }, limits);
    expect(elsewhere.order).toBeNull();
  });

  it('are counted once in what may still be sold', async () => {
    await entryFills();
    harness.broker.positions = [holding('20')];
    const positionControl = async () => {
      const { controls } = await harness.propose({ side: 'SELL' });
      return controls.find(({ control }) => control === 'symbol_position')?.text;
    };
    listed(loss);
    expect(await positionControl()).toContain('only reduces');
    listed(profit, loss);
    expect(await positionControl()).toContain('only reduces');
    listed({ ...profit, brokerOrderId: '503' }, loss);
    expect(await positionControl()).not.toContain('only reduces');
  });

  it('are cancelled by level 2, and an order of somebody else is not', async () => {
    await entryFills();
    listed(profit, loss, { ...profit, brokerOrderId: '601' });
    await harness.desk.stopTrading({ scope: 'app' }, 2);
    await harness.turns(6, 2_000);
    expect(harness.broker.cancelled.toSorted()).toEqual(['501', '502']);
  });

  it('cannot be changed here', async () => {
    listed(loss);
    const figures = { quantity: null, limitPrice: null, stopPrice: decimal(170), trail: null };
    const change = { accountId: ACCOUNT_ID, brokerOrderId: '502', ...figures, expiresAtMs: null };
    await expect(harness.desk.modifyOrder({ ...change, rationale: 'room' }, CLIENT)).rejects.toMatchObject({
      message: expect.stringContaining(parent.brokerOrderId),
    });
  });

  it('are known after a start of the app', async () => {
    await entryFills();
    const again = new TradingHarness(harness.database, harness);
    listed(profit, loss);
    await again.turns(3, 120_000);
    expect(await again.desk.oversight.alerts()).toEqual([]);
  });
});

describe('the question at the end of the app', () => {
  it('counts legs once their order filled, and cancels them', async () => {
    listed(parent, profit, loss);
    expect((await question())?.open).toHaveLength(1);
    await entryFills();
    listed(profit, loss, { ...profit, brokerOrderId: '601' });
    const asked = await question();
    expect(asked?.text).toContain('2 orders made here are open');
    expect(asked?.text).toContain('good till cancelled');
    expect(asked?.open).toMatchObject([
      { symbol: 'AAPL', side: 'SELL', quantity: '10', accountAlias: 'demo' },
      { side: 'SELL' },
    ]);
    expect(await harness.desk.oversight.leaving.cancelAll()).toEqual({ open: [], unasked: [] });
    expect(harness.broker.cancelled.toSorted()).toEqual(['501', '502']);
  });

  it('says that the broker could not be asked, and of which bracket; a cancel says that it cancelled nothing', async () => {
    await entryFills();
    listed(profit, loss);
    const away = new AppError('broker_unreachable', 'gone', { nextStep: 'wait' });
    harness.broker.failing.set('orders.list', away);
    const asked = await question();
    expect(asked?.text).toContain('could not be asked about the legs of 1 bracket');
    expect(asked?.open).toEqual([]);
    expect(asked?.unasked).toMatchObject([
      { accountAlias: 'demo', sentence: expect.stringContaining('take profit 200, stop loss 180') },
    ]);
    expect(await harness.desk.oversight.leaving.cancelAll()).toMatchObject({ open: [], unasked: [{}] });
    expect(harness.broker.cancelled).toEqual([]);
  });

  it('does not ask about brackets whose legs were over when the broker was last asked', async () => {
    listed(parent, profit, loss);
    await entryFills();
    listed({ ...profit, status: 'cancelled' }, { ...loss, status: 'cancelled' });
    await harness.turns(2, 120_000);
    harness.broker.failing.set(
      'orders.list',
      new AppError('broker_unreachable', 'gone', { nextStep: 'wait' }),
    );
    expect(await question()).toBeNull();
  });

  it('cancels legs, too, that wake when their order is cancelled with a part of it filled', async () => {
    const figures = { filledQuantity: decimal(4), averageFillPrice: decimal('187.5') };
    harness.broker.report(parent.brokerOrderId, { status: 'partially_filled', ...figures });
    await harness.turns(2, 1_000);
    listed({ ...parent, status: 'partially_filled', ...figures }, profit, loss);
    const { onCancel } = harness.broker;
    harness.broker.onCancel = async (brokerOrderId) => {
      const answer = await onCancel(brokerOrderId);
      await harness.turns(1, 1_000);
      return answer;
    };
    expect((await question())?.open).toHaveLength(1);
    expect(await harness.desk.oversight.leaving.cancelAll()).toEqual({ open: [], unasked: [] });
    expect(harness.broker.cancelled.toSorted()).toEqual(['501', '502', parent.brokerOrderId].toSorted());
  });
});

it('a lost link counts legs as the broker last listed them, and says so', async () => {
  listed(parent, profit, loss);
  await entryFills();
  harness.account = { ...harness.account, state: 'restarting' };
  harness.isReady = false;
  await harness.turns(4, 9_000);
  const [alert] = await alerts();
  expect(alert?.kind).toBe('link_lost');
  expect(alert?.text).toContain('2 orders made here are open');
  expect(alert?.text).toContain('2 of them are legs of brackets, as the broker last listed them');
  expect(alert?.findings.map(({ text }) => text).join()).toContain('take profit 200 of BUY 10 AAPL');
});

function holding(quantity: string) {
  const unknown = {
    name: null,
    marketValue: null,
    unrealizedPnl: null,
    unrealizedPnlRate: null,
    realizedPnl: null,
    todayPnl: null,
    multiplier: null,
  };
  const figures = { quantity, salableQuantity: quantity, averageCost: '100', lastPrice: '187' };
  return { symbol: 'AAPL', market: 'US', securityType: 'STK', currency: 'USD', ...figures, ...unknown };
}
