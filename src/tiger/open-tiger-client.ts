import { systemClock } from './clock.ts';
import type { TigerConfig } from './config.ts';
import { readDeviceId } from './device-id.ts';
import { NodeTransport } from './http/node-transport.ts';
import type { RateLimiter } from './rate/rate-limiter.ts';
import { TigerClient } from './tiger-client.ts';

/** A client over the real network and clock. The caller closes it. */
export function openTigerClient(config: TigerConfig, rateLimiter: RateLimiter): TigerClient {
  return new TigerClient({
    config,
    deviceId: readDeviceId(),
    clock: systemClock,
    transport: new NodeTransport(),
    rateLimiter,
  });
}
