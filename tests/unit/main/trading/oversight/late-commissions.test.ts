import { expect, it } from 'vitest';
import { decimal } from '../../../../../src/shared/domain/decimal.ts';
import { tempDatabases } from '../../../../support/temp-database.ts';
import { TradingHarness } from '../../../../support/trading-harness.ts';

const databases = tempDatabases();

it('what an order cost is kept also when the broker names it after its fills were compared', async () => {
  const harness = new TradingHarness(databases.open(databases.newPath()));
  const { id } = await harness.propose();
  const { proposal } = await harness.approve(id);
  const brokerOrderId = proposal.brokerOrderId ?? '';
  const price = { averageFillPrice: decimal('187.50') };
  harness.broker.report(brokerOrderId, { status: 'filled', filledQuantity: decimal(10), ...price });
  await harness.turns(8, 60_000);
  const order = () => harness.database.db.selectFrom('orders').selectAll().executeTakeFirstOrThrow();
  expect(await order()).toMatchObject({ fills_checked: '10', commission: null });
  harness.broker.report(brokerOrderId, { commission: decimal('2.05') });
  harness.broker.openOrders = [harness.broker.atBroker.get(brokerOrderId)!];
  await harness.turns(2, 120_000);
  expect((await order()).commission).toBe('2.05');
});
