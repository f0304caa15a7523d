import { afterEach, beforeEach } from 'vitest';
import { NodeTransport } from '../../../src/tiger/http/node-transport.ts';
import type { OrderParams } from '../../../src/tiger/methods/order-methods.ts';
import { TigerClient } from '../../../src/tiger/tiger-client.ts';
import type { TigerError } from '../../../src/tiger/tiger-error.ts';
import { ExactNumber } from '../../../src/tiger/wire/exact-number.ts';
import { localLimiter } from '../../support/local-limiter.ts';
import { answerData, type Behaviour, LoopbackGateway } from './loopback-gateway.ts';
import { ManualClock } from './manual-clock.ts';

export const ORDER: OrderParams = {
  symbol: 'AAPL',
  sec_type: 'STK',
  currency: 'USD',
  action: 'BUY',
  order_type: 'LMT',
  total_quantity: 100n,
  limit_price: new ExactNumber('201.50'),
  time_in_force: 'DAY',
  outside_rth: false,
  order_id: 40139406481165313n,
};
export const IN_TIME = { timeoutMs: 5_000 };

/** A client and a bare gateway for each test; what the gateway does is set by the test. */
export class ClientFixture {
  readonly gateway = new LoopbackGateway(answerData([]));
  clock = new ManualClock();
  #client: TigerClient | null = null;

  get client(): TigerClient {
    this.#client ??= this.open();
    return this.#client;
  }

  /** Replaces the client by one with other properties. */
  open(more: Readonly<Record<string, string>> = {}): TigerClient {
    this.#client?.close();
    this.clock = new ManualClock();
    this.#client = new TigerClient({
      config: this.gateway.config(more),
      deviceId: '02:00:5e:10:00:01',
      clock: this.clock,
      transport: new NodeTransport(),
      rateLimiter: localLimiter(this.clock),
    });
    return this.#client;
  }

  async stop(): Promise<void> {
    this.#client?.close();
    await this.gateway.stop();
  }
}

/** To be called once per test file. */
export function freshClient(): () => ClientFixture {
  let fixture: ClientFixture;
  beforeEach(async () => {
    fixture = new ClientFixture();
    await fixture.gateway.start();
  });
  afterEach(() => fixture.stop());
  return () => fixture;
}

export async function failureOf(promise: Promise<unknown>): Promise<TigerError> {
  return promise.then(
    () => {
      throw new Error('expected a failure');
    },
    (error: TigerError) => error,
  );
}

export const drop: Behaviour = (_request, response) => response.socket?.destroy();

export function status(code: number, body: string, headers: Record<string, string> = {}): Behaviour {
  return (_request, response) => response.writeHead(code, headers).end(body);
}
