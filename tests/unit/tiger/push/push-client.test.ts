import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  SocketCommon_Command as Command,
  SocketCommon_DataType as DataType,
} from '../../../../src/tiger/push/generated/socket_common_pb.ts';
import { PushClient } from '../../../../src/tiger/push/push-client.ts';
import { SUBSCRIBED_NAMES_MAX } from '../../../../src/tiger/push/subscription-book.ts';
import { SteppedClock } from '../../../support/stepped-clock.ts';
import { RecordingListener, ScriptedPushServer } from './scripted-push-server.ts';

const ACCOUNT = '20200821144442583';
const SECOND_MS = 1_000;

let server: ScriptedPushServer;
let clock: SteppedClock;
let client: PushClient;
let heard: RecordingListener;

beforeEach(() => {
  server = new ScriptedPushServer();
  clock = new SteppedClock();
  heard = new RecordingListener();
  client = new PushClient({
    address: { host: '127.0.0.1', port: 9, isEncrypted: false },
    identity: { tigerId: '20150001', signature: 'c2lnbmVk' },
    openSocket: server.openSocket,
    clock,
    random: () => 0.5,
    listener: heard,
  });
});

afterEach(() => client.close());

const names = () => heard.states.map(({ name }) => name);
const subscribed = () => server.newest.of(Command.SUBSCRIBE).map(({ subscribe }) => subscribe);

describe('the greeting', () => {
  it('carries id and signature, and waits for the answer before it calls itself connected', async () => {
    client.subscribe({ topic: 'order', account: ACCOUNT });
    client.start();
    server.newest.open();
    expect(server.newest.requests).toHaveLength(1);
    expect(server.newest.requests[0]).toMatchObject({
      command: Command.CONNECT,
      connect: { tigerId: '20150001', sign: 'c2lnbmVk', acceptVersion: '3', sendInterval: 10_000 },
    });
    expect(names()).toEqual(['connecting']);
    server.newest.say({ command: Command.CONNECTED, id: 1, msg: '{"heart-beat":"10000,10000"}' });
    expect(names()).toEqual(['connecting', 'connected']);
    expect(subscribed()).toMatchObject([{ dataType: DataType.OrderStatus, account: ACCOUNT }]);
    expect(heard.gaps).toBe(1);
  });

  it.each([
    ['a bad signature', { code: 4, msg: 'bad sign' }],
    ['a refusal without a code', {}],
  ])('ends for good after %s', async (_what, answer) => {
    client.start();
    server.newest.open();
    server.newest.say({ command: Command.ERROR, id: 1, ...answer });
    await clock.advance(600 * SECOND_MS);
    expect(client.state).toMatchObject({ name: 'refused' });
    expect(client.state.nextStep).not.toBe('');
    expect(server.connections).toHaveLength(1);
    expect(server.newest.isDestroyed).toBe(true);
  });

  it('is tried again after an error that passes, and after silence', async () => {
    client.start();
    server.newest.open();
    server.newest.say({ command: Command.ERROR, id: 1, code: 1, msg: 'server error' });
    await clock.advance(SECOND_MS);
    expect(server.connections).toHaveLength(2);
    server.newest.open();
    await clock.advance(20 * SECOND_MS);
    expect(server.connections.length).toBeGreaterThan(2);
  });
});

describe('heart-beats', () => {
  it('are sent at the rate that was agreed', async () => {
    client.start();
    server.newest.welcome('2000,60000');
    await clock.advance(10 * SECOND_MS);
    expect(server.newest.of(Command.HEARTBEAT)).toHaveLength(5);
  });

  it.each(['nonsense', '0,0', '1,1', '999999999,999999999'])('stay reasonable after %s', async (text) => {
    client.start();
    server.newest.welcome(text);
    await clock.advance(SECOND_MS - 1);
    expect(server.newest.of(Command.HEARTBEAT)).toHaveLength(0);
    for (let second = 0; second < 60; second += 1) {
      server.connections[0]?.say({ command: Command.HEARTBEAT, id: 1 });
      await clock.advance(SECOND_MS);
    }
    expect(server.connections[0]?.of(Command.HEARTBEAT).length).toBeGreaterThan(0);
    expect(server.connections).toHaveLength(1);
  });

  it('are missed after one and a half intervals, and any frame counts as one', async () => {
    client.start();
    server.newest.welcome('2000,2000');
    for (let turn = 0; turn < 5; turn += 1) {
      await clock.advance(2_900);
      server.newest.say({ command: Command.MESSAGE, code: 112, msg: 'success' });
    }
    expect(server.connections).toHaveLength(1);
    await clock.advance(2_999);
    expect(names()).toEqual(['connecting', 'connected']);
    await clock.advance(1);
    expect(client.state.name).toBe('reconnecting');
    expect(server.connections[0]?.isDestroyed).toBe(true);
  });
});

