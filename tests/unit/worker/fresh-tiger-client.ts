import { afterEach, beforeEach } from 'vitest';
import { NodeTransport } from '../../../src/tiger/http/node-transport.ts';
import { TigerClient } from '../../../src/tiger/tiger-client.ts';
import { localLimiter } from '../../support/local-limiter.ts';
import { LoopbackGateway } from '../tiger/loopback-gateway.ts';
import { ManualClock } from '../tiger/manual-clock.ts';

interface TigerLink {
  readonly gateway: LoopbackGateway;
  readonly client: TigerClient;
  readonly clock: ManualClock;
}

/** To be called once per test file: for each test a bare gateway, and a client of it with a clock that the test sets. */
export function freshTigerClient(): TigerLink {
  let link: TigerLink;
  beforeEach(async () => {
    const gateway = new LoopbackGateway();
    await gateway.start();
    const clock = new ManualClock();
    const client = new TigerClient({
      config: gateway.config(),
      deviceId: '02:00:5e:10:00:01',
      clock,
      transport: new NodeTransport(),
      rateLimiter: localLimiter(clock),
    });
    link = { gateway, client, clock };
  });
  afterEach(async () => {
    link.client.close();
    await link.gateway.stop();
  });
  return {
    get gateway() {
      return link.gateway;
    },
    get client() {
      return link.client;
    },
    get clock() {
      return link.clock;
    },
  };
}
