import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { decimal } from '../../src/shared/domain/decimal.ts';
import { PLAIN_FORM } from '../../src/shared/domain/order-form.ts';
import type { OrderRequest } from '../../src/shared/domain/order-request.ts';
import { type CoreHarness, startCoreHarness } from '../support/core-harness.ts';

const SLOW_MACHINE = { timeout: 60_000, interval: 200 } as const;
const BRACKET: OrderRequest = {
  symbol: 'AAPL',
  side: 'BUY',
  orderType: 'LMT',
  quantity: decimal(10),
  limitPrice: decimal(270),
  stopPrice: null,
  timeInForce: 'DAY',
  session: 'regular',
  ...PLAIN_FORM,
  legs: null,
  attached: {
    takeProfitPrice: decimal(280),
    stopLossPrice: decimal(260),
    stopLossLimitPrice: null,
    timeInForce: 'GTC',
  },
};
let harness: CoreHarness;

beforeEach(async () => {
  harness = await startCoreHarness({ holdSeconds: 0 });
});
afterEach(() => harness.close());

it('a bracket whose answer is lost is found as the one that it is, legs and all, and never sent again', async () => {
  const { control } = harness.gateway();
  if (control === null) throw new Error('the fault door is shut');
  const { door } = control;
  door.run({ action: 'set_price', symbol: 'AAPL', price: '270' });
  door.run({ action: 'add_fault', rule: { kind: 'reset_after', method: 'place_order', count: 1 } });
  const { trading, accounts } = harness.core;
  const accountId = accounts.find('demo')?.id ?? '';
  const proposal = await trading.propose(
    { accountId, order: BRACKET, rationale: 'As the user asked.', requestId: null },
    { connectionId: 'here', name: 'tester', version: null },
  );
  const card = await trading.card(proposal.id);
  await trading.decide({
    decision: 'approve',
    proposalId: proposal.id,
    seal: card.seal,
    acknowledged: card.acknowledgementsNeeded,
    isStillWanted: true,
  });
  const list = () =>
    accounts
      .reads(accountId)
      .read(
        'orders.list',
        { scope: 'all', symbol: 'AAPL', startMs: null, endMs: null, limit: 50 },
        { timeoutMs: 15_000 },
      );
  await vi.waitFor(async () => {
    const { status, brokerOrderId } = await trading.get(proposal.id);
    expect(status).toMatch(/^(working|filled|partially_filled)$/);
    const { orders } = await list();
    expect(orders).toHaveLength(3);
    const main = orders.filter(({ parentOrderId }) => parentOrderId === null);
    expect(main.map((order) => order.brokerOrderId)).toEqual([brokerOrderId]);
    expect(orders.filter(({ parentOrderId }) => parentOrderId === brokerOrderId)).toHaveLength(2);
  }, SLOW_MACHINE);
  expect(await trading.oversight.alerts()).toEqual([]);
});