describe('a lost connection', () => {
  it('comes back with everything that is subscribed, and says that something may have been missed', async () => {
    client.subscribe({ topic: 'quote', symbols: ['AAPL', '00700'] });
    client.subscribe({ topic: 'quote', symbols: [], market: 'HK' });
    client.subscribe({ topic: 'position', account: ACCOUNT });
    client.subscribe({ topic: 'stock_ranking', market: 'US', symbols: ['changeRate'] });
    client.start();
    server.newest.welcome();
    client.unsubscribe({ topic: 'quote', symbols: ['00700'] });
    client.subscribe({ topic: 'depth', symbols: ['AAPL'] });
    server.newest.drop();
    await clock.advance(SECOND_MS);
    server.newest.welcome();
    expect(server.connections).toHaveLength(2);
    expect(subscribed()).toMatchObject([
      { dataType: DataType.Quote, symbols: 'AAPL' },
      { dataType: DataType.Quote, market: 'HK' },
      { dataType: DataType.Position, account: ACCOUNT },
      { dataType: DataType.StockTop, market: 'US', symbols: 'changeRate' },
      { dataType: DataType.QuoteDepth, symbols: 'AAPL' },
    ]);
    expect(names()).toEqual(['connecting', 'connected', 'reconnecting', 'connected']);
    expect(heard.gaps).toBe(2);
  });

  it('is retried ever more slowly up to a minute, and fast again once a connection has held', async () => {
    client.start();
    const waits: number[] = [];
    for (let turn = 0; turn < 10; turn += 1) {
      server.newest.drop();
      await clock.advance(0);
      waits.push(clock.waits.at(-1) ?? 0);
      await clock.advance(waits.at(-1) ?? 0);
    }
    expect(waits.slice(0, 3)).toEqual([500, 1_000, 2_000]);
    expect(waits.at(-1)).toBe(60_000);
    expect(server.connections).toHaveLength(11);
    server.newest.welcome('60000,60000');
    await clock.advance(31 * SECOND_MS);
    server.newest.drop();
    await clock.advance(0);
    expect(clock.waits).toEqual([500]);
  });

  it.each([
    ['garbage', Uint8Array.from([3, 0xff, 0xff, 0xff])],
    ['a frame beyond all size', Uint8Array.from([0xff, 0xff, 0xff, 0xff, 0x0f])],
  ])('follows %s', async (_what, bytes) => {
    client.start();
    server.newest.welcome();
    server.newest.sayBytes(bytes);
    await clock.advance(0);
    expect(client.state.name).toBe('reconnecting');
    expect(server.newest.isDestroyed).toBe(true);
  });

  it('follows a service that does not read', async () => {
    client.start();
    server.newest.welcome();
    server.newest.unsentBytes = 1_000_000;
    client.subscribe({ topic: 'quote', symbols: ['AAPL'] });
    await clock.advance(0);
    expect(client.state.name).toBe('reconnecting');
  });
});

describe('a kick-out', () => {
  it('is final and says what to do', async () => {
    client.start();
    server.newest.welcome();
    server.newest.say({ command: Command.ERROR, code: 4001, msg: 'kick out by a new connection' });
    await clock.advance(3_600 * SECOND_MS);
    expect(client.state.name).toBe('kicked_out');
    expect(client.state.nextStep).toMatch(/close the other program/i);
    expect(server.connections).toHaveLength(1);
    expect(clock.waits).toEqual([]);
  });
});

