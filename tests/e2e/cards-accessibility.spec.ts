import { expect, type Page } from '@playwright/test';
import { chooseTheme, expectAccessible, THEMES } from './accessible.ts';
import { test } from './fixture.ts';
import { approve, callTool, DEMO, expectStatus, moneyClient, propose } from './trade-steps.ts';

const WHY = { account_id: DEMO, rationale: 'The user asked for it.', wait_seconds: 0 };

/** A person turns to the card in the queue of those that wait. */
async function choose(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name }).first().click();
  await expect(page.getByRole('article', { name })).toBeVisible({ timeout: 20_000 });
}

for (const theme of THEMES) {
  test(`baskets, transfers, exchanges and closing are accessible in the ${theme} theme`, async ({ app }) => {
    await chooseTheme(app, theme);
    const client = await moneyClient(app);
    const { proposal_id: held } = await propose(client);
    const window = await app.approvalWindow();
    await approve(window);
    await expectStatus(client, held, 'filled');

    await callTool(client, 'tiger_place_basket', {
      ...WHY,
      orders: ['MSFT', 'NVDA'].map((symbol) => ({ symbol, side: 'BUY', quantity: 2, order_type: 'MKT' })),
    });
    await choose(window, /BASKET of 2/);
    await expectAccessible(window);
    const transfer = { from_segment: 'SEC', to_segment: 'FUT', currency: 'USD', amount: 500 };
    await callTool(client, 'tiger_transfer_segment_funds', { ...WHY, ...transfer });
    await choose(window, /TRANSFER 500/);
    await expectAccessible(window);
    const exchange = { source_currency: 'USD', target_currency: 'HKD', source_amount: 100 };
    await callTool(client, 'tiger_place_forex_order', { ...WHY, ...exchange });
    await choose(window, /EXCHANGE 100/);
    await expectAccessible(window);

    await app.mainWindow.getByRole('button', { name: 'Portfolio' }).click();
    await app.mainWindow.getByRole('button', { name: 'Close positions…' }).click();
    const form = window.getByRole('region', { name: `Close positions on ${DEMO}` });
    await expect(form).toContainText('10 AAPL', { timeout: 20_000 });
    await expectAccessible(window);
  });
}
