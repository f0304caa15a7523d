import { RateLane } from '../shared/rate/rate-lane.ts';
import { systemClock } from './clock.ts';
import type { TigerConfig } from './config.ts';
import { readDeviceId } from './device-id.ts';
import { NodeTransport } from './http/node-transport.ts';
import { RateLimiter } from './rate/rate-limiter.ts';
import { TigerClient } from './tiger-client.ts';

/**
 * A client over the real network and clock. The caller closes it.
 * @param rateLimiter by default one that is alone with the tiger id
 */
export function openTigerClient(config: TigerConfig, rateLimiter = ownRateLimiter(config)): TigerClient {
  return new TigerClient({
    config,
    deviceId: readDeviceId(),
    clock: systemClock,
    transport: new NodeTransport(),
    rateLimiter,
  });
}

function ownRateLimiter({ account }: TigerConfig): RateLimiter {
  const lane = new RateLane();
  return new RateLimiter({
    clock: systemClock,
    book: (wish) => lane.book({ ...wish, account, client: null }, systemClock.monotonicMs()),
  });
}
