import { expect } from '@playwright/test';
import { FaultDoor } from './fault-door.ts';
import { test } from './fixture.ts';
import { approve, brokerOrders, callTool, DEMO, expectStatus, propose } from './trade-steps.ts';

test('an open order is made smaller at once, and larger only with approval', async ({ app }) => {
  const client = await app.mcpClient();
  const quote = await callTool(client, 'tiger_get_quote', { symbol: 'MSFT' });
  const price = Math.floor(Number(quote['bid_price']) * 0.95).toFixed(0);
  const { proposal_id: proposalId } = await propose(client, { symbol: 'MSFT', order_type: 'LMT', price });
  const window = await app.approvalWindow();
  await approve(window, 'MSFT');
  await expectStatus(client, proposalId, 'working');
  const { order_id: orderId } = await callTool(client, 'tiger_get_proposal', { proposal_id: proposalId });
  const change = { account_id: DEMO, order_id: orderId, rationale: 'The user changed its mind.' };

  const smaller = await callTool(client, 'tiger_modify_order', { ...change, new_quantity: 4 });
  expect(smaller).toMatchObject({ kind: 'modify', modifies_order_id: orderId });
  await expectStatus(client, smaller['proposal_id'], 'modified');
  expect(await brokerOrders(client, 'MSFT')).toMatchObject([{ order_id: orderId, quantity: '4' }]);

  const larger = await callTool(client, 'tiger_modify_order', {
    ...change,
    new_quantity: 6,
    wait_seconds: 0,
  });
  expect(larger['status']).toBe('awaiting_approval');
  expect(await new FaultDoor(app).countOf('modify_order')).toBe(1);
  await window.getByRole('button', { name: /MODIFY to BUY 6 MSFT/ }).click();
  const ticket = window.getByRole('article', { name: /MODIFY to BUY 6 MSFT/ });
  await expect(ticket).toContainText(`Changes the open order ${String(orderId)}`);
  await approve(window, 'MSFT');
  await expectStatus(client, larger['proposal_id'], 'modified');
  expect(await brokerOrders(client, 'MSFT')).toMatchObject([{ order_id: orderId, quantity: '6' }]);
  expect(await new FaultDoor(app).countOf('place_order')).toBe(1);
});
