import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ManualClock } from '../../src/gateway/gateway-clock.ts';
import { decimal } from '../../src/shared/domain/decimal.ts';
import { DEFAULT_RISK_SETTINGS, type RiskSettings } from '../../src/shared/domain/risk-settings.ts';
import { type CoreHarness, startCoreHarness } from '../support/core-harness.ts';

/** Monday 23 November 2026, 10:00 in New York. */
const OPEN_MS = Date.parse('2026-11-23T15:00:00Z');
/** Tuesday 24 November 2026, 10:30 in Hong Kong. */
const HK_OPEN_MS = Date.parse('2026-11-24T02:30:00Z');
const SLOW_MACHINE = { timeout: 60_000, interval: 100 } as const;

// biome-ignore lint/suspicious/noExplicitAny: answers are read as an assistant reads them, and judged by expectations
type Answer = Readonly<Record<string, any>>;
let harness: CoreHarness;
let client: Client;

async function open(startMs: number): Promise<void> {
  harness = await startCoreHarness({ holdSeconds: 0 }, { clock: new ManualClock({ startMs }), seed: 1 });
  client = await harness.client();
}
beforeEach(() => open(OPEN_MS));
afterEach(() => harness.close());

async function call(name: string, args: Record<string, unknown> = {}): Promise<Answer> {
  const result = await client.callTool({ name, arguments: args });
  expect(result.isError, JSON.stringify(result.content)).not.toBe(true);
  return result.structuredContent as Answer;
}

const propose = (order: Record<string, unknown>) =>
  call('tiger_place_order', {
    account_id: 'demo',
    side: 'BUY',
    quantity: 1,
    order_type: 'LMT',
    rationale: 'The user asked for it.',
    ...order,
  });

const controlsOf = ({ controls }: Answer): string[] =>
  controls.filter(({ level }: Answer) => level === 'block').map(({ control }: Answer) => control);

async function allow(settings: Partial<RiskSettings>): Promise<void> {
  const id = harness.core.accounts.find('demo')?.id ?? '';
  await harness.core.riskSettings.set(id, { ...DEFAULT_RISK_SETTINGS, ...settings });
}

async function approve({ proposal_id: proposalId, status }: Answer): Promise<void> {
  expect(status).toBe('awaiting_approval');
  const { trading } = harness.core;
  const card = await trading.card(proposalId);
  const acknowledged = card.acknowledgementsNeeded;
  const decided = await trading.decide({
    decision: 'approve',
    proposalId,
    seal: card.seal,
    acknowledged,
    isStillWanted: true,
  });
  expect(decided.isDelivered, decided.text).toBe(true);
}

async function becomes({ proposal_id }: Answer, wanted: string): Promise<Answer> {
  const read = () => call('tiger_get_proposal', { proposal_id, wait_seconds: 0 });
  await vi.waitFor(async () => {
    // Looks at orders are due by the clock, which stands until it is moved.
    harness.gateway().control?.door.run({ action: 'advance_clock', byMs: 1_000 });
    expect((await read())['status']).toBe(wanted);
  }, SLOW_MACHINE);
  return read();
}

/** The first expiry of a list that is a month or more away, and the option of it whose delta is nearest. */
async function optionAt(symbol: string, right: 'call' | 'put', delta: number): Promise<Answer> {
  const expirations = (await call('tiger_get_option_expirations', { symbol }))['rows'] as string[][];
  const expiry = expirations.find(([day]) => (day ?? '') >= '2026-12-18')?.[0];
  const { columns, rows } = await call('tiger_get_option_chain', { symbol, expiry, right, limit: 200 });
  const chain: Answer[] = rows.map((row: unknown[]) =>
    Object.fromEntries(columns.map((name: string, at: number) => [name, row[at]])),
  );
  const distance = (row: Answer) => Math.abs(Math.abs(Number(row['delta'])) - delta);
  const [nearest] = chain.filter(({ bid }) => bid !== null).sort((a, b) => distance(a) - distance(b));
  if (nearest === undefined) throw new Error(`no options on ${symbol}`);
  return nearest;
}

const positions = async (): Promise<Answer[]> =>
  (await call('tiger_get_positions', { account_id: 'demo' }))['positions'];

it('an option is blocked until the user switches the kind on, then bought, shown, and sold again', async () => {
  const { identifier, ask, strike } = await optionAt('AAPL', 'call', 0.3);
  const blocked = await propose({ symbol: identifier, price: ask });
  expect(controlsOf(blocked)).toEqual(['kinds_enabled']);
  expect(blocked['controls'][0].text).toContain('Only the user can switch them on: Risk');

  await allow({ areOptionsEnabled: true });
  const spoken = `aapl 2026-12-18 $${strike} call`;
  const bought = await propose({ symbol: spoken, price: ask });
  expect(bought).toMatchObject({ order: { symbol: identifier, security_type: 'OPT', currency: 'USD' } });
  const card = await harness.core.trading.card(bought['proposal_id']);
  expect(card).toMatchObject({
    contract: { multiplier: '100', underlying: 'AAPL' },
    order: { multiplier: '100' },
    notional: { estimate: String(Math.round(Number(ask) * 1000) / 10) },
    payoff: { expiry: { day: '2026-12-18' }, underlying: { symbol: 'AAPL' } },
  });
  await approve(bought);
  await becomes(bought, 'filled');
  expect(await positions()).toMatchObject([{ symbol: identifier, quantity: '1', security_type: 'OPT' }]);
  const fills = await call('tiger_get_transactions', { account_id: 'demo', symbol: spoken });
  expect(fills['rows'][0][fills['columns'].indexOf('symbol')]).toBe(identifier);

  const sold = await propose({ symbol: identifier, side: 'SELL', order_type: 'MKT' });
  expect(await harness.core.trading.card(sold['proposal_id'])).toMatchObject({ intent: 'closes' });
  await approve(sold);
  await becomes(sold, 'filled');
  expect(await positions()).toEqual([]);
  expect(await harness.core.trading.oversight.alerts()).toEqual([]);
}, 120_000);

