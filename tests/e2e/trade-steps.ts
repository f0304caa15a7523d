import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { expect, type Page } from '@playwright/test';
import type { RunningApp } from './launch-app.ts';

/** A client that the user has given the tools that move money, which no client has by itself. */
export async function moneyClient(app: RunningApp, name = 'e2e-client'): Promise<Client> {
  const pairing = await app.pairing(name);
  await app.mainWindow.getByRole('button', { name: 'Connect', exact: true }).click();
  const entry = app.mainWindow.getByRole('article', { name, exact: true });
  await entry.getByRole('button', { name: `Rules of ${name}` }).click();
  const box = entry.getByRole('checkbox', { name: /^Transfers/ });
  // Not `check`: the choice shows once it is saved, which the next line waits for.
  await box.click();
  await expect(box).toBeChecked();
  return app.mcpClient(name, pairing);
}

/** What a tool answered, as an assistant reads it. */
export type ToolAnswer = Record<string, unknown>;

export const DEMO = 'demo';

/** @throws when the tool answered with an error, showing it */
export async function callTool(
  client: Client,
  name: string,
  args: Record<string, unknown> = {},
): Promise<ToolAnswer> {
  const result = await client.callTool({ name, arguments: args });
  if (result.isError === true) throw new Error(`${name}: ${JSON.stringify(result.content)}`);
  return result.structuredContent as ToolAnswer;
}

/** The error of a tool that must fail. */
export async function callToolError(
  client: Client,
  name: string,
  args: Record<string, unknown>,
): Promise<ToolAnswer> {
  const result = await client.callTool({ name, arguments: args });
  expect(result.isError, JSON.stringify(result)).toBe(true);
  const [first] = result.content as { text: string }[];
  return JSON.parse(first?.text ?? 'null') as ToolAnswer;
}

/** Answers at once: `awaiting_approval`, unless a control objects. */
export async function propose(client: Client, order: Record<string, unknown> = {}): Promise<ToolAnswer> {
  return callTool(client, 'tiger_place_order', {
    account_id: DEMO,
    symbol: 'AAPL',
    side: 'BUY',
    quantity: 10,
    order_type: 'MKT',
    rationale: 'The user asked for ten shares.',
    wait_seconds: 0,
    ...order,
  });
}

export async function proposalStatus(client: Client, proposalId: unknown): Promise<string> {
  const { status } = await callTool(client, 'tiger_get_proposal', {
    proposal_id: proposalId,
    wait_seconds: 0,
  });
  return String(status);
}

export async function expectStatus(client: Client, proposalId: unknown, status: string): Promise<void> {
  await expect.poll(() => proposalStatus(client, proposalId), { timeout: 30_000 }).toBe(status);
}

/** The broker's orders for a symbol, whatever became of them. */
export async function brokerOrders(client: Client, symbol = 'AAPL'): Promise<ToolAnswer[]> {
  const { orders } = await callTool(client, 'tiger_get_orders', { account_id: DEMO, symbol });
  return orders as ToolAnswer[];
}

/** Chooses a waiting proposal of the approval window and holds Approve until the window has let go of it. */
export async function approve(page: Page, symbol = 'AAPL'): Promise<void> {
  await holdApprove(page, symbol);
  await expect(page.getByRole('button', { name: /^Approve/ })).toHaveCount(0, { timeout: 20_000 });
}

/** Presses Approve for as long as the card asks, and lets go; what follows is the caller's to expect. */
export async function holdApprove(page: Page, symbol = 'AAPL'): Promise<void> {
  const ticket = page.getByRole('article', { name: new RegExp(symbol) });
  await expect(ticket).toBeVisible({ timeout: 20_000 });
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  const button = page.getByRole('button', { name: /^Approve/ });
  await expect(button).toHaveAttribute('aria-disabled', 'false', { timeout: 20_000 });
  await button.hover();
  await page.mouse.down();
  const keepHolding = page.getByText('Keep holding');
  await expect(keepHolding).toBeVisible();
  // It says that it sends, or is gone already, once it was held long enough.
  await expect(keepHolding).toHaveCount(0, { timeout: 15_000 });
  await page.mouse.up();
}

/** Holds the button that closes positions until the window tells what became of them. */
export async function holdToClose(page: Page, name: RegExp): Promise<void> {
  const button = page.getByRole('button', { name });
  await expect(button).toHaveAttribute('aria-disabled', 'false', { timeout: 20_000 });
  await button.hover();
  await page.mouse.down();
  await expect(page.getByRole('region', { name: 'What became of it' })).toBeVisible({ timeout: 20_000 });
  await page.mouse.up();
}
