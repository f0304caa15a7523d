import { expect, type Page } from '@playwright/test';
import { FaultDoor } from './fault-door.ts';
import { test } from './fixture.ts';
import { approve, brokerOrders, callTool, DEMO, expectStatus, holdToClose, propose } from './trade-steps.ts';

const SENTENCE = `Close positions on ${DEMO}`;

/** The window still shows what became of the one before. */
async function approveNext(page: Page, symbol: string): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(symbol) })
    .click();
  await approve(page, symbol);
}

test('positions are closed by the wizard alone: open orders go first, each order is sent once', async ({
  app,
}) => {
  const door = new FaultDoor(app);
  const client = await app.mcpClient();
  for (const symbol of ['AAPL', 'MSFT']) {
    const { proposal_id: id } = await propose(client, { symbol });
    await approveNext(await app.approvalWindow(), symbol);
    await expectStatus(client, id, 'filled');
  }
  // A sale that is open already: closing on top of it would sell the shares twice.
  const quote = await callTool(client, 'tiger_get_quote', { symbol: 'AAPL' });
  const price = Math.ceil(Number(quote['ask_price']) * 1.05).toFixed(0);
  const { proposal_id: openId } = await propose(client, { side: 'SELL', order_type: 'LMT', price });
  await approveNext(await app.approvalWindow(), 'AAPL');
  await expectStatus(client, openId, 'working');
  const sentBefore = await door.countOf('place_order');
  expect(sentBefore).toBe(3);

  await app.mainWindow.getByRole('button', { name: 'Portfolio' }).click();
  await app.mainWindow.getByRole('button', { name: 'Close positions…' }).click();
  const window = await app.approvalWindow();
  const form = window.getByRole('region', { name: `Close positions on ${DEMO}` });
  await expect(form).toContainText('10 AAPL', { timeout: 20_000 });
  await form.getByRole('checkbox', { name: 'Close AAPL' }).check();
  await expect(form).toContainText('Cancelled first');
  await form.getByText('Market', { exact: true }).click();
  await expect(form.getByRole('checkbox', { name: 'Close AAPL' })).not.toBeChecked({ timeout: 20_000 });
  await form.getByRole('checkbox', { name: 'Close AAPL' }).check();
  const close = window.getByRole('button', { name: /^Close 1 position/ });
  await expect(close).toHaveAttribute('aria-disabled', 'true');
  await form.getByRole('textbox').fill(SENTENCE);
  await holdToClose(window, /^Close 1 position/);

  const progress = window.getByRole('region', { name: 'What became of it' });
  await expect(progress).toContainText('Every line has been handled', { timeout: 60_000 });
  await expect(progress.getByRole('row', { name: /SELL 10 AAPL/ })).toContainText('Filled', {
    timeout: 30_000,
  });
  await expectStatus(client, openId, 'cancelled');
  expect(await door.countOf('place_order')).toBe(sentBefore + 1);
  const { positions } = await callTool(client, 'tiger_get_positions', { account_id: DEMO });
  expect(positions).toMatchObject([{ symbol: 'MSFT', quantity: '10' }]);
  expect((await brokerOrders(client)).filter(({ side }) => side === 'SELL')).toHaveLength(2);
  const banner = app.mainWindow.getByRole('region', { name: 'Stops in force' });
  await expect(banner).toContainText(`Trading on ${DEMO} is stopped`);
  await expect(banner).toContainText('you had positions closed');
  expect((await propose(client, { symbol: 'NVDA' }))['status']).toBe('blocked');
  const refused = await app.mainWindow.evaluate(
    `window.app.invoke('flatten.confirm', { planId: 'flt_aaaaaaaaaaaaaaaa', symbols: ['MSFT'], typedSentence: '${SENTENCE}' })`,
  );
  expect(refused).toMatchObject({ ok: false, error: { code: 'access_denied' } });
});
