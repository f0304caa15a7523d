import { expect } from '@playwright/test';
import { FaultDoor } from './fault-door.ts';
import { test } from './fixture.ts';
import { approve, brokerOrders, callTool, expectStatus, propose, type ToolAnswer } from './trade-steps.ts';

const whole = (price: unknown, times: number) => Math.floor(Number(price) * times).toFixed(0);
const byType = (orders: readonly ToolAnswer[], type: string) =>
  orders.find((order) => order['order_type'] === type);

test('a bracket is one decision: its entry fills, one leg fills, the other goes, and nobody is alarmed', async ({
  app,
}) => {
  const door = new FaultDoor(app);
  const client = await app.mcpClient();
  const quote = await callTool(client, 'tiger_get_quote', { symbol: 'MSFT' });
  const price = whole(quote['ask_price'], 1.01);
  const profit = whole(price, 1.05);
  const loss = whole(price, 0.95);
  const { proposal_id: id, order } = await propose(client, {
    symbol: 'MSFT',
    order_type: 'LMT',
    price,
    bracket: { take_profit_price: profit, stop_loss_price: loss },
  });
  const bracket = {
    take_profit_price: profit,
    stop_loss_price: loss,
    stop_loss_limit_price: null,
    time_in_force: 'GTC',
  };
  expect(order).toMatchObject({ bracket });

  const window = await app.approvalWindow();
  const ticket = window.getByRole('article', { name: /BUY 10 MSFT/ });
  await expect(ticket).toContainText('SELL to take the profit');
  await expect(ticket).toContainText('SELL to stop the loss');
  await expect(ticket).toContainText(((Number(profit) - Number(price)) * 10).toLocaleString('en-GB'));
  await approve(window, 'MSFT');
  await expectStatus(client, id, 'filled');
  expect(await door.countOf('place_order')).toBe(1);

  const { order_id: parent } = await callTool(client, 'tiger_get_proposal', { proposal_id: id });
  await expect
    .poll(async () => (await brokerOrders(client, 'MSFT')).map((each) => each['status']).sort(), {
      timeout: 30_000,
    })
    .toEqual(['filled', 'working', 'working']);
  const legs = await brokerOrders(client, 'MSFT');
  expect(byType(legs, 'STP')).toMatchObject({ side: 'SELL', stop_price: loss, parent_order_id: parent });

  await door.setPrice('MSFT', whole(profit, 1.01));
  await expect
    .poll(async () => (await brokerOrders(client, 'MSFT')).map((each) => each['status']).sort(), {
      timeout: 30_000,
    })
    .toEqual(['cancelled', 'filled', 'filled']);
  expect(byType(await brokerOrders(client, 'MSFT'), 'STP')).toMatchObject({ status: 'cancelled' });
  const { positions } = await callTool(client, 'tiger_get_positions', { account_id: 'demo' });
  expect((positions as ToolAnswer[]).filter((each) => each['symbol'] === 'MSFT')).toEqual([]);

  // Somebody else's order is told of by the same look that sees the legs, so the legs would have been told of by now.
  await door.placeElsewhere('NVDA', 'BUY', 3);
  const banner = app.mainWindow.getByRole('region', { name: 'Alerts' });
  await expect(banner).toContainText('BUY 3 NVDA', { timeout: 60_000 });
  await expect(banner).not.toContainText('MSFT');
});
