import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { launchApp, PROJECT_DIR, type RunningApp } from '../e2e/launch-app.ts';
import { approve, callTool, expectStatus, propose } from '../e2e/trade-steps.ts';

// The README's pictures, from a real trade on the demo account.

const PICTURES_DIR = join(PROJECT_DIR, 'docs', 'images');

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(PICTURES_DIR, `${name}.png`), animations: 'disabled' });
}

async function takeAll(app: RunningApp): Promise<void> {
  const client = await app.mcpClient('Claude Desktop');
  for (const [symbol, quantity] of [
    ['MSFT', 12],
    ['SPY', 10],
    ['700', 100],
  ] as const) {
    const { proposal_id: id } = await propose(client, {
      symbol,
      quantity,
      rationale: 'Start of a core holding.',
    });
    const window = await app.approvalWindow();
    await approve(window, symbol);
    await expectStatus(client, id, 'filled');
    await window.getByRole('button', { name: /Done|Next/ }).click();
  }
  const { ask_price: ask } = await callTool(client, 'tiger_get_quote', { symbol: 'AAPL' });
  await propose(client, {
    order_type: 'LMT',
    price: ask,
    quantity: 18,
    rationale:
      'You asked for about 5,000 dollars of Apple. Eighteen shares at the ask come closest without going over.',
  });
  const window = await app.approvalWindow();
  await window.getByRole('article', { name: /BUY 18 AAPL/ }).waitFor();
  await take(window, 'approval');
  const { mainWindow } = app;
  for (const name of ['Portfolio', 'Audit']) {
    await mainWindow
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .first()
      .click();
    await mainWindow.getByRole('heading', { name, level: 1 }).waitFor();
    await mainWindow.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
    await take(mainWindow, name.toLowerCase());
  }
}

const homeDir = mkdtempSync(join(tmpdir(), 'tiger-pictures-'));
const app = await launchApp({ homeDir });
try {
  await takeAll(app);
} finally {
  await app.close();
  rmSync(homeDir, { recursive: true, force: true });
}
