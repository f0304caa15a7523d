import { expect } from 'vitest';
import { decimal } from '../../../../../src/shared/domain/decimal.ts';
import type { FlattenPlan, FlattenRun } from '../../../../../src/shared/domain/flatten.ts';
import type { Position } from '../../../../../src/shared/domain/portfolio.ts';
import { ACCOUNT_ID, type TradingHarness } from '../../../../support/trading-harness.ts';
import { holding } from '../../risk/control-facts-of.ts';

export const position = (symbol: string, quantity: string): Position => ({
  ...holding(quantity),
  symbol,
  name: `${symbol} Inc`,
  averageCost: decimal(150),
  multiplier: decimal(1),
});

export function planned(harness: TradingHarness, style: 'limit' | 'market' = 'limit'): Promise<FlattenPlan> {
  return harness.desk.flatten.plan(ACCOUNT_ID, style);
}

export function confirmed(
  harness: TradingHarness,
  plan: FlattenPlan,
  symbols = plan.lines.map(({ symbol }) => symbol),
): Promise<FlattenRun> {
  return harness.desk.flatten.confirm({ planId: plan.id, symbols, typedSentence: plan.sentence });
}

/** The run, once it is over. */
export async function ended(harness: TradingHarness): Promise<FlattenRun> {
  await expect
    .poll(async () => (await harness.desk.flatten.latest(ACCOUNT_ID))?.state, { timeout: 30_000 })
    .not.toBe('running');
  const run = await harness.desk.flatten.latest(ACCOUNT_ID);
  if (run === null) throw new Error('there is no run');
  return run;
}
