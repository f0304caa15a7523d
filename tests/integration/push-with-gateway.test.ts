import { X509Certificate } from 'node:crypto';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/tiger/clock.ts';
import { readTigerConfig } from '../../src/tiger/config.ts';
import { nodePushSocket } from '../../src/tiger/push/node-push-socket.ts';
import { PushClient } from '../../src/tiger/push/push-client.ts';
import type { PushEvent } from '../../src/tiger/push/push-event.ts';
import type { RefusedSubscription } from '../../src/tiger/push/push-listener.ts';
import type { PushStateName } from '../../src/tiger/push/push-state.ts';
import { signTigerId } from '../../src/tiger/wire/signature.ts';
import { type GatewayFixture, gatewayFixture } from '../support/gateway-fixture.ts';
import { until } from '../support/until.ts';

const ORDER = {
  symbol: 'AAPL',
  sec_type: 'STK',
  currency: 'USD',
  action: 'BUY',
  order_type: 'MKT',
  total_quantity: 10,
  time_in_force: 'DAY',
};

class Consumer {
  readonly states: PushStateName[] = [];
  readonly events: PushEvent[] = [];
  readonly refusals: RefusedSubscription[] = [];
  gaps = 0;
  usages = 0;
  readonly client: PushClient;

  constructor(properties: string, change: { signature?: string; certificate?: string | null } = {}) {
    const config = readTigerConfig(properties);
    if (config.push === null) throw new Error('the properties name no push address');
    const { address, pinnedCertificate } = config.push;
    this.client = new PushClient({
      address,
      identity: {
        tigerId: config.tigerId,
        signature: change.signature ?? signTigerId(config.tigerId, config.privateKey),
      },
      openSocket: nodePushSocket(change.certificate === undefined ? pinnedCertificate : change.certificate),
      clock: systemClock,
      random: () => 0,
      listener: {
        onState: ({ name }) => this.states.push(name),
        onGap: () => {
          this.gaps += 1;
        },
        onEvent: (event) => this.events.push(event),
        onRefusedSubscription: (refusal) => this.refusals.push(refusal),
        onUsage: () => {
          this.usages += 1;
        },
      },
    });
  }

  /** Answers come in order, so what was subscribed before holds now. */
  async hasSubscribed(): Promise<void> {
    const before = this.usages;
    this.client.askUsage();
    await until(() => expect(this.usages).toBeGreaterThan(before));
  }

  of<K extends PushEvent['kind']>(kind: K): Extract<PushEvent, { kind: K }>[] {
    return this.events.filter((event): event is Extract<PushEvent, { kind: K }> => event.kind === kind);
  }
}

let fixture: GatewayFixture;
let consumers: Consumer[];

function consume(change?: ConstructorParameters<typeof Consumer>[1]): Consumer {
  const consumer = new Consumer(fixture.gateway.properties, change);
  consumers.push(consumer);
  consumer.client.start();
  return consumer;
}

async function connected(): Promise<Consumer> {
  const consumer = consume();
  await until(() => expect(consumer.client.state.name).toBe('connected'));
  return consumer;
}

beforeEach(async () => {
  consumers = [];
  fixture = await gatewayFixture();
});

afterEach(async () => {
  await Promise.all(consumers.map(({ client }) => client.close()));
  await fixture.close();
});

