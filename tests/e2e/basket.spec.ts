import { expect } from '@playwright/test';
import { test } from './fixture.ts';
import { brokerOrders, callTool, DEMO, expectStatus, holdApprove, type ToolAnswer } from './trade-steps.ts';

const ORDERS = [
  { symbol: 'AAPL', side: 'BUY', quantity: 10, order_type: 'MKT' },
  { symbol: 'MSFT', side: 'BUY', quantity: 3, order_type: 'MKT' },
  { symbol: 'NVDA', side: 'BUY', quantity: 4, order_type: 'MKT' },
];

test('a basket is one card: an order is taken out, the rest is approved by one hold, and each has its outcome', async ({
  app,
}) => {
  const client = await app.mcpClient('Assistant One');
  const proposal = await callTool(client, 'tiger_place_basket', {
    account_id: DEMO,
    orders: ORDERS,
    rationale: 'The user asked for all three.',
    wait_seconds: 0,
  });
  expect(proposal).toMatchObject({ kind: 'basket', status: 'awaiting_approval', order: null });

  const window = await app.approvalWindow();
  const ticket = window.getByRole('article', { name: /BASKET of 3/ });
  await expect(ticket).toContainText('3 orders as one decision');
  await ticket.getByRole('button', { name: /Take out of the basket: BUY 3 MSFT/ }).click();
  await expect(window.getByRole('article', { name: /BASKET of 2/ })).toContainText('removed');
  expect(await brokerOrders(client)).toEqual([]);

  await holdApprove(window, 'BASKET of 2');
  for (const symbol of ['AAPL', 'NVDA']) {
    const leg = window.getByRole('listitem', { name: new RegExp(symbol) }).first();
    await expect(leg).toContainText('Filled', { timeout: 30_000 });
  }
  const old = await callTool(client, 'tiger_get_proposal', { proposal_id: proposal['proposal_id'] });
  expect(old).toMatchObject({ status: 'superseded' });
  await expectStatus(client, old['superseded_by'], 'filled');
  const sent = await callTool(client, 'tiger_get_proposal', { proposal_id: old['superseded_by'] });
  expect((sent['legs'] as ToolAnswer[]).map(({ status }) => status)).toEqual(['filled', 'filled']);
  const { positions } = await callTool(client, 'tiger_get_positions', { account_id: DEMO });
  expect((positions as ToolAnswer[]).map(({ symbol }) => symbol).sort()).toEqual(['AAPL', 'NVDA']);
});
