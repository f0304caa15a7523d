import { expect } from '@playwright/test';
import type { FaultRule } from '../../src/gateway/faults/fault-plan.ts';
import { FaultDoor } from './fault-door.ts';
import { test } from './fixture.ts';
import { brokerOrders, callTool, callToolError, expectStatus, holdApprove, propose } from './trade-steps.ts';

const READ_FAULTS: readonly FaultRule['kind'][] = [
  'garbage',
  'html',
  'http_500',
  'reset_before',
  'wrong_signature',
];

test('an exchange that answers nonsense gives a clear error with a next step, and the app goes on', async ({
  app,
}) => {
  const client = await app.mcpClient();
  const door = new FaultDoor(app);
  for (const [index, kind] of READ_FAULTS.entries()) {
    await door.addFault({ kind, method: 'kline' });
    // Bars are kept for a while: each time others, so that each is asked for.
    const bars = { symbol: 'AAPL', period: '1d', count: 5 + index };
    const error = await callToolError(client, 'tiger_get_kline', bars);
    expect(error['next_step'], kind).toEqual(expect.stringMatching(/\w/));
    expect(JSON.stringify(error), kind).not.toMatch(/<html|at .*\.ts:\d+/i);
    await door.clearFaults();
    expect(await callTool(client, 'tiger_get_kline', bars)).toMatchObject({ symbol: 'AAPL' });
  }
});

// What the broker may have done, told apart from what it cannot have done: sent once in every case.
const SENDING_FAULTS: readonly { kind: FaultRule['kind']; ends: string; orders: number }[] = [
  { kind: 'reset_after', ends: 'filled', orders: 1 },
  { kind: 'wrong_signature', ends: 'filled', orders: 1 },
  { kind: 'missing_signature', ends: 'filled', orders: 1 },
  { kind: 'reset_before', ends: 'not_sent', orders: 0 },
  { kind: 'html', ends: 'not_sent', orders: 0 },
];

for (const { kind, ends, orders } of SENDING_FAULTS) {
  test(`an order whose answer is lost by ${kind} ends ${ends} after one sending`, async ({ app }) => {
    const client = await app.mcpClient();
    const door = new FaultDoor(app);
    const { proposal_id: proposalId } = await propose(client);
    await door.addFault({ kind, method: 'place_order' });
    await holdApprove(await app.approvalWindow());
    await expectStatus(client, proposalId, ends);
    expect(await door.countOf('place_order')).toBe(1);
    expect(await brokerOrders(client)).toHaveLength(orders);
  });
}

test('while nobody knows what became of an order, its symbol takes no other one', async ({ app }) => {
  const client = await app.mcpClient();
  const door = new FaultDoor(app);
  const { proposal_id: proposalId } = await propose(client);
  await door.addFault({ kind: 'hang_after', method: 'place_order' });
  await holdApprove(await app.approvalWindow());
  await expect.poll(() => door.countOf('place_order'), { timeout: 20_000 }).toBe(1);
  for (const method of ['orders', 'active_orders', 'inactive_orders', 'filled_orders']) {
    await door.addFault({ kind: 'http_500', method });
  }
  await expectStatus(client, proposalId, 'unknown');
  const second = await propose(client, { quantity: 7 });
  expect(second['status']).toBe('blocked');
  expect(JSON.stringify(second['controls'])).toContain('unknown_outcome_lock');
  await door.clearFaults();
  await expectStatus(client, proposalId, 'filled');
  expect(await door.countOf('place_order')).toBe(1);
});
