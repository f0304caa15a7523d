import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { expect, type Page } from '@playwright/test';
import { chooseTheme, expectAccessible, THEMES } from './accessible.ts';
import { FaultDoor } from './fault-door.ts';
import { test } from './fixture.ts';
import type { RunningApp } from './launch-app.ts';
import {
  approve,
  brokerOrders,
  callTool,
  DEMO,
  expectStatus,
  holdToClose,
  propose,
  type ToolAnswer,
} from './trade-steps.ts';

interface Listed {
  readonly identifier: string;
  readonly strike: string;
  readonly bid: string;
  readonly ask: string;
}

/** The option of the third expiry on AAPL whose delta is nearest. */
async function optionAt(client: Client, right: 'call' | 'put', delta: number): Promise<Listed> {
  const { rows: days } = await callTool(client, 'tiger_get_option_expirations', { symbol: 'AAPL' });
  const expiry = (days as string[][])[3]?.[0];
  const chain = await callTool(client, 'tiger_get_option_chain', {
    symbol: 'AAPL',
    expiry,
    right,
    limit: 200,
  });
  const columns = chain['columns'] as string[];
  const options = (chain['rows'] as (string | null)[][]).map((row) =>
    Object.fromEntries(columns.map((name, at) => [name, row[at]])),
  );
  const distance = (option: ToolAnswer) => Math.abs(Math.abs(Number(option['delta'])) - delta);
  const [nearest] = options
    .filter(({ bid, ask }) => bid !== null && ask !== null)
    .sort((left, right) => distance(left) - distance(right));
  if (nearest === undefined) throw new Error('the chain is empty');
  return nearest as unknown as Listed;
}

async function switchOptionsOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Risk' }).click();
  await page.getByRole('switch', { name: 'Options', exact: true }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved. New proposals are checked with these settings.')).toBeVisible();
}

/** The share stands still, so that its options only flicker: one that really moves waits, or comes back for review. */
async function holdStill(app: RunningApp, client: Client): Promise<void> {
  const { last_price: last } = await callTool(client, 'tiger_get_quote', { symbol: 'AAPL' });
  await new FaultDoor(app).setPrice('AAPL', String(last));
}

/** A client is not shown the tools of options unless the user gives them to it. */
async function giveOptionTools(page: Page, name: string): Promise<void> {
  await page
    .getByRole('button', { name: /^Connect/ })
    .first()
    .click();
  const entry = page.getByRole('article', { name, exact: true });
  await entry.getByRole('button', { name: `Rules of ${name}` }).click();
  await entry.getByRole('checkbox', { name: /^Options/ }).check();
  await expect(entry.getByRole('checkbox', { name: /^Options/ })).toBeChecked();
}

test('an option is refused until the user switches the kind on; then it is bought, shown, and sold again', async ({
  app,
}) => {
  const client = await app.mcpClient('Assistant One');
  await giveOptionTools(app.mainWindow, 'Assistant One');
  await holdStill(app, client);
  const { identifier, strike, ask, bid } = await optionAt(client, 'call', 0.4);
  const order = { symbol: identifier, quantity: 1, order_type: 'LMT', price: ask };
  const blocked = await propose(client, order);
  expect(blocked).toMatchObject({ status: 'blocked', controls: [{ control: 'kinds_enabled' }] });
  expect(JSON.stringify(blocked)).toContain('Only the user can switch them on');

  await switchOptionsOn(app.mainWindow);
  const bought = await propose(client, order);
  expect(bought).toMatchObject({
    status: 'awaiting_approval',
    sentence: expect.stringContaining(`${strike} CALL`),
  });
  const window = await app.approvalWindow();
  const ticket = window.getByRole('article', { name: new RegExp(`BUY 1 AAPL .* ${strike} CALL`) });
  await expect(ticket).toContainText('Contracts × shares × price');
  await expect(ticket).toContainText('100 shares a contract');
  await expect(ticket.getByRole('heading', { name: 'Payoff at expiry' })).toBeVisible();
  await approve(window, 'AAPL');
  await expectStatus(client, bought['proposal_id'], 'filled');

  const { positions } = await callTool(client, 'tiger_get_positions', { account_id: DEMO });
  expect(positions).toMatchObject([{ symbol: identifier, quantity: '1' }]);
  await app.mainWindow.getByRole('button', { name: /^Portfolio/ }).click();
  await expect(app.mainWindow.getByText(`${strike} CALL`).first()).toBeVisible({ timeout: 40_000 });

  const sold = await propose(client, { ...order, side: 'SELL', price: bid });
  await window.getByRole('button', { name: /Done|Next/ }).click();
  await expect(window.getByRole('article', { name: /SELL 1 AAPL/ })).toContainText('Closes');
  await approve(window, 'AAPL');
  await expectStatus(client, sold['proposal_id'], 'filled');
  expect(await brokerOrders(client, identifier)).toHaveLength(2);

  await app.mainWindow.getByRole('button', { name: /^Audit/ }).click();
  await app.mainWindow.getByRole('button', { name: /Verify/ }).click();
  await expect(app.mainWindow.getByText(/The chain is intact/)).toBeVisible();
});

