import { beforeEach, describe, expect, it } from 'vitest';
import { PushHub } from '../../../../src/main/accounts/push-hub.ts';
import type { AccountNews, Wants } from '../../../../src/main/accounts/quote-feed.ts';
import { AppError } from '../../../../src/shared/app-error.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import type {
  ConnectionEvent,
  ForwardedEvent,
  MarketEvent,
} from '../../../../src/shared/ipc/worker-events.ts';
import { silentLogger } from '../../../support/silent-logger.ts';

const GROUP = 'a'.repeat(64);
const NONE: Wants = { quote: [], depth: [], trades: [], bar: [] };

/** The process of an account, as the hub sees it. */
class Line {
  readonly hosted: string[][] = [];
  readonly watched: Wants[] = [];
  readonly forwarded: ForwardedEvent[] = [];
  isDead = false;

  async push(name: string, input: unknown): Promise<unknown> {
    if (this.isDead) throw new AppError('unavailable', 'gone', { nextStep: 'wait' });
    if (name === 'push.watch') this.watched.push(input as Wants);
    else
      this.hosted.push((input as { accounts: { account: string }[] }).accounts.map(({ account }) => account));
    return {};
  }

  forward(event: ForwardedEvent): void {
    this.forwarded.push(event);
  }

  get isHost(): boolean {
    return (this.hosted.at(-1)?.length ?? 0) > 0;
  }
}

let hub: PushHub;
let news: AccountNews[];
let market: [string, MarketEvent | ConnectionEvent][];
let a: Line;
let b: Line;

beforeEach(async () => {
  news = [];
  market = [];
  hub = new PushHub({
    logger: silentLogger,
    onAccount: (each) => news.push(each),
    onMarket: (accountId, event) => market.push([accountId, event]),
    onStatus: () => undefined,
  });
  a = new Line();
  b = new Line();
  hub.up('a', a, { group: GROUP, account: 'U1' });
  hub.up('b', b, { group: GROUP, account: 'U2' });
  await hub.settled();
});

const state = (name: 'connected' | 'kicked_out' | 'refused' | 'reconnecting') =>
  ({ name: 'state', state: name, text: 'It is so.', nextStep: 'Do this.' }) as const;
const order = (accountId: string) =>
  ({
    name: 'order',
    accountId,
    brokerOrderId: '1',
    symbol: 'AAPL',
    statusText: 'Filled',
    filledQuantity: decimal(1),
    updatedAtMs: 1,
  }) as const;

describe('two accounts of one developer id', () => {
  it('have one connection, which hears of both', () => {
    expect(a.hosted.at(-1)).toEqual(['U1', 'U2']);
    expect(b.hosted).toEqual([]);
  });

  it('are told of their own, wherever it was pushed', () => {
    hub.take('a', order('b'));
    hub.take('a', order('a'));
    expect(news.map((each) => each.accountId)).toEqual(['b', 'a']);
    expect(b.forwarded).toEqual([order('b')]);
    expect(a.forwarded).toEqual([]);
  });

  it('are both told of the state and of a gap', () => {
    hub.take('a', state('connected'));
    hub.take('a', { name: 'gap' });
    expect([hub.status('a'), hub.status('b')]).toEqual([
      { state: 'connected', text: null },
      { state: 'connected', text: null },
    ]);
    expect(news).toEqual(['a', 'b'].map((accountId) => ({ name: 'gap', accountId })));
    expect(b.forwarded.map(({ name }) => name)).toEqual(['state', 'gap']);
  });

  it('lose nothing when the process that holds it ends: the other one takes over', async () => {
    a.isDead = true;
    hub.down('a');
    await hub.settled();
    expect(b.hosted).toEqual([['U2']]);
    hub.up('a', new Line(), { group: GROUP, account: 'U1' });
    await hub.settled();
    expect(b.hosted.at(-1)).toEqual(['U2', 'U1']);
  });

  it('do not hear what a process says that holds it no more', async () => {
    hub.down('a');
    await hub.settled();
    hub.up('a', a, { group: GROUP, account: 'U1' });
    await hub.settled();
    hub.take('a', order('a'));
    hub.take('a', state('kicked_out'));
    expect(news).toEqual([]);
    expect(hub.status('b').state).not.toBe('kicked_out');
  });

  it('of an account of somebody else, nothing is told', () => {
    hub.up('c', new Line(), { group: 'c'.repeat(64), account: 'U3' });
    hub.take('a', order('c'));
    expect(news).toEqual([]);
  });

  it('who joins a connection that stands reads once, since nothing was pushed of it before', async () => {
    hub.take('a', state('connected'));
    const c = new Line();
    hub.up('c', c, { group: GROUP, account: 'U3' });
    await hub.settled();
    expect(a.hosted.at(-1)).toEqual(['U1', 'U2', 'U3']);
    expect(c.forwarded).toMatchObject([{ name: 'state', state: 'connected' }]);
    expect(news).toEqual([{ name: 'gap', accountId: 'c' }]);
  });
});