it('a call is written against shares that are held and not without them; a put, with the cash for its shares', async () => {
  await allow({ areOptionsEnabled: true });
  const call30 = await optionAt('AAPL', 'call', 0.3);
  const write = { symbol: call30['identifier'], side: 'SELL', price: call30['bid'] };
  expect(controlsOf(await propose(write))).toContain('unlimited_loss');

  await allow({ areOptionsEnabled: true, orderNotionalMax: { USD: decimal(50_000) } });
  const shares = await propose({ symbol: 'AAPL', quantity: 100, order_type: 'MKT' });
  await approve(shares);
  await becomes(shares, 'filled');
  const covered = await propose(write);
  expect(controlsOf(covered), JSON.stringify(covered['controls'])).toEqual([]);
  const card = await harness.core.trading.card(covered['proposal_id']);
  expect(card).toMatchObject({ payoff: { notes: expect.arrayContaining(['call_is_covered']) } });
  await approve(covered);
  await becomes(covered, 'filled');
  expect(controlsOf(await propose({ ...write, price: call30['ask'] }))).toContain('unlimited_loss');
  const uncover = await propose({ symbol: 'AAPL', side: 'SELL', quantity: 100, order_type: 'MKT' });
  expect(controlsOf(uncover)).toContain('unlimited_loss');

  const put30 = await optionAt('AAPL', 'put', 0.3);
  const secured = await propose({ symbol: put30['identifier'], side: 'SELL', price: put30['bid'] });
  await approve(secured);
  await becomes(secured, 'filled');
  expect(await positions()).toMatchObject([
    { symbol: 'AAPL', quantity: '100' },
    { symbol: call30['identifier'], quantity: '-1' },
    { symbol: put30['identifier'], quantity: '-1' },
  ]);
}, 120_000);

it('an option at rest is listed, changed, and cancelled under its one name', async () => {
  await allow({ areOptionsEnabled: true });
  const { identifier, bid } = await optionAt('AAPL', 'call', 0.3);
  const price = (Math.floor(Number(bid) * 9) / 10).toFixed(1);
  const resting = await propose({ symbol: identifier, price });
  await approve(resting);
  const { order_id } = await becomes(resting, 'working');
  const listed = await call('tiger_get_orders', { account_id: 'demo', symbol: identifier, status: 'open' });
  expect(listed['orders']).toMatchObject([
    { symbol: identifier, quantity: '1', price: String(Number(price)) },
  ]);
  expect(controlsOf(await propose({ symbol: identifier, price }))).toContain('duplicate_order');

  const change = {
    account_id: 'demo',
    order_id,
    new_quantity: 2,
    rationale: 'Twice as many.',
    wait_seconds: 0,
  };
  const changed = await call('tiger_modify_order', change);
  await approve(changed);
  const order = () => call('tiger_get_order', { account_id: 'demo', order_id });
  await vi.waitFor(async () => expect((await order())['quantity']).toBe('2'), SLOW_MACHINE);
  await call('tiger_cancel_order', { account_id: 'demo', order_id });
  await becomes(resting, 'cancelled');
}, 120_000);

it('an option order whose answer is lost is found again', async () => {
  await allow({ areOptionsEnabled: true });
  const { identifier, ask } = await optionAt('AAPL', 'call', 0.3);
  const door = harness.gateway().control?.door;
  door?.run({ action: 'add_fault', rule: { method: 'place_order', kind: 'reset_after', count: 1 } });
  const bought = await propose({ symbol: identifier, price: ask });
  await approve(bought);
  await becomes(bought, 'filled');
  expect(door?.received().filter(({ method }) => method === 'place_order')).toHaveLength(1);
  expect(await positions()).toMatchObject([{ symbol: identifier, quantity: '1' }]);
}, 120_000);

it('an option on a share of Hong Kong goes by the name of its class, with its own multiplier', async () => {
  await harness.close();
  await open(HK_OPEN_MS);
  await allow({ areOptionsEnabled: true });
  const { identifier, ask, strike } = await optionAt('00700', 'call', 0.4);
  expect(identifier).toMatch(/^TCH\.HK/);
  const expiry = `20${identifier.slice(6, 8)}-${identifier.slice(8, 10)}-${identifier.slice(10, 12)}`;
  const bought = await propose({ symbol: `700 ${expiry} ${strike} C`, price: ask });
  expect(bought).toMatchObject({ order: { symbol: identifier, market: 'HK', currency: 'HKD' } });
  const card = await harness.core.trading.card(bought['proposal_id']);
  expect(card).toMatchObject({ contract: { multiplier: '100', underlying: '00700' } });
  await approve(bought);
  await becomes(bought, 'filled');
  expect(await positions()).toMatchObject([{ symbol: identifier, quantity: '1', currency: 'HKD' }]);
}, 120_000);
