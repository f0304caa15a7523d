import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ManualClock } from '../../src/gateway/gateway-clock.ts';
import { DEFAULT_RISK_SETTINGS, type RiskSettings } from '../../src/shared/domain/risk-settings.ts';
import { type CoreHarness, startCoreHarness } from '../support/core-harness.ts';

/** Monday 23 November 2026, 10:00 in New York. */
const OPEN_MS = Date.parse('2026-11-23T15:00:00Z');
const SLOW_MACHINE = { timeout: 60_000, interval: 100 } as const;

// biome-ignore lint/suspicious/noExplicitAny: answers are read as an assistant reads them, and judged by expectations
type Answer = Readonly<Record<string, any>>;
let harness: CoreHarness;
let client: Client;

beforeEach(async () => {
  harness = await startCoreHarness(
    { holdSeconds: 0 },
    { clock: new ManualClock({ startMs: OPEN_MS }), seed: 1 },
  );
  client = await harness.client();
  const id = harness.core.accounts.find('demo')?.id ?? '';
  const settings: RiskSettings = { ...DEFAULT_RISK_SETTINGS, areOptionsEnabled: true };
  await harness.core.riskSettings.set(id, settings);
});
afterEach(() => harness.close());

async function call(name: string, args: Record<string, unknown> = {}): Promise<Answer> {
  const result = await client.callTool({ name, arguments: args });
  expect(result.isError, JSON.stringify(result.content)).not.toBe(true);
  return result.structuredContent as Answer;
}

async function refused(name: string, args: Record<string, unknown>): Promise<string> {
  const result = await client.callTool({ name, arguments: args });
  expect(result.isError).toBe(true);
  return JSON.stringify(result.content);
}

interface Spread {
  readonly order: Record<string, unknown>;
  readonly low: Answer;
  readonly high: Answer;
  readonly ask: number;
  readonly expiry: string;
}

/** A bull call spread on AAPL of the first expiry of a month or more, around the money. */
async function spread(): Promise<Spread> {
  const { rows: expirations } = await call('tiger_get_option_expirations', { symbol: 'AAPL' });
  const expiry = expirations.find(([day]: string[]) => (day ?? '') >= '2026-12-18')?.[0];
  const { columns, rows } = await call('tiger_get_option_chain', {
    symbol: 'AAPL',
    expiry,
    right: 'call',
    limit: 200,
  });
  const chain: Answer[] = rows.map((row: unknown[]) =>
    Object.fromEntries(columns.map((name: string, at: number) => [name, row[at]])),
  );
  const quoted = chain.filter(({ bid, ask }) => bid !== null && ask !== null);
  const at = quoted.findIndex(({ delta }) => Number(delta) < 0.5);
  const [low, high] = [quoted[at], quoted[at + 1]];
  if (low === undefined || high === undefined) throw new Error('no calls around the money');
  const ask = Math.round((Number(low['ask']) - Number(high['bid'])) * 100) / 100;
  const legs = [
    { symbol: low['identifier'], side: 'BUY' },
    { symbol: `aapl ${expiry} ${high['strike']} call`, side: 'SELL' },
  ];
  const order = { account_id: 'demo', symbol: 'AAPL', side: 'BUY', quantity: 1, order_type: 'LMT', legs };
  return { order: { ...order, price: String(ask) }, low, high, ask, expiry };
}

const propose = (order: Record<string, unknown>) =>
  call('tiger_place_order', { ...order, rationale: 'The user asked for it.' });