describe('a connection that another program took', () => {
  it('is let go and not opened again, not even when processes come and go', async () => {
    hub.take('a', state('kicked_out'));
    await hub.settled();
    expect(a.hosted.at(-1)).toEqual([]);
    expect(hub.status('b')).toEqual({ state: 'kicked_out', text: 'It is so. Do this.' });
    hub.down('a');
    hub.down('b');
    const again = new Line();
    hub.up('a', again, { group: GROUP, account: 'U1' });
    await hub.settled();
    expect(again.hosted).toEqual([]);
    expect(hub.status('a').state).toBe('kicked_out');
  });

  it('comes back when a person takes it back', async () => {
    hub.take('a', state('kicked_out'));
    await hub.settled();
    hub.takeBack('b');
    await hub.settled();
    expect([a.isHost, b.isHost]).toEqual([true, false]);
  });
});

describe('a key that the service refuses', () => {
  it('is said again when the account that held the connection is gone', async () => {
    hub.take('a', state('refused'));
    await hub.settled();
    hub.take('b', state('connected'));
    hub.down('b');
    await hub.settled();
    expect(hub.status('a')).toEqual({ state: 'refused', text: 'It is so. Do this.' });
  });

  it('leaves the connection to the other account, and to nobody when all are refused', async () => {
    hub.take('a', state('refused'));
    await hub.settled();
    expect([a.isHost, b.isHost]).toEqual([false, true]);
    hub.take('b', state('refused'));
    await hub.settled();
    expect([a.isHost, b.isHost]).toEqual([false, false]);
    expect(hub.status('a').state).toBe('refused');
    hub.takeBack('a');
    await hub.settled();
    expect(a.isHost).toBe(true);
  });
});

describe('what is watched', () => {
  it('is asked of the process that holds the connection, for all accounts together', async () => {
    hub.want('a', { ...NONE, quote: ['AAPL'] });
    hub.want('b', { ...NONE, quote: ['MSFT'], depth: ['MSFT'] });
    await hub.settled();
    expect(a.watched.at(-1)).toEqual({ ...NONE, quote: ['AAPL', 'MSFT'], depth: ['MSFT'] });
    hub.down('a');
    await hub.settled();
    expect(b.watched.at(-1)).toEqual({ ...NONE, quote: ['MSFT'], depth: ['MSFT'] });
  });

  it('of what is only read, the newest are pushed too, and one that is known asks nothing anew', async () => {
    hub.take('b', { name: 'asked', symbols: ['NVDA'] });
    await hub.settled();
    expect(a.watched.at(-1)?.quote).toEqual(['NVDA']);
    const calls = a.watched.length;
    hub.take('a', { name: 'asked', symbols: ['NVDA'] });
    await hub.settled();
    expect(a.watched).toHaveLength(calls);
  });

  it('beyond the plan is said once; a larger plan grants it', async () => {
    const quote = Array.from({ length: 11 }, (_, index) => `S${index}`);
    hub.want('a', { ...NONE, quote });
    hub.want('a', { ...NONE, quote, depth: ['S0'] });
    await hub.settled();
    const told = () => market.filter(([accountId]) => accountId === 'a').map(([, event]) => event);
    expect(told()).toMatchObject([{ name: 'not_pushed', topic: 'quote', symbols: ['S10'] }]);
    hub.take('a', { name: 'usage', quoteLimit: 40, depthLimit: 10, tradesLimit: 40 });
    await hub.settled();
    expect(a.watched.at(-1)?.quote).toEqual(quote);
  });

  it('that the service refuses is told and not asked for again until the next connection', async () => {
    hub.want('a', { ...NONE, quote: ['AAPL', 'MSFT'] });
    hub.take('a', { name: 'not_pushed', topic: 'quote', symbols: ['AAPL'], text: 'no permission' });
    hub.want('a', { ...NONE, quote: ['AAPL', 'MSFT', 'NVDA'] });
    await hub.settled();
    expect(a.watched.at(-1)?.quote).toEqual(['MSFT', 'NVDA']);
    expect(market.map(([accountId]) => accountId)).toEqual(['a', 'b']);
    hub.take('a', state('connected'));
    hub.want('a', { ...NONE, quote: ['AAPL'] });
    await hub.settled();
    expect(a.watched.at(-1)?.quote).toEqual(['AAPL']);
  });
});