describe('refused subscriptions', () => {
  it('are reported with what was asked and not asked for again', async () => {
    client.start();
    server.newest.welcome();
    client.subscribe({ topic: 'depth', symbols: ['AAPL'] });
    server.newest.say({ command: Command.MESSAGE, id: 2, code: 200, msg: "You don't have permission" });
    expect(heard.refusals).toEqual([
      { subscription: { topic: 'depth', symbols: ['AAPL'] }, code: 200, text: "You don't have permission" },
    ]);
    server.newest.drop();
    await clock.advance(SECOND_MS);
    server.newest.welcome();
    expect(subscribed()).toEqual([]);
  });

  it('are reported even if the answer does not say which, and when the result is no success', () => {
    client.start();
    server.newest.welcome();
    server.newest.say({ command: Command.MESSAGE, code: 200, msg: 'a\u0000\nb' });
    server.newest.say({ command: Command.MESSAGE, id: 99, code: 112, msg: 'failed: too many symbols' });
    server.newest.say({ command: Command.ERROR, code: 3002 });
    expect(heard.refusals.map(({ code, text }) => [code, text])).toEqual([
      [200, 'a b'],
      [112, 'failed: too many symbols'],
      [3002, 'no reason given'],
    ]);
    expect(client.state.name).toBe('connected');
  });

  it('stay away when all is well', () => {
    client.start();
    server.newest.welcome();
    server.newest.say({ command: Command.MESSAGE, id: 2, code: 112, msg: 'success' });
    server.newest.say({ command: Command.MESSAGE, id: 3, code: 113, msg: 'success' });
    expect(heard.refusals).toEqual([]);
  });
});

describe('subscriptions', () => {
  it('of an account that stay wanted are renewed, since the service stops all four with one', () => {
    for (const topic of ['order', 'fill', 'asset'] as const) client.subscribe({ topic, account: ACCOUNT });
    client.start();
    server.newest.welcome();
    server.newest.requests.length = 0;
    client.unsubscribe({ topic: 'fill', account: ACCOUNT });
    expect(server.newest.requests.map(({ command, subscribe }) => [command, subscribe?.dataType])).toEqual([
      [Command.UNSUBSCRIBE, DataType.OrderTransaction],
      [Command.SUBSCRIBE, DataType.OrderStatus],
      [Command.SUBSCRIBE, DataType.Asset],
    ]);
  });

  it('have a limit', () => {
    const symbols = Array.from({ length: SUBSCRIBED_NAMES_MAX }, (_, index) => `S${index}`);
    client.subscribe({ topic: 'quote', symbols });
    expect(() => client.subscribe({ topic: 'bar', symbols: ['AAPL'] })).toThrow(RangeError);
    client.unsubscribe({ topic: 'quote', symbols: [] });
    client.subscribe({ topic: 'bar', symbols: ['AAPL'] });
  });

  it('can be asked about', () => {
    client.start();
    server.newest.welcome();
    client.askUsage();
    expect(server.newest.of(Command.SEND)).toHaveLength(1);
    const msg = '{"limit":20,"used":1,"subscribedSymbols":["AAPL"],"askBidLimit":10}';
    server.newest.say({ command: Command.MESSAGE, id: 2, code: 111, msg });
    server.newest.say({ command: Command.MESSAGE, id: 3, code: 111, msg: 'nonsense' });
    expect(heard.usages).toMatchObject([
      { quoteLimit: 20, quoteUsed: 1, quoteSymbols: ['AAPL'], depthUsed: null },
    ]);
  });
});

describe('the end', () => {
  it('says goodbye and leaves nothing behind', async () => {
    client.start();
    server.newest.welcome();
    await client.close();
    expect(server.newest.of(Command.DISCONNECT)).toHaveLength(1);
    expect(server.newest.isDestroyed).toBe(true);
    expect(client.state.name).toBe('closed');
    await clock.advance(600 * SECOND_MS);
    expect(server.connections).toHaveLength(1);
    expect(clock.waits).toEqual([]);
  });

  it('comes at once while it waits to reconnect', async () => {
    client.start();
    server.newest.drop();
    await clock.advance(100);
    await client.close();
    await clock.advance(600 * SECOND_MS);
    expect(server.connections).toHaveLength(1);
  });

  it('follows a goodbye of the service only for a moment', async () => {
    client.start();
    server.newest.welcome();
    server.newest.say({ command: Command.DISCONNECT });
    await clock.advance(SECOND_MS);
    expect(server.connections).toHaveLength(2);
  });
});
