import { expect, type Page } from '@playwright/test';
import { FaultDoor } from './fault-door.ts';
import { test } from './fixture.ts';
import type { RunningApp } from './launch-app.ts';
import { expectStatus, proposalStatus, propose } from './trade-steps.ts';

const approveButton = (window: Page) => window.getByRole('button', { name: /^Approve/ });

/** The approval window with a card that may be approved, and the proposal it is about. */
async function waitingCard(app: RunningApp) {
  const client = await app.mcpClient();
  const { proposal_id: proposalId } = await propose(client);
  const window = await app.approvalWindow();
  await expect(approveButton(window)).toHaveAttribute('aria-disabled', 'false', { timeout: 20_000 });
  return { client, proposalId, window };
}

/** Name or label of what has the focus. */
function focused(window: Page): Promise<string> {
  return window.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '';
  });
}

test('a card is approved by keys alone: Tab from Decline to Approve, and Space held', async ({ app }) => {
  const { client, proposalId, window } = await waitingCard(app);
  // The safe answer has the focus when the card comes.
  await expect.poll(() => focused(window)).toBe('Decline');
  const order = [];
  do {
    await window.keyboard.press('Tab');
    order.push(await focused(window));
  } while (!order.at(-1)?.startsWith('Approve') && order.length < 10);
  expect(order.map((name) => name.replace(/^(Approve).*/, '$1'))).toEqual([
    'Edit',
    'Make a grant for orders like this',
    'Refresh now',
    'Approve',
  ]);
  await window.keyboard.press('Shift+Tab');
  await expect.poll(() => focused(window)).toBe('Refresh now');
  await window.keyboard.press('Tab');
  await window.keyboard.down('Space');
  const keepHolding = window.getByText('Keep holding');
  await expect(keepHolding).toBeVisible();
  await expect(keepHolding).toHaveCount(0, { timeout: 15_000 });
  await window.keyboard.up('Space');
  await expectStatus(client, proposalId, 'filled');
});

test('Enter held down, Space let go or called off, and a Space that was down before approve nothing', async ({
  app,
}) => {
  const { client, proposalId, window } = await waitingCard(app);
  const keepHolding = window.getByText('Keep holding');
  await approveButton(window).focus();
  // The second and later ones are repeats, as of a key that stays down.
  for (let count = 0; count < 30; count += 1) await window.keyboard.down('Enter');
  await window.keyboard.up('Enter');
  await expect(keepHolding).toHaveCount(0);

  await window.keyboard.down('Space');
  await expect(keepHolding).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(keepHolding).toHaveCount(0);
  for (let count = 0; count < 30; count += 1) await window.keyboard.down('Space');
  await expect(keepHolding).toHaveCount(0);
  await window.keyboard.up('Space');

  await window.keyboard.down('Space');
  await expect(keepHolding).toBeVisible();
  await window.keyboard.press('Tab');
  await expect(keepHolding).toHaveCount(0);
  await approveButton(window).focus();
  await window.keyboard.down('Space');
  await expect(keepHolding).toHaveCount(0);
  await window.keyboard.up('Space');
  expect(await proposalStatus(client, proposalId)).toBe('awaiting_approval');
  expect(await new FaultDoor(app).countOf('place_order')).toBe(0);
});

test('Escape leaves the forms of a card and decides nothing; Enter in the form of a refusal declines', async ({
  app,
}) => {
  const { client, proposalId, window } = await waitingCard(app);
  await window.keyboard.press('Escape');
  await expect(window.getByRole('article', { name: /BUY 10 AAPL/ })).toBeVisible();
  await window.getByRole('button', { name: 'Edit' }).press('Enter');
  await expect(window.getByLabel('Quantity')).toBeVisible();
  await window.getByLabel('Quantity').press('Escape');
  await expect(window.getByLabel('Quantity')).toHaveCount(0);
  await expect.poll(() => focused(window)).toBe('Decline');
  await window.keyboard.press('Enter');
  const reason = window.getByRole('textbox', { name: /^Reason/ });
  await expect(reason).toBeFocused();
  await window.keyboard.press('Escape');
  await expect(reason).toHaveCount(0);
  expect(await proposalStatus(client, proposalId)).toBe('awaiting_approval');

  await expect.poll(() => focused(window)).toBe('Decline');
  await window.keyboard.press('Enter');
  await reason.fill('Not today.');
  await window.keyboard.press('Enter');
  await expectStatus(client, proposalId, 'declined');
});
