import { beforeEach, expect, it } from 'vitest';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import type { BrokerOrder } from '../../../../src/shared/domain/order.ts';
import type { StopTarget } from '../../../../src/shared/domain/trading-stop.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { BUY_10_AAPL, TradingHarness } from '../../../support/trading-harness.ts';

const databases = tempDatabases();
const APP: StopTarget = { scope: 'app' };
let harness: TradingHarness;
let legs: BrokerOrder[];

/** A bracket whose entry has filled: its two legs work at the broker, beside an order of somebody else. */
beforeEach(async () => {
  harness = new TradingHarness(databases.open(databases.newPath()));
  const attached = {
    takeProfitPrice: decimal(200),
    stopLossPrice: decimal(180),
    stopLossLimitPrice: null,
    timeInForce: 'GTC',
  } as const;
  const { id } = await harness.propose({ ...BUY_10_AAPL, attached });
  const { proposal } = await harness.approve(id);
  const brokerOrderId = proposal.brokerOrderId ?? '';
  const parent = harness.broker.atBroker.get(brokerOrderId)!;
  harness.broker.report(brokerOrderId, {
    status: 'filled',
    filledQuantity: decimal(10),
    averageFillPrice: decimal('187.5'),
  });
  await harness.turns(3, 1_000);
  expect((await harness.desk.get(id)).status).toBe('filled');
  const leg = { ...parent, parentOrderId: brokerOrderId, side: 'SELL' } as const;
  legs = [
    { ...leg, brokerOrderId: '501', limitPrice: decimal(200) },
    { ...leg, brokerOrderId: '502', orderType: 'STP', limitPrice: null, stopPrice: decimal(180) },
    { ...parent, brokerOrderId: '601', orderNumber: null, userMark: null },
  ];
  harness.broker.openOrders = legs;
  for (const order of legs) harness.broker.atBroker.set(order.brokerOrderId, order);
});

it('level 2 cancels the legs of a bracket, each once, and nothing that was made elsewhere', async () => {
  await harness.desk.stopTrading(APP, 2);
  await harness.turns(6, 2_000);
  expect(harness.broker.cancelled.toSorted()).toEqual(['501', '502']);
  harness.broker.openOrders = legs.slice(2);
  await harness.turns(6, 2_000);
  expect(harness.broker.cancelled).toHaveLength(2);
});

it('level 1 leaves them, and so does a stop of another client', async () => {
  await harness.desk.stopTrading(APP, 1);
  await harness.desk.stopTrading({ scope: 'client', clientName: 'Cursor' }, 2);
  await harness.turns(6, 2_000);
  expect(harness.broker.cancelled).toEqual([]);
});
