import type { MainCalls } from '../shared/ipc/main-calls.ts';
import { RateLane, type Slot } from '../shared/rate/rate-lane.ts';
import type { RpcClient } from '../shared/rpc/rpc-client.ts';
import type { Clock } from '../tiger/clock.ts';
import { RateLimiter } from '../tiger/rate/rate-limiter.ts';
import { TigerError } from '../tiger/tiger-error.ts';
import { callClient } from './call-client.ts';

/** Main answers within a millisecond; one that does not is busy with something worse. */
const BOOKING_TIMEOUT_MS = 5_000;

export interface RateLimiterInput {
  readonly tigerId: string;
  readonly account: string;
  readonly clock: Clock;
  /** null: this process is alone with its tiger id. */
  readonly main: RpcClient<MainCalls> | null;
}

export function openRateLimiter({ tigerId, account, clock, main }: RateLimiterInput): RateLimiter {
  const lane = new RateLane();
  return new RateLimiter({
    clock,
    book: (wish) => {
      const client = callClient.getStore() ?? null;
      if (main === null) return lane.book({ ...wish, account, client }, clock.monotonicMs());
      return bookInMain(main, { ...wish, tigerId, client });
    },
  });
}

async function bookInMain(
  main: RpcClient<MainCalls>,
  wish: { tigerId: string; method: string; client: string | null; waitMaxMs: number },
): Promise<Slot> {
  try {
    return await main.call('rate.book', wish, { timeoutMs: BOOKING_TIMEOUT_MS, hasEffects: false });
  } catch {
    throw new TigerError('busy', wish.method, 'the app gave no time for this call', { retryAfterMs: 1_000 });
  }
}
