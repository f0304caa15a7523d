import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ManualClock } from '../../src/gateway/gateway-clock.ts';
import type { FlattenRun } from '../../src/shared/domain/flatten.ts';
import { DEFAULT_RISK_SETTINGS } from '../../src/shared/domain/risk-settings.ts';
import { type CoreHarness, startCoreHarness } from '../support/core-harness.ts';

/** Monday 23 November 2026, 10:00 in New York. */
const OPEN_MS = Date.parse('2026-11-23T15:00:00Z');
const SLOW_MACHINE = { timeout: 90_000, interval: 100 } as const;

// biome-ignore lint/suspicious/noExplicitAny: answers are read as an assistant reads them, and judged by expectations
type Answer = Readonly<Record<string, any>>;
let harness: CoreHarness;
let client: Client;
let accountId: string;

beforeEach(async () => {
  harness = await startCoreHarness(
    { holdSeconds: 0 },
    { clock: new ManualClock({ startMs: OPEN_MS }), seed: 1 },
  );
  client = await harness.client();
  accountId = harness.core.accounts.find('demo')?.id ?? '';
  await harness.core.riskSettings.set(accountId, { ...DEFAULT_RISK_SETTINGS, areOptionsEnabled: true });
});
afterEach(() => harness.close());

async function call(name: string, args: Record<string, unknown> = {}): Promise<Answer> {
  const result = await client.callTool({ name, arguments: args });
  expect(result.isError, JSON.stringify(result.content)).not.toBe(true);
  return result.structuredContent as Answer;
}

const positions = async (): Promise<Answer[]> =>
  (await call('tiger_get_positions', { account_id: 'demo' }))['positions'];

/** A bull call spread on AAPL is bought and filled; the identifiers of its bought and its written leg. */
async function boughtSpread(quantity: number): Promise<{ bought: string; written: string }> {
  const { rows: expirations } = await call('tiger_get_option_expirations', { symbol: 'AAPL' });
  const expiry = expirations.find(([day]: string[]) => (day ?? '') >= '2026-12-18')?.[0];
  const chain = await call('tiger_get_option_chain', { symbol: 'AAPL', expiry, right: 'call', limit: 200 });
  const rows: Answer[] = chain['rows'].map((row: unknown[]) =>
    Object.fromEntries(chain['columns'].map((name: string, at: number) => [name, row[at]])),
  );
  const quoted = rows.filter(({ bid, ask }) => bid !== null && ask !== null);
  const at = quoted.findIndex(({ delta }) => Number(delta) < 0.5);
  const [low, high] = [quoted[at], quoted[at + 1]];
  if (low === undefined || high === undefined) throw new Error('no calls around the money');
  const proposal = await call('tiger_place_order', {
    account_id: 'demo',
    symbol: 'AAPL',
    side: 'BUY',
    quantity,
    order_type: 'LMT',
    price: String(Math.round((Number(low['ask']) - Number(high['bid'])) * 100) / 100),
    legs: [
      { symbol: low['identifier'], side: 'BUY' },
      { symbol: high['identifier'], side: 'SELL' },
    ],
    rationale: 'The user asked for it.',
  });
  const { proposal_id: proposalId } = proposal;
  const { trading } = harness.core;
  const card = await trading.card(proposalId);
  const { seal, acknowledgementsNeeded: acknowledged } = card;
  await trading.decide({ decision: 'approve', proposalId, seal, acknowledged, isStillWanted: true });
  await vi.waitFor(async () => {
    tick();
    expect(await positions()).toHaveLength(2);
  }, SLOW_MACHINE);
  return { bought: low['identifier'], written: high['identifier'] };
}

/** Looks at orders are due by the clock, which stands until it is moved. */
const tick = () => harness.gateway().control?.door.run({ action: 'advance_clock', byMs: 1_000 });

async function closeAll(): Promise<FlattenRun> {
  const { flatten } = harness.core.trading;
  const plan = await flatten.plan(accountId, 'limit');
  expect(plan.lines.map(({ obstacle }) => obstacle)).toEqual(plan.lines.map(() => null));
  const symbols = plan.lines.map(({ symbol }) => symbol);
  await flatten.confirm({ planId: plan.id, symbols, typedSentence: plan.sentence });
  return vi.waitFor(async () => {
    tick();
    const run = await flatten.latest(accountId);
    expect(run?.state).not.toBe('running');
    return run as FlattenRun;
  }, SLOW_MACHINE);
}

it('a spread is closed in one run while options and short sales are off: the written leg first', async () => {
  const { bought, written } = await boughtSpread(2);
  await harness.core.riskSettings.set(accountId, DEFAULT_RISK_SETTINGS);
  const run = await closeAll();
  expect(run.lines.map(({ symbol, outcome }) => [symbol, outcome])).toEqual([
    [written, 'sent'],
    [bought, 'sent'],
  ]);
  await vi.waitFor(async () => {
    tick();
    expect(await positions()).toEqual([]);
  }, SLOW_MACHINE);
  expect(await harness.core.trading.oversight.alerts()).toEqual([]);
}, 240_000);

it('a buy-back that the broker rejects leaves the bought leg where it is', async () => {
  const { bought, written } = await boughtSpread(1);
  const rule = { method: 'place_order', kind: 'refuse', code: 1200, message: 'Not today', count: 1 } as const;
  harness.gateway().control?.door.run({ action: 'add_fault', rule });
  const run = await closeAll();
  expect(run.lines).toMatchObject([{ symbol: written }, { symbol: bought, outcome: 'not_sent' }]);
  expect(run.lines[1]?.text).toContain('would be naked');
  expect(await positions()).toHaveLength(2);
}, 240_000);

it('a buy-back whose answer is lost is found again, and the bought leg follows it', async () => {
  const { bought, written } = await boughtSpread(1);
  const rule = { method: 'place_order', kind: 'reset_after', count: 1 } as const;
  harness.gateway().control?.door.run({ action: 'add_fault', rule });
  const run = await closeAll();
  expect(run.lines).toMatchObject([
    { symbol: written, outcome: 'sent' },
    { symbol: bought, outcome: 'sent' },
  ]);
  await vi.waitFor(async () => {
    tick();
    expect(await positions()).toEqual([]);
  }, SLOW_MACHINE);
  const sent = harness.gateway().control?.door.received() ?? [];
  expect(sent.filter(({ method }) => method === 'place_order')).toHaveLength(3);
}, 240_000);
