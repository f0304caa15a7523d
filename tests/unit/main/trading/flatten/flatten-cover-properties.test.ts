import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FLATTEN_WAITS } from '../../../../../src/main/trading/flatten/flatten-waits.ts';
import { type Decimal, decimal, sum } from '../../../../../src/shared/domain/decimal.ts';
import { toggled } from '../../../../../src/shared/domain/flatten.ts';
import type { Position } from '../../../../../src/shared/domain/portfolio.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../../../src/shared/domain/risk-settings.ts';
import { tempDatabases } from '../../../../support/temp-database.ts';
import { ACCOUNT_ID, TradingHarness } from '../../../../support/trading-harness.ts';
import { exchange, type Fate, HIGH, HIGH_PUT, LOW, LOW_PUT, option, share } from './option-exchange.ts';

/** Mostly nothing more fills, and waiting for it would prove nothing. */
const IMPATIENT = {
  ...FLATTEN_WAITS,
  lookAtOrdersEveryMs: 5,
  lookAtCoverEveryMs: 5,
  boughtBackWithinMs: 10,
  cancelledWithinMs: 2_000,
};

const databases = tempDatabases();
let harness: TradingHarness;

function begin(): void {
  harness = new TradingHarness(databases.open(databases.newPath()), undefined, IMPATIENT);
  harness.broker.bid = '3.19';
  harness.broker.ask = '3.20';
  harness.broker.last = '3.20';
}

const held = (): Position[] => harness.broker.positions as Position[];
const quantityOf = (symbol: string): number =>
  Number(sum(held().flatMap((each) => (each.symbol === symbol ? [each.quantity] : []))));
const placed = () =>
  harness.broker.placed.map(({ order }) => `${order.side} ${order.quantity} ${order.symbol}`);

async function ended() {
  await expect
    .poll(async () => (await harness.desk.flatten.latest(ACCOUNT_ID))?.state, { timeout: 60_000 })
    .not.toBe('running');
  return harness.desk.flatten.latest(ACCOUNT_ID);
}

/** Shares that written calls can ask for and nothing would deliver, with every open sale filled; of puts alike. */
function uncovered(right: 'C' | 'P'): number {
  const open = (symbol: string): number =>
    Number(
      sum(
        harness.broker.openOrders
          .filter((order) => order.symbol === symbol && order.side === 'SELL')
          .map(
            ({ quantity, filledQuantity }) => decimal(Number(quantity) - Number(filledQuantity)) as Decimal,
          ),
      ),
    );
  const of = (symbol: string) => quantityOf(symbol) - open(symbol);
  const options = held().filter(({ symbol }) => symbol[12] === right);
  const contracts = options.reduce((total, { symbol }) => total + of(symbol) * 100, 0);
  const shares = right === 'C' ? of('AAPL') : Math.max(0, -of('AAPL'));
  return Math.max(0, -(contracts + shares));
}

it('at no moment of any run does more of what is written stand naked than before', async () => {
  const fate = fc.constantFrom<Fate>('fills', 'rests', 'half', 'rejected', 'lost', 'lost_but_filled');
  const count = fc.integer({ min: -3, max: 3 });
  const world = fc.record({
    shares: fc.integer({ min: -3, max: 4 }),
    contracts: fc.record({ [LOW]: count, [HIGH]: count, [LOW_PUT]: count, [HIGH_PUT]: count }),
    fates: fc.record({ AAPL: fate, [LOW]: fate, [HIGH]: fate, [LOW_PUT]: fate, [HIGH_PUT]: fate }),
    areShortsEnabled: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(world, async ({ shares, contracts, fates, areShortsEnabled }) => {
      begin();
      await harness.riskSettings.set(ACCOUNT_ID, { ...DEFAULT_RISK_SETTINGS, areShortsEnabled });
      harness.broker.positions = [
        share(String(shares * 100)),
        ...Object.entries(contracts).map(([symbol, quantity]) => option(symbol, String(quantity))),
      ].filter(({ quantity }) => quantity !== '0');
      const nakedBefore = { C: uncovered('C'), P: uncovered('P') };
      // Noted and judged at the end: what is thrown at the broker's edge is only a lost answer to the desk.
      const worse: string[] = [];
      exchange(harness, fates, () => {
        if (uncovered('C') > nakedBefore.C) worse.push(`calls after ${placed().join(', ')}`);
        if (shares >= 0 && uncovered('P') > nakedBefore.P) worse.push(`puts after ${placed().join(', ')}`);
      });
      const plan = await harness.desk.flatten.plan(ACCOUNT_ID, 'limit');
      const chosen = plan.lines.reduce<string[]>(
        (all, line) => (all.includes(line.symbol) ? all : toggled(plan.lines, all, line)),
        [],
      );
      if (chosen.length === 0) return;
      await harness.desk.flatten.confirm({
        planId: plan.id,
        symbols: chosen,
        typedSentence: plan.sentence,
      });
      const run = await ended();
      expect(worse).toEqual([]);
      expect(run?.state).toBe('done');
      expect(harness.errors).toEqual([]);
    }),
    { numRuns: 40 },
  );
}, 300_000);
