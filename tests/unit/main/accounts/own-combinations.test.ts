import { expect, it } from 'vitest';
import { combinationName, type OrderLeg } from '../../../../src/shared/domain/combination.ts';
import { instrumentWords } from '../../../../src/shared/domain/instrument-words.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { ACCOUNT_ID, TradingHarness } from '../../../support/trading-harness.ts';

const databases = tempDatabases();
const LEGS: OrderLeg[] = [
  { symbol: 'AAPL  261218C00270000', side: 'BUY', ratio: 1 },
  { symbol: 'AAPL  261218C00280000', side: 'SELL', ratio: 1 },
];
const SYMBOL = combinationName('AAPL', LEGS);
const READ = { timeoutMs: 1_000 };

it('a combination that the broker lists without its legs gets those that were sent, one made elsewhere stays bare', async () => {
  const harness = new TradingHarness(databases.open());
  await harness.turns(1, 1_000);
  const { id } = await harness.propose();
  const { proposal } = await harness.approve(id);
  const brokerOrderId = proposal.brokerOrderId ?? '';
  const draft = { ...proposal.order, symbol: SYMBOL, securityType: 'MLEG', legs: LEGS };
  const { db } = harness.database;
  await db
    .updateTable('orders')
    .set({ order_json: JSON.stringify(draft) })
    .where('proposal_id', '=', id)
    .execute();

  const listed = {
    ...harness.broker.atBroker.get(brokerOrderId)!,
    securityType: 'MLEG',
    legs: null,
  } as const;
  harness.broker.openOrders = [listed, { ...listed, brokerOrderId: '900' }];
  harness.broker.atBroker.set(brokerOrderId, listed);
  const reads = harness.directory.reads(ACCOUNT_ID);
  const { orders } = await reads.read(
    'orders.list',
    { scope: 'open', symbol: null, startMs: null, endMs: null, limit: 10 },
    READ,
  );
  expect(orders).toMatchObject([
    { brokerOrderId, symbol: SYMBOL, legs: LEGS },
    { brokerOrderId: '900', symbol: 'AAPL', legs: null },
  ]);
  expect(orders.map(instrumentWords)).toEqual(['AAPL 2026-12-18 270/280 call spread', 'AAPL']);
  expect((await reads.read('orders.get', { brokerOrderId }, READ)).order).toMatchObject({
    symbol: SYMBOL,
    legs: LEGS,
  });
});
