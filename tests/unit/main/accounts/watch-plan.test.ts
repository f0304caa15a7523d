import { describe, expect, it } from 'vitest';
import { PLAN_NOT_SAID, planWatches, watchLimits } from '../../../../src/main/accounts/watch-plan.ts';

const NONE = { quote: [], depth: [], trades: [], bar: [] };
const names = (count: number, prefix = 'S') =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const never = () => false;

describe('what the app lets itself be pushed', () => {
  it('is half of the plan: of the smallest while the service does not say, and bounded', () => {
    expect(watchLimits(PLAN_NOT_SAID)).toEqual({ quote: 10, depth: 5, trades: 10, bar: 10 });
    expect(watchLimits({ quoteLimit: 100, depthLimit: 50, tradesLimit: 40 })).toEqual({
      quote: 50,
      depth: 25,
      trades: 20,
      bar: 50,
    });
    expect(watchLimits({ quoteLimit: 2_000, depthLimit: 0, tradesLimit: null }).quote).toBe(200);
    expect(watchLimits({ quoteLimit: 2_000, depthLimit: 0, tradesLimit: null }).depth).toBe(0);
  });

  it('is first what is watched, each symbol once, then what was asked for last', () => {
    const wants = [
      { ...NONE, quote: ['A', 'B'] },
      { ...NONE, quote: ['B', 'C'], depth: ['A'] },
    ];
    const { granted, denied } = planWatches(wants, [...names(20), 'A'], PLAN_NOT_SAID, never);
    expect(granted.quote).toEqual(['A', 'B', 'C', 'S19', 'S18', 'S17', 'S16', 'S15', 'S14', 'S13']);
    expect(granted.depth).toEqual(['A']);
    expect(denied).toEqual(NONE);
  });

  it('is no more than the limit, and what is beyond it is said', () => {
    const { granted, denied } = planWatches([{ ...NONE, quote: names(12) }], ['X'], PLAN_NOT_SAID, never);
    expect(granted.quote).toEqual(names(10));
    expect(denied.quote).toEqual(['S10', 'S11']);
  });

  it('leaves out what the service refuses, which frees its place', () => {
    const isRefused = (topic: string, symbol: string) => topic === 'quote' && symbol === 'S0';
    const { granted, denied } = planWatches(
      [{ ...NONE, quote: names(11), depth: ['S0'] }],
      [],
      PLAN_NOT_SAID,
      isRefused,
    );
    expect(granted.quote).toEqual(names(11).slice(1));
    expect(granted.depth).toEqual(['S0']);
    expect(denied.quote).toEqual([]);
  });
});