test('a spread is one card leg by leg, one decision, and two positions', async ({ app }) => {
  const client = await app.mcpClient('Assistant One');
  await giveOptionTools(app.mainWindow, 'Assistant One');
  await switchOptionsOn(app.mainWindow);
  await holdStill(app, client);
  const [low, high] = [await optionAt(client, 'call', 0.5), await optionAt(client, 'call', 0.3)];
  const net = Number(low.ask) - Number(high.bid);
  const proposal = await propose(client, {
    symbol: 'AAPL',
    quantity: 1,
    order_type: 'LMT',
    // A little above what it costs now, so that it fills though a leg ticks up while the card is looked at.
    price: (net + 0.2).toFixed(2),
    legs: [
      { symbol: low.identifier, side: 'BUY' },
      { symbol: high.identifier, side: 'SELL' },
    ],
  });
  expect(proposal, JSON.stringify(proposal['controls'])).toMatchObject({ status: 'awaiting_approval' });
  const spread = `AAPL \\d{4}-\\d\\d-\\d\\d ${low.strike}/${high.strike} call spread`;
  const window = await app.approvalWindow();
  const ticket = window.getByRole('article', { name: new RegExp(`BUY 1 ${spread}`) });
  await expect(
    ticket.getByRole('row', { name: new RegExp(`BUY 1 × AAPL .* ${low.strike} CALL`) }),
  ).toBeVisible();
  await expect(
    ticket.getByRole('row', { name: new RegExp(`SELL 1 × AAPL .* ${high.strike} CALL`) }),
  ).toBeVisible();
  for (const theme of THEMES) {
    await chooseTheme(app, theme);
    await expectAccessible(window);
  }
  await approve(window, 'AAPL');
  await expectStatus(client, proposal['proposal_id'], 'filled');
  const { positions } = await callTool(client, 'tiger_get_positions', { account_id: DEMO });
  expect(positions).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ symbol: low.identifier, quantity: '1' }),
      expect.objectContaining({ symbol: high.identifier, quantity: '-1' }),
    ]),
  );

  // The list of orders calls it what the card called it, not by the name that it is filed under.
  await app.mainWindow.getByRole('button', { name: /^Orders/ }).click();
  await app.mainWindow.getByRole('tab', { name: 'Filled' }).click();
  await expect(app.mainWindow.getByRole('row', { name: new RegExp(`BUY 1 ${spread}`) })).toBeVisible();
  await expect(app.mainWindow.getByText(/COMBO/)).toHaveCount(0);
});

test('a covered call is closed by one run of the wizard: the call is bought back, then the shares are sold', async ({
  app,
}, testInfo) => {
  const door = new FaultDoor(app);
  const client = await app.mcpClient('Assistant One');
  await giveOptionTools(app.mainWindow, 'Assistant One');
  await switchOptionsOn(app.mainWindow);
  // Prices that stand still: a limit at the ask that was shown must still buy.
  const { last_price: last } = await callTool(client, 'tiger_get_quote', { symbol: 'AAPL' });
  await door.setPrice('AAPL', String(last));
  await door.placeElsewhere('AAPL', 'BUY', 100);
  const call = await optionAt(client, 'call', 0.3);
  const order = { symbol: call.identifier, side: 'SELL', quantity: 1, order_type: 'LMT', price: call.bid };
  const written = await propose(client, order);
  expect(written, JSON.stringify(written['controls'])).toMatchObject({ status: 'awaiting_approval' });
  const window = await app.approvalWindow();
  await approve(window, 'AAPL');
  await expectStatus(client, written['proposal_id'], 'filled');

  await app.mainWindow.getByRole('button', { name: /^Portfolio/ }).click();
  await app.mainWindow.getByRole('button', { name: 'Close positions…' }).click();
  const form = window.getByRole('region', { name: `Close positions on ${DEMO}` });
  await form.getByRole('checkbox', { name: 'Close AAPL', exact: true }).click({ timeout: 20_000 });
  // What stands behind the call is chosen with it.
  await expect(form.getByRole('checkbox', { name: new RegExp(`${call.strike} CALL`) })).toBeChecked();
  await expect(form).toContainText('is bought back: it stands behind it');
  await form.getByRole('textbox').fill(`Close positions on ${DEMO}`);
  await window.screenshot({ path: testInfo.outputPath('flatten-plan.png') });
  await holdToClose(window, /^Close 2 positions/);
  const progress = window.getByRole('region', { name: 'What became of it' });
  await expect(progress).toContainText('Every line has been handled', { timeout: 90_000 });
  await window.screenshot({ path: testInfo.outputPath('flatten-done.png') });
  await expect
    .poll(async () => (await callTool(client, 'tiger_get_positions', { account_id: DEMO }))['positions'], {
      timeout: 30_000,
    })
    .toEqual([]);
});
