import { beforeEach, describe, expect, it } from 'vitest';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import type { ForwardedEvent } from '../../../../src/shared/ipc/worker-events.ts';
import type { PushListener } from '../../../../src/tiger/push/push-listener.ts';
import { CONNECTED, kickedOut } from '../../../../src/tiger/push/push-state.ts';
import type { PushSubscription } from '../../../../src/tiger/push/push-subscription.ts';
import { TOLD_EVERY_MS } from '../../../../src/worker/push/paced-outlet.ts';
import { PushHost } from '../../../../src/worker/push/push-host.ts';
import { SteppedClock } from '../../../support/stepped-clock.ts';
import { ACCOUNT, fill, order, quote, trade } from './push-messages.ts';

const OWN = { accountId: 'acc_abcdefgh12345678', account: ACCOUNT };
const OTHER = { accountId: 'acc_abcdefgh00000000', account: 'U1' };
const NONE = { quote: [], depth: [], trades: [], bar: [] };
const EVERYTHING = ['order', 'fill', 'position', 'asset'];

let clock: SteppedClock;
let told: ForwardedEvent[];
let wanted: PushSubscription[];
let unwanted: PushSubscription[];
let listeners: PushListener[];
let closed: number;
let usagesAsked: number;
let host: PushHost;

beforeEach(() => {
  clock = new SteppedClock();
  told = [];
  wanted = [];
  unwanted = [];
  listeners = [];
  closed = 0;
  usagesAsked = 0;
  host = new PushHost({
    clock,
    tell: (event) => told.push(event),
    openClient: (listener) => {
      listeners.push(listener);
      return {
        start: () => undefined,
        subscribe: (subscription) => wanted.push(subscription),
        unsubscribe: (subscription) => unwanted.push(subscription),
        askUsage: () => {
          usagesAsked += 1;
        },
        close: async () => {
          closed += 1;
        },
      };
    },
  });
});

const listener = () => listeners.at(-1) as PushListener;
const watchQuotes = (...symbols: string[]) => host.watch({ ...NONE, quote: symbols });

describe('the connection', () => {
  it('is opened for the first account, and hears of everything of all', async () => {
    watchQuotes('AAPL');
    expect(listeners).toEqual([]);
    await host.host([OWN]);
    expect(wanted).toEqual([
      ...EVERYTHING.map((topic) => ({ topic, account: ACCOUNT })),
      { topic: 'quote', symbols: ['AAPL'] },
    ]);
    wanted.length = 0;
    await host.host([OWN, OTHER]);
    expect(wanted).toEqual(EVERYTHING.map((topic) => ({ topic, account: 'U1' })));
    expect(listeners).toHaveLength(1);
    await host.host([OTHER]);
    expect(unwanted).toEqual(EVERYTHING.map((topic) => ({ topic, account: ACCOUNT })));
  });

  it('is closed for no account; what it still says then is not told', async () => {
    await host.host([OWN]);
    const old = listener();
    await host.host([]);
    expect(closed).toBe(1);
    old.onState(CONNECTED);
    old.onEvent(order({}));
    expect(told).toEqual([]);
    await host.host([OWN]);
    expect(listeners).toHaveLength(2);
  });

  it('tells its state, and asks what its plan allows', async () => {
    await host.host([OWN]);
    listener().onState(CONNECTED);
    listener().onGap();
    expect(usagesAsked).toBe(1);
    listener().onUsage({
      quoteLimit: 20,
      quoteUsed: 1,
      quoteSymbols: [],
      depthLimit: 10,
      depthUsed: 0,
      depthSymbols: [],
      tradesLimit: null,
      tradesUsed: null,
      tradesSymbols: [],
    });
    listener().onState(kickedOut('a new connection'));
    expect(told.map((event) => ('state' in event ? event.state : event.name))).toEqual([
      'connected',
      'gap',
      'usage',
      'kicked_out',
    ]);
    expect(told[2]).toEqual({ name: 'usage', quoteLimit: 20, depthLimit: 10, tradesLimit: null });
  });
});

describe('what is of an account', () => {
  it('carries the account it is of; of an account that is not hosted nothing is told', async () => {
    await host.host([OWN, OTHER]);
    const position = {
      kind: 'position',
      symbol: 'AAPL',
      identifier: null,
      securityType: 'STK',
      currency: 'USD',
      quantity: decimal('1.5'),
      salableQuantity: null,
      averageCost: null,
      lastPrice: null,
      marketValue: null,
      unrealizedPnl: null,
      asOfMs: null,
    } as const;
    listener().onEvent({ ...position, account: 'another' });
    listener().onEvent({ ...position, account: 'U1' });
    const { accountId } = OTHER;
    expect(told).toEqual([
      { name: 'position', accountId, symbol: 'AAPL', securityType: 'STK', quantity: '1.5' },
    ]);
  });

  it('is told once, and never backwards', async () => {
    await host.host([OWN]);
    listener().onEvent(order({ status: 'Filled', filledQuantity: decimal(100), updatedAtMs: 9 }));
    listener().onEvent(order({ status: 'Submitted', updatedAtMs: 5 }));
    listener().onEvent(order({ status: 'Filled', filledQuantity: decimal(100), updatedAtMs: 9 }));
    for (let again = 0; again < 3; again += 1) listener().onEvent(fill({ fillId: '7' }));
    expect(told.map(({ name }) => name)).toEqual(['order', 'fill']);
  });

  it('is dropped if it has not any known form', async () => {
    await host.host([OWN]);
    listener().onEvent(fill({ brokerOrderId: 'not an id' }));
    expect(told).toEqual([]);
  });
});

