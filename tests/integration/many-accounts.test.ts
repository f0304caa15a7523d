import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Gateway, startGateway } from '../../src/gateway/gateway.ts';
import { type CoreHarness, startCoreHarness } from '../support/core-harness.ts';
import { manyDevelopers, propertiesOfAll } from '../support/many-developers.ts';
import { workerProcess } from '../support/worker-process.ts';

// Main with 32 accounts, each in a real process of its own, all at once.

const ACCOUNTS = 32;
const DEVELOPERS = manyDevelopers(ACCOUNTS);
/** 32 processes load their code on whatever cores there are. */
const WAIT = { timeout: 240_000, interval: 100 };
const READ = { timeoutMs: 30_000 };

const homeDir = mkdtempSync(join(tmpdir(), 'many-accounts-'));
let harness: CoreHarness;
let gateway: Gateway;
let underWay = 0;
let underWayMax = 0;

beforeAll(async () => {
  gateway = await startGateway({ homeDir, tigerIds: DEVELOPERS });
  harness = await startCoreHarness({}, null, () => {
    underWay += 1;
    underWayMax = Math.max(underWayMax, underWay);
    const { link } = workerProcess();
    let isUp = false;
    link.port.onMessage((message) => {
      if ((message as { type?: unknown }).type !== 'configured' || isUp) return;
      isUp = true;
      underWay -= 1;
    });
    return link;
  });
}, 300_000);

afterAll(async () => {
  await harness.close();
  await gateway.close();
  rmSync(homeDir, { recursive: true, force: true });
}, 300_000);

it('all become ready, and each answers with figures of its own', { timeout: 300_000 }, async () => {
  const { accounts, admin, processes } = harness.core;
  const files = DEVELOPERS.flatMap((setup, index) =>
    propertiesOfAll(setup, gateway.developers[index]!.properties),
  );
  expect(files).toHaveLength(ACCOUNTS);
  const added = await Promise.all(
    files.map((properties, index) => admin.add({ alias: `account-${index + 1}`, label: '', properties })),
  );
  await vi.waitFor(
    () => expect(added.map(({ id }) => accounts.get(id).state)).toEqual(added.map(() => 'ready')),
    WAIT,
  );
  const answers = await Promise.all(
    added.map(async ({ id }) => {
      const reads = accounts.reads(id);
      const [profile, assets, quotes] = await Promise.all([
        reads.read('account.profile', {}, READ),
        reads.read('account.assets', {}, READ),
        reads.read('quotes.get', { symbols: ['AAPL'] }, READ),
      ]);
      return { lastFour: profile.lastFour, net: assets.netLiquidation, symbol: quotes[0]?.symbol };
    }),
  );
  expect(new Set(answers.map(({ lastFour }) => lastFour)).size).toBe(ACCOUNTS);
  expect(new Set(answers.map(({ net, symbol }) => `${net} ${symbol}`))).toEqual(new Set(['1000000 AAPL']));
  // A process each, none of them started twice, and never more at once than the gate lets in.
  const reports = (await processes.list()).filter(({ role }) => role === 'account');
  expect(new Set(reports.map(({ pid }) => pid)).size).toBe(ACCOUNTS + 1);
  expect(reports.map(({ restartsTotal }) => restartsTotal)).toEqual(reports.map(() => 0));
  expect(underWayMax).toBeLessThanOrEqual(4);
});
