import { beforeEach, expect, it } from 'vitest';
import { decimal } from '../../../../../src/shared/domain/decimal.ts';
import type { BrokerOrder } from '../../../../../src/shared/domain/order.ts';
import { tempDatabases } from '../../../../support/temp-database.ts';
import { ACCOUNT_ID, BUY_10_AAPL, CLIENT, TradingHarness } from '../../../../support/trading-harness.ts';

const databases = tempDatabases();
let harness: TradingHarness;
let parent: BrokerOrder;

const BRACKET = {
  ...BUY_10_AAPL,
  attached: {
    takeProfitPrice: decimal(200),
    stopLossPrice: decimal(180),
    stopLossLimitPrice: null,
    timeInForce: 'GTC',
  },
} as const;

beforeEach(async () => {
  harness = new TradingHarness(databases.open(databases.newPath()));
  // The account is watched from here on.
  await harness.turns(1, 1_000);
  const { id } = await harness.propose(BRACKET);
  const { proposal } = await harness.approve(id);
  parent = harness.broker.atBroker.get(proposal.brokerOrderId ?? '')!;
});

const leg = (brokerOrderId: string, change: Partial<BrokerOrder>): BrokerOrder => ({
  ...parent,
  brokerOrderId,
  orderNumber: null,
  parentOrderId: parent.brokerOrderId,
  side: 'SELL',
  ...change,
});
const profit = (change: Partial<BrokerOrder> = {}) => leg('501', { limitPrice: decimal(200), ...change });
const loss = (change: Partial<BrokerOrder> = {}) =>
  leg('502', { orderType: 'STP', limitPrice: null, stopPrice: decimal(180), ...change });

async function toldOf(listed: readonly BrokerOrder[]) {
  harness.broker.openOrders = [...listed];
  await harness.turns(3, 120_000);
  return harness.desk.oversight.alerts();
}

it('the whole bracket is sealed, and sent with its legs in one call', () => {
  expect(harness.broker.placed).toMatchObject([{ order: { attached: BRACKET.attached } }]);
});

it('legs of an approved bracket are ours, waiting, working and filled', async () => {
  expect(
    await toldOf([parent, profit({ status: 'pending_submit' }), loss({ status: 'pending_submit' })]),
  ).toEqual([]);
  const filled = {
    status: 'filled',
    filledQuantity: decimal(10),
    averageFillPrice: decimal('200.01'),
  } as const;
  expect(await toldOf([profit(filled), loss({ status: 'cancelled' })])).toEqual([]);
});

it.each<[string, () => BrokerOrder]>([
  ['at another price', () => profit({ limitPrice: decimal(199) })],
  ['larger than what was approved', () => loss({ quantity: decimal(11) })],
  ['of an order that is not ours', () => profit({ parentOrderId: '77' })],
])('a leg %s is told of', async (_name, order) => {
  expect(await toldOf([parent, order()])).toMatchObject([{ kind: 'outside_order' }]);
});

it('a leg cannot be changed here, and can be cancelled', async () => {
  harness.broker.atBroker.set('502', loss());
  const change = {
    accountId: ACCOUNT_ID,
    brokerOrderId: '502',
    quantity: null,
    limitPrice: null,
    stopPrice: decimal(170),
    trail: null,
    expiresAtMs: null,
    rationale: 'more room',
  };
  await expect(harness.desk.modifyOrder(change, CLIENT)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(parent.brokerOrderId),
  });
  await harness.desk.cancelOrder(ACCOUNT_ID, '502', 'no stop any more', CLIENT);
  expect(harness.broker.cancelled).toContain('502');
});