describe('what is of a symbol', () => {
  beforeEach(() => host.host([OWN]));

  const quotes = () => told.flatMap((event) => (event.name === 'quote' ? [event.quote] : []));

  it('makes one quote of its parts: at once, then no more than ten a second', async () => {
    watchQuotes('AAPL');
    listener().onEvent(quote({ part: 'bbo', bidPrice: decimal(1), askPrice: decimal(2) }));
    expect(quotes()).toMatchObject([{ bidPrice: '1', askPrice: '2', lastPrice: null, isComplete: false }]);
    for (let price = 1; price <= 1_000; price += 1) listener().onEvent(quote({ lastPrice: decimal(price) }));
    expect(quotes()).toHaveLength(1);
    await clock.advance(TOLD_EVERY_MS);
    expect(quotes()).toHaveLength(2);
    expect(quotes()[1]).toMatchObject({ lastPrice: '1000', bidPrice: '1', askPrice: '2', isComplete: true });
    await clock.advance(TOLD_EVERY_MS);
    listener().onEvent(quote({ part: 'bbo', asOfMs: 2 }));
    expect(quotes().at(-1)).toMatchObject({ lastPrice: '1000', bidPrice: null, askPrice: null });
    await clock.advance(10 * TOLD_EVERY_MS);
    expect(quotes()).toHaveLength(3);
    expect(clock.waits).toEqual([]);
  });

  it('is subscribed and unsubscribed as main says, by topic', () => {
    wanted.length = 0;
    host.watch({ quote: ['AAPL', 'MSFT'], depth: ['AAPL'], trades: ['AAPL'], bar: ['AAPL'] });
    host.watch({ ...NONE, quote: ['MSFT', 'NVDA'], trades: ['AAPL'] });
    const of = (topic: string) => (symbol: string) => ({ topic, symbols: [symbol] });
    expect(wanted).toEqual([
      ...['AAPL', 'MSFT'].map(of('quote')),
      of('depth')('AAPL'),
      of('trades')('AAPL'),
      of('bar')('AAPL'),
      of('quote')('NVDA'),
    ]);
    expect(unwanted).toEqual([of('quote')('AAPL'), of('depth')('AAPL'), of('bar')('AAPL')]);
    listener().onEvent(quote({ lastPrice: decimal(1) }));
    expect(told).toEqual([]);
  });

  it('that is refused is told and watched no more', () => {
    watchQuotes('AAPL', 'MSFT');
    const subscription = { topic: 'quote', symbols: ['AAPL'] } as const;
    listener().onRefusedSubscription({ subscription, code: 200, text: 'no permission' });
    expect(told).toEqual([{ name: 'not_pushed', topic: 'quote', symbols: ['AAPL'], text: 'no permission' }]);
    listener().onEvent(quote({ lastPrice: decimal(1) }));
    expect(told).toHaveLength(1);
  });

  it('gives each trade once, in order, and says when some are missing', () => {
    host.watch({ ...NONE, trades: ['AAPL'] });
    const push = (...trades: ReturnType<typeof trade>[]) =>
      listener().onEvent({ kind: 'trades', symbol: 'AAPL', trades, asOfMs: 1 });
    push(trade(2), trade(1));
    push(trade(2), trade(3));
    push(trade(3));
    push(trade(6));
    const trades = told.flatMap((event) => (event.name === 'trades' ? [event.trades] : []));
    expect(trades.map((each) => each.trades.map(({ timeMs }) => timeMs))).toEqual([[1, 2], [3], [6]]);
    expect(trades.map(({ isGap }) => isGap)).toEqual([false, false, true]);
  });

  it('from before a gap is not mixed with what comes after it', async () => {
    watchQuotes('AAPL');
    listener().onEvent(quote({ lastPrice: decimal(1), asOfMs: 100 }));
    listener().onGap();
    await clock.advance(TOLD_EVERY_MS);
    listener().onEvent(quote({ part: 'bbo', bidPrice: decimal(2), asOfMs: 50 }));
    expect(quotes().at(-1)).toMatchObject({ lastPrice: null, bidPrice: '2' });
  });

  it('is told no more after the end', async () => {
    watchQuotes('AAPL');
    listener().onEvent(quote({ lastPrice: decimal(1) }));
    listener().onEvent(quote({ lastPrice: decimal(2) }));
    const before = told.length;
    await host.close();
    await clock.advance(TOLD_EVERY_MS);
    expect(told).toHaveLength(before);
    expect(clock.waits).toEqual([]);
  });
});