describe('an account', () => {
  it('is told of an order from its acceptance to its fill, of the position and of the money', async () => {
    const consumer = await connected();
    for (const topic of ['order', 'fill', 'position', 'asset'] as const) {
      consumer.client.subscribe({ topic, account: fixture.account });
    }
    await consumer.hasSubscribed();
    const placed = await fixture.call('place_order', ORDER);
    expect(placed.code).toBe(0);
    await until(() => expect(consumer.of('order').at(-1)?.status).toBe('Filled'));
    await until(() => expect(consumer.of('asset').length).toBeGreaterThan(0));
    const [fill] = consumer.of('fill');
    const order = consumer.of('order').at(-1);
    expect(consumer.of('order')[0]?.status).toBe('Initial');
    expect(fill).toMatchObject({ symbol: 'AAPL', side: 'BUY', brokerOrderId: order?.brokerOrderId });
    expect(order?.filledQuantity).toBe('10');
    expect(consumer.of('position').at(-1)).toMatchObject({ symbol: 'AAPL', quantity: '10' });
    const read = await fixture.call('orders', { id: BigInt(order?.brokerOrderId ?? '0') });
    expect(read.code).toBe(0);
  });

  it('of another developer stays closed', async () => {
    const consumer = await connected();
    consumer.client.subscribe({ topic: 'order', account: '12345678' });
    await until(() => expect(consumer.refusals).toMatchObject([{ code: 200 }]));
    await fixture.call('place_order', ORDER);
    await fixture.call('orders');
    expect(consumer.events).toEqual([]);
  });
});

describe('the market', () => {
  it('is told as it moves: prices, bid and ask, depth, trades and bars', async () => {
    const consumer = await connected();
    for (const topic of ['quote', 'depth', 'trades', 'bar'] as const) {
      consumer.client.subscribe({ topic, symbols: ['AAPL'] });
    }
    consumer.client.subscribe({ topic: 'stock_ranking', market: 'HK', symbols: ['volume'] });
    fixture.gateway.control?.door.setPrice('AAPL', '321.5');
    await until(() => expect(consumer.of('quote').some(({ lastPrice }) => lastPrice === '321.5')).toBe(true));
    await until(() => expect(consumer.of('bar').length).toBeGreaterThan(0));
    expect(consumer.of('quote').map(({ part }) => part)).toEqual(expect.arrayContaining(['basic', 'bbo']));
    expect(consumer.of('depth')[0]?.asks.length).toBeGreaterThan(1);
    expect(consumer.of('trades')[0]?.trades[0]?.price).toMatch(/^\d+(\.\d+)?$/);
    expect(consumer.of('ranking')[0]?.rows).toHaveLength(10);
    fixture.gateway.control?.door.setPrice('AAPL', '322.5');
    await until(() => expect(consumer.of('quote').some(({ lastPrice }) => lastPrice === '322.5')).toBe(true));
  });

  it('is told of options, spelled either way, and of futures', async () => {
    const consumer = await connected();
    const [expiry] = (await fixture.call('option_expiration', { symbols: ['AAPL'] })).data[0].dates.slice(-1);
    const day = expiry.replaceAll('-', '');
    const { contractCode } = (await fixture.call('future_current_contract', { type: 'ES' })).data;
    consumer.client.subscribe({ topic: 'option', symbols: [`AAPL ${day} 270.0 CALL`] });
    consumer.client.subscribe({ topic: 'future', symbols: [contractCode] });
    const identifier = `AAPL  ${day.slice(2)}C00270000`;
    await until(() =>
      expect(consumer.of('quote').map(({ symbol }) => symbol)).toEqual(
        expect.arrayContaining([identifier, contractCode]),
      ),
    );
    consumer.client.subscribe({ topic: 'future', symbols: ['AAPL'] });
    await until(() => expect(consumer.refusals).toHaveLength(1));
  });

  it('refuses what it does not have', async () => {
    const consumer = await connected();
    consumer.client.subscribe({ topic: 'quote', symbols: ['NOSUCH'] });
    await until(() => expect(consumer.refusals[0]?.text).toContain('NOSUCH'));
  });
});

