import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Page } from '@playwright/test';
import { openDatabase } from '../../src/main/database/database.ts';
import { FaultDoor } from '../e2e/fault-door.ts';
import { launchApp, type RunningApp } from '../e2e/launch-app.ts';
import { propose } from '../e2e/trade-steps.ts';
import { summary } from './percentiles.ts';
import { printFigure } from './print-figure.ts';

// From the assistant's call to the card on the screen, from Approve to the wire, and a queue that nobody has emptied.

const CARD_SAMPLES = 12;
const SEND_SAMPLES = 12;
/** Ten times as many as the app lets wait: only a database of another time could hold them. */
const WAITING = 1_000;
const LIST_SAMPLES = 20;
const OPEN_SAMPLES = 8;
/** They must not expire while they are looked at. */
const LIFETIME_MS = 3_600_000;

export async function benchApprovals(): Promise<void> {
  const homeDir = mkdtempSync(join(tmpdir(), 'tiger-bench-approvals-'));
  try {
    const app = await launchApp({ homeDir });
    try {
      const client = await app.mcpClient('bench');
      await loosen(app.mainWindow);
      await benchCards(app, client);
      await benchSending(app, client);
      await propose(client, { quantity: CARD_SAMPLES + SEND_SAMPLES + 1 });
    } finally {
      await app.close();
    }
    await multiplyWaiting(homeDir);
    await benchQueue(homeDir);
  } finally {
    rmSync(homeDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** More orders in a minute than a person makes. */
async function loosen(page: Page): Promise<void> {
  const [account] = (await ask(page, 'accounts.list', {})) as { id: string }[];
  const settings = (await ask(page, 'risk.get', { accountId: account?.id })) as object;
  const loose = {
    ...settings,
    ordersPerMinuteMax: 60,
    ordersPerDayMax: 1_000,
    approvalLifetimePaperMs: LIFETIME_MS,
  };
  await ask(page, 'risk.set', { accountId: account?.id, settings: loose, typedSentence: '' });
}

async function benchCards(app: RunningApp, client: Client): Promise<void> {
  const sample: number[] = [];
  for (let number = 1; number <= CARD_SAMPLES; number += 1) {
    const startedMs = performance.now();
    const proposing = propose(client, { quantity: number });
    const page = await app.approvalWindow();
    await page.getByRole('article', { name: new RegExp(`BUY ${number} AAPL`) }).waitFor();
    const elapsedMs = performance.now() - startedMs;
    // The first one opens the window.
    if (number > 1) sample.push(elapsedMs);
    else
      printFigure(
        'approvals: proposal to card on the screen, window opened for it',
        `${elapsedMs.toFixed(0)} ms`,
      );
    const { proposal_id: proposalId } = await proposing;
    await ask(page, 'approvals.decide', {
      decision: 'decline',
      proposalId,
      note: '',
      isClientBlocked: false,
    });
    await page.getByRole('button', { name: /Done|Next/ }).click();
  }
  printFigure('approvals: proposal to card on the screen, window open', summary(sample));
}

async function benchSending(app: RunningApp, client: Client): Promise<void> {
  const door = new FaultDoor(app);
  const page = await app.approvalWindow();
  const sample: number[] = [];
  for (let number = 1; number <= SEND_SAMPLES; number += 1) {
    const { proposal_id: proposalId } = await propose(client, {
      symbol: 'KO',
      quantity: CARD_SAMPLES + number,
    });
    const { seal } = (await ask(page, 'approvals.card', { proposalId })) as { seal: string };
    const before = await door.countOf('place_order');
    const startedMs = performance.now();
    const decision = { decision: 'approve', proposalId, seal, acknowledged: [], isStillWanted: true };
    const deciding = ask(page, 'approvals.decide', decision);
    while ((await door.countOf('place_order')) === before) {
      // Each look takes some milliseconds, and so far the figure is exact.
    }
    sample.push(performance.now() - startedMs);
    await deciding;
  }
  printFigure('approvals: approve to the order at the exchange', summary(sample));
}

/** Straight into the database: no door of the app lets so many wait. */
async function multiplyWaiting(homeDir: string): Promise<void> {
  const database = openDatabase({ path: join(homeDir, 'tiger-mcp.sqlite') });
  const row = await database.db
    .selectFrom('proposals')
    .selectAll()
    .where('state', '=', 'awaiting_approval')
    .executeTakeFirstOrThrow();
  for (let number = 0; number < WAITING; number += 1) {
    const id = `prp_${String(number).padStart(26, '0')}`;
    const card = row.card_json?.replaceAll(row.id, id) ?? null;
    const createdAtMs = row.created_at_ms - number;
    const copy = { ...row, id, card_json: card, request_id: null, created_at_ms: createdAtMs };
    await database.db.insertInto('proposals').values(copy).execute();
  }
  await database.close();
}

async function benchQueue(homeDir: string): Promise<void> {
  const app = await launchApp({ homeDir });
  try {
    const lists: number[] = [];
    while (lists.length < LIST_SAMPLES)
      lists.push(await timedInPage(app.mainWindow, 'proposals.list', { isWaitingOnly: true, limit: 200 }));
    printFigure(`approvals: ${WAITING} wait, list of 200, until the page has it`, summary(lists));
    const openMs = await timed(async () => {
      await ask(app.mainWindow, 'approvals.open', { proposalId: null });
      await (await app.approvalWindow()).getByRole('article').first().waitFor();
    });
    printFigure(`approvals: ${WAITING} wait, window opened with a card`, `${openMs.toFixed(0)} ms`);
    const page = await app.approvalWindow();
    const cards: number[] = [];
    for (let number = 1; number <= OPEN_SAMPLES; number += 1) {
      const proposalId = `prp_${String(number * 10).padStart(26, '0')}`;
      cards.push(await timedInPage(page, 'approvals.refresh', { proposalId }));
    }
    printFigure(`approvals: ${WAITING} wait, a card with new figures`, summary(cards));
  } finally {
    await app.close();
  }
}

/** As a window asks. @throws with the refusal */
async function ask(page: Page, name: string, input: object): Promise<unknown> {
  const asked = `window.app.invoke(${JSON.stringify(name)}, ${JSON.stringify(input)})`;
  const reply = (await page.evaluate(asked)) as { ok: boolean; value?: unknown; error?: { message: string } };
  if (!reply.ok) throw new Error(`${name}: ${reply.error?.message ?? 'refused'}`);
  return reply.value;
}

/** By the page's own clock: to bring a list of 200 over to the test driver takes ten times as long as to bring it to the page. */
async function timedInPage(page: Page, name: string, input: object): Promise<number> {
  const asked = `window.app.invoke(${JSON.stringify(name)}, ${JSON.stringify(input)})`;
  const timing = `(async () => {
    const startedMs = performance.now();
    const { ok, error } = await ${asked};
    return { elapsedMs: performance.now() - startedMs, refusal: ok ? null : error.message };
  })()`;
  const { elapsedMs, refusal } = (await page.evaluate(timing)) as {
    elapsedMs: number;
    refusal: string | null;
  };
  if (refusal !== null) throw new Error(`${name}: ${refusal}`);
  return elapsedMs;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}