async function approve({ proposal_id: proposalId, status, controls }: Answer): Promise<void> {
  expect(status, JSON.stringify(controls)).toBe('awaiting_approval');
  const { trading } = harness.core;
  const card = await trading.card(proposalId);
  const decided = await trading.decide({
    decision: 'approve',
    proposalId,
    seal: card.seal,
    acknowledged: card.acknowledgementsNeeded,
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

const positions = async (): Promise<Answer[]> =>
  (await call('tiger_get_positions', { account_id: 'demo' }))['positions'];
const blocks = ({ controls }: Answer): string[] =>
  controls.filter(({ level }: Answer) => level === 'block').map(({ control }: Answer) => control);
const cents = (amount: number) => String(Math.round(amount * 100) / 100);

it('a bull call spread is previewed, proposed, shown leg by leg, filled, and closed as a whole', async () => {
  const { order, low, high, ask } = await spread();
  const preview = await call('tiger_preview_order', order);
  expect(preview, JSON.stringify(preview['controls'])).toMatchObject({
    would_be_blocked: false,
    order: { security_type: 'MLEG', legs: [{ side: 'BUY', ratio: 1 }, { side: 'SELL' }] },
    broker: { passes: true },
    quote: { ask_price: cents(ask) },
  });

  const bought = await propose(order);
  const card = await harness.core.trading.card(bought['proposal_id']);
  const width = Number(high['strike']) - Number(low['strike']);
  expect(card).toMatchObject({
    intent: 'opens',
    order: { multiplier: '100' },
    combination: {
      comboType: 'VERTICAL',
      legs: [
        { symbol: low['identifier'], side: 'BUY', quote: { askPrice: low['ask'] } },
        { symbol: high['identifier'], side: 'SELL', quote: { bidPrice: high['bid'] } },
      ],
    },
    notional: { estimate: cents(ask * 100) },
    payoff: { figures: { maxLoss: { isLimited: true }, maxGain: { isLimited: true } } },
    marketSize: { averageDailyVolume: expect.any(String), displayedSize: expect.any(String) },
  });
  if (card.kind !== 'order') throw new Error('not the card of an order');
  // Greeks of the legs are of this moment, those of the card of the moment before.
  const delta = 100 * (Number(low['delta']) - Number(high['delta']));
  expect(Number(card.payoff?.greeks?.delta)).toBeCloseTo(delta, 0);
  expect(card.controls.find(({ control }) => control === 'size_against_market')?.level).toBe('pass');
  const figures = card.payoff?.figures;
  const fees = Number(figures?.fees ?? 0);
  expect(figures?.maxLoss.amount).toBe(cents(ask * 100 + fees));
  expect(figures?.maxGain.amount).toBe(cents((width - ask) * 100 - fees));
  await approve(bought);
  await becomes(bought, 'filled');
  expect(await positions()).toMatchObject([
    { symbol: low['identifier'], quantity: '1', security_type: 'OPT' },
    { symbol: high['identifier'], quantity: '-1', security_type: 'OPT' },
  ]);
  const lone = { ...order, legs: undefined, symbol: low['identifier'], side: 'SELL', price: low['bid'] };
  expect(blocks(await propose(lone))).toContain('unlimited_loss');

  const bid = cents(Number(low['bid']) - Number(high['ask']));
  const sold = await propose({ ...order, side: 'SELL', price: bid });
  expect(await harness.core.trading.card(sold['proposal_id'])).toMatchObject({ intent: 'closes' });
  await approve(sold);
  await becomes(sold, 'filled');
  expect(await positions()).toEqual([]);
  expect(await harness.core.trading.oversight.alerts()).toEqual([]);
}, 120_000);

it('a combination at rest is listed with its legs, is a duplicate of itself, is not changed, and is cancelled', async () => {
  const { order, low, high, expiry } = await spread();
  const resting = await propose({ ...order, price: '0.05' });
  await approve(resting);
  const { order_id } = await becomes(resting, 'working');
  for (const symbol of [undefined, 'AAPL', resting['order']['symbol']]) {
    const listed = await call('tiger_get_orders', {
      account_id: 'demo',
      status: 'open',
      ...(symbol === undefined ? {} : { symbol }),
    });
    expect(listed['orders']).toMatchObject([
      {
        name: `<untrusted>AAPL ${expiry} ${low['strike']}/${high['strike']} call spread</untrusted>`,
        security_type: 'MLEG',
        price: '0.05',
        legs: [
          { symbol: low['identifier'], side: 'BUY', ratio: 1 },
          { symbol: high['identifier'], side: 'SELL', ratio: 1 },
        ],
      },
    ]);
  }
  expect(blocks(await propose({ ...order, price: '0.05' }))).toContain('duplicate_order');
  const change = { account_id: 'demo', order_id, new_quantity: 2, rationale: 'More.', wait_seconds: 0 };
  expect(await refused('tiger_modify_order', change)).toContain('Tiger changes no combinations');
  await call('tiger_cancel_order', { account_id: 'demo', order_id });
  await becomes(resting, 'cancelled');
}, 120_000);

it('a combination whose answer is lost is found again and not sent twice', async () => {
  const { order } = await spread();
  const door = harness.gateway().control?.door;
  door?.run({ action: 'add_fault', rule: { method: 'place_order', kind: 'reset_after', count: 1 } });
  const bought = await propose(order);
  await approve(bought);
  await becomes(bought, 'filled');
  expect(door?.received().filter(({ method }) => method === 'place_order')).toHaveLength(1);
  expect(await positions()).toHaveLength(2);
}, 120_000);

it('what is no combination is refused with what to do', async () => {
  const { order } = await spread();
  const legs = order['legs'] as { symbol: string; side: string }[];
  const [first] = legs;
  const why = { rationale: 'The user asked for it.' };
  const tries: [Record<string, unknown>, string][] = [
    [{ legs: [first, first] }, 'must differ'],
    [{ legs: [first, { ...first, symbol: 'TSLA 2026-12-18 300 C' }] }, 'one underlying'],
    [{ order_type: 'MKT', price: undefined }, 'must be LMT for a combination'],
    [{ symbol: 'MSFT' }, 'symbol is MSFT'],
  ];
  for (const [change, text] of tries) {
    expect(await refused('tiger_place_order', { ...order, ...change, ...why })).toContain(text);
  }
  // A straddle that is sold can lose without limit, which short selling alone allows.
  const put = first === undefined ? '' : first.symbol.replace(/C(\d{8})$/, 'P$1');
  const straddle = { ...order, side: 'SELL', legs: [first, { symbol: put, side: 'BUY' }], price: '5' };
  expect(blocks(await propose(straddle))).toContain('unlimited_loss');
  // As a purchase the other way round costs nothing, there is no price to compare a limit with.
  const turned = legs.map((leg) => ({ ...leg, side: leg.side === 'BUY' ? 'SELL' : 'BUY' }));
  expect(blocks(await propose({ ...order, legs: turned }))).toContain('price_collar');
}, 120_000);
