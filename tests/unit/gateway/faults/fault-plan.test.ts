import { expect, test } from 'vitest';
import { FaultPlan } from '../../../../src/gateway/faults/fault-plan.ts';
import { RateLimiter } from '../../../../src/gateway/rate-limiter.ts';

test('a fault strikes its method as often as ordered, then no more', () => {
  const plan = new FaultPlan();
  plan.add({ kind: 'hang', method: 'orders', count: 2 });
  expect(plan.take('accounts')).toBeNull();
  expect(plan.take('orders')?.kind).toBe('hang');
  expect(plan.take('orders')?.isProcessed).toBe(false);
  expect(plan.take('orders')).toBeNull();
  plan.add({ kind: 'reset_after' });
  expect(plan.take('anything')).toMatchObject({ kind: 'reset_after', latencyMs: 0, isProcessed: true });
  plan.clear();
  expect(plan.take('anything')).toBeNull();
});

test('the rolling window admits the documented number of calls per method and developer', () => {
  let nowMs = 0;
  const limiter = new RateLimiter({ nowMs: () => nowMs });
  for (let call = 0; call < 10; call += 1) limiter.admit('1', 'market_state');
  expect(() => limiter.admit('1', 'market_state')).toThrow('up to 10 times per minute');
  limiter.admit('1', 'orders');
  limiter.admit('2', 'market_state');
  nowMs = 60_000;
  limiter.admit('1', 'market_state');
  for (let order = 0; order < 5; order += 1) limiter.admitOrder('A');
  expect(() => limiter.admitOrder('A')).toThrow('5 times per second');
});
