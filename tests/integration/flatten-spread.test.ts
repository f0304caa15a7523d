import { beforeEach, expect, it, vi } from 'vitest';
import type { FlattenRun } from '../../src/shared/domain/flatten.ts';
import { OPEN_MS, OptionMarket } from '../support/option-market.ts';

const SLOW_MACHINE = { timeout: 90_000, interval: 100 } as const;

const market = new OptionMarket();
beforeEach(async () => {
  await market.open(OPEN_MS);
  await market.allow({ areOptionsEnabled: true });
});
const accountId = () => market.harness.core.accounts.find('demo')?.id ?? '';

/** A bull call spread on AAPL is bought and filled; the identifiers of its bought and its written leg. */
async function boughtSpread(quantity: number): Promise<{ bought: string; written: string }> {
  const { options } = await market.chain('AAPL', 'call');
  const quoted = options.filter(({ bid, ask }) => bid !== null && ask !== null);
  const at = quoted.findIndex(({ delta }) => Number(delta) < 0.5);
  const [low, high] = [quoted[at], quoted[at + 1]];
  if (low === undefined || high === undefined) throw new Error('no calls around the money');
  const proposal = await market.call('tiger_place_order', {
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
  await market.approve(proposal);
  await vi.waitFor(async () => {
    market.tick();
    expect(await market.positions()).toHaveLength(2);
  }, SLOW_MACHINE);
  return { bought: low['identifier'], written: high['identifier'] };
}

async function closeAll(): Promise<FlattenRun> {
  const { flatten } = market.harness.core.trading;
  const plan = await flatten.plan(accountId(), 'limit');
  expect(plan.lines.map(({ obstacle }) => obstacle)).toEqual(plan.lines.map(() => null));
  const symbols = plan.lines.map(({ symbol }) => symbol);
  await flatten.confirm({ planId: plan.id, symbols, typedSentence: plan.sentence });
  return vi.waitFor(async () => {
    market.tick();
    const run = await flatten.latest(accountId());
    expect(run?.state).not.toBe('running');
    return run as FlattenRun;
  }, SLOW_MACHINE);
}

it('a spread is closed in one run while options and short sales are off: the written leg first', async () => {
  const { bought, written } = await boughtSpread(2);
  await market.allow({});
  const run = await closeAll();
  expect(run.lines.map(({ symbol, outcome }) => [symbol, outcome])).toEqual([
    [written, 'sent'],
    [bought, 'sent'],
  ]);
  await vi.waitFor(async () => {
    market.tick();
    expect(await market.positions()).toEqual([]);
  }, SLOW_MACHINE);
  expect(await market.harness.core.trading.oversight.alerts()).toEqual([]);
}, 240_000);

it('a buy-back that the broker rejects leaves the bought leg where it is', async () => {
  const { bought, written } = await boughtSpread(1);
  const rule = { method: 'place_order', kind: 'refuse', code: 1200, message: 'Not today', count: 1 } as const;
  market.harness.gateway().control?.door.run({ action: 'add_fault', rule });
  const run = await closeAll();
  expect(run.lines).toMatchObject([{ symbol: written }, { symbol: bought, outcome: 'not_sent' }]);
  expect(run.lines[1]?.text).toContain('would be naked');
  expect(await market.positions()).toHaveLength(2);
}, 240_000);

it('a buy-back whose answer is lost is found again, and the bought leg follows it', async () => {
  const { bought, written } = await boughtSpread(1);
  const rule = { method: 'place_order', kind: 'reset_after', count: 1 } as const;
  market.harness.gateway().control?.door.run({ action: 'add_fault', rule });
  const run = await closeAll();
  expect(run.lines).toMatchObject([
    { symbol: written, outcome: 'sent' },
    { symbol: bought, outcome: 'sent' },
  ]);
  await vi.waitFor(async () => {
    market.tick();
    expect(await market.positions()).toEqual([]);
  }, SLOW_MACHINE);
  const sent = market.harness.gateway().control?.door.received() ?? [];
  expect(sent.filter(({ method }) => method === 'place_order')).toHaveLength(3);
}, 240_000);