describe('the connection', () => {
  it('belongs to the newest program of a developer; the older one stops', async () => {
    const older = await connected();
    const newer = await connected();
    await until(() => expect(older.client.state.name).toBe('kicked_out'));
    expect(newer.client.state.name).toBe('connected');
    expect(older.states).toEqual(['connecting', 'connected', 'kicked_out']);
  });

  it('is refused with a wrong signature', async () => {
    const consumer = consume({ signature: Buffer.from('wrong').toString('base64') });
    await until(() => expect(consumer.client.state.name).toBe('refused'));
    expect(consumer.client.state.text).toContain('signature');
  });

  it('is not opened to a certificate that nobody vouches for', async () => {
    const consumer = consume({ certificate: null });
    await until(() => expect(consumer.states).toContain('reconnecting'));
    expect(consumer.client.state.text).toContain('DEPTH_ZERO_SELF_SIGNED_CERT');
    expect(consumer.states).not.toContain('connected');
  });

  it('comes back after a cut, with its subscriptions and a word of the gap', async () => {
    const consumer = await connected();
    consumer.client.subscribe({ topic: 'order', account: fixture.account });
    await consumer.hasSubscribed();
    fixture.gateway.control?.door.run({ action: 'add_push_fault', fault: { kind: 'drop' } });
    await fixture.call('place_order', ORDER);
    await until(() => expect(consumer.gaps).toBe(2));
    expect(consumer.states).toEqual(['connecting', 'connected', 'reconnecting', 'connected']);
    await consumer.hasSubscribed();
    await fixture.call('place_order', ORDER);
    await until(() => expect(consumer.of('order').length).toBeGreaterThan(0));
  });

  it('finds a gateway again that was started anew at the same place', async () => {
    const pushPort = Number(fixture.gateway.pushAddress.split(',')[2]);
    const consumer = await connected();
    await fixture.gateway.close();
    await until(() => expect(consumer.client.state.name).toBe('reconnecting'));
    const again = await gatewayFixture({ homeDir: fixture.homeDir, pushPort });
    fixture = again;
    await until(() => expect(consumer.client.state.name).toBe('connected'));
    expect(consumer.gaps).toBe(2);
  });
});

describe('faults on the way', () => {
  it('bring a message twice or late, and both arrive', async () => {
    const consumer = await connected();
    consumer.client.subscribe({ topic: 'order', account: fixture.account });
    await consumer.hasSubscribed();
    const door = fixture.gateway.control?.door;
    door?.run({ action: 'add_push_fault', fault: { kind: 'reorder' } });
    door?.run({ action: 'add_push_fault', fault: { kind: 'duplicate' } });
    await fixture.call('place_order', ORDER);
    await until(() => expect(consumer.of('order').at(-1)?.status).toBe('Filled'));
    const kinds = consumer.events.map(({ kind }) => kind);
    expect(kinds[0]).not.toBe('order');
    expect(kinds.filter((kind) => kind === 'asset').length).toBeGreaterThan(1);
    expect(consumer.client.state.name).toBe('connected');
  });
});

describe('a message that is lost', () => {
  it('leaves a hole that nothing fills but a read', async () => {
    const consumer = await connected();
    consumer.client.subscribe({ topic: 'order', account: fixture.account });
    await consumer.hasSubscribed();
    fixture.gateway.control?.door.run({ action: 'add_push_fault', fault: { kind: 'lose', count: 10_000 } });
    expect((await fixture.call('place_order', ORDER)).code).toBe(0);
    await until(async () => {
      const { items } = (await fixture.call('orders')).data;
      expect(items[0]).toMatchObject({ status: 'Filled' });
    });
    await consumer.hasSubscribed();
    expect(consumer.events).toEqual([]);
    expect(consumer.client.state.name).toBe('connected');
  });
});

describe('the service', () => {
  it('shows the same certificate at every start, good for this machine only', () => {
    const { push } = readTigerConfig(fixture.gateway.properties);
    const certificate = new X509Certificate(Buffer.from(push?.pinnedCertificate ?? '', 'base64'));
    expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(certificate.checkIP('127.0.0.2')).toBeUndefined();
    expect(certificate.verify(certificate.publicKey)).toBe(true);
  });

  it('lets nobody in without TLS', async () => {
    const port = Number(fixture.gateway.pushAddress.split(',')[2]);
    const socket = connect({ host: '127.0.0.1', port });
    socket.on('error', () => {});
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.write(Buffer.from('0408081001', 'hex'));
    await closed;
  });
});
