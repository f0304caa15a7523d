import { RateLane } from '../../src/shared/rate/rate-lane.ts';
import type { Clock } from '../../src/tiger/clock.ts';
import { RateLimiter } from '../../src/tiger/rate/rate-limiter.ts';

/** A limiter that is alone with its tiger id. */
export function localLimiter(clock: Clock): RateLimiter {
  const lane = new RateLane();
  return new RateLimiter({
    clock,
    book: (wish) => lane.book({ ...wish, account: 'account', client: null }, clock.monotonicMs()),
  });
}
