import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { approvedBracket } from '../support/bracket.ts';
import { type CoreHarness, startCoreHarness } from '../support/core-harness.ts';

const SLOW_MACHINE = { timeout: 60_000, interval: 200 } as const;
let harness: CoreHarness;

beforeEach(async () => {
  harness = await startCoreHarness({ holdSeconds: 0 });
});
afterEach(() => harness.close());

it('a bracket whose answer is lost is found as the one that it is, legs and all, and never sent again', async () => {
  harness.gateway().control?.door.run({
    action: 'add_fault',
    rule: { kind: 'reset_after', method: 'place_order', count: 1 },
  });
  const { trading, accounts } = harness.core;
  const accountId = accounts.find('demo')?.id ?? '';
  const proposalId = await approvedBracket(harness, '270');
  const list = () =>
    accounts
      .reads(accountId)
      .read(
        'orders.list',
        { scope: 'all', symbol: 'AAPL', startMs: null, endMs: null, limit: 50 },
        { timeoutMs: 15_000 },
      );
  await vi.waitFor(async () => {
    const { status, brokerOrderId } = await trading.get(proposalId);
    expect(status).toMatch(/^(working|filled|partially_filled)$/);
    const { orders } = await list();
    expect(orders).toHaveLength(3);
    const main = orders.filter(({ parentOrderId }) => parentOrderId === null);
    expect(main.map((order) => order.brokerOrderId)).toEqual([brokerOrderId]);
    expect(orders.filter(({ parentOrderId }) => parentOrderId === brokerOrderId)).toHaveLength(2);
  }, SLOW_MACHINE);
  expect(await trading.oversight.alerts()).toEqual([]);
});
