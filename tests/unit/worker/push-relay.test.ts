import { beforeEach, describe, expect, it } from 'vitest';
import { decimal } from '../../../src/shared/domain/decimal.ts';
import type { WorkerEvent } from '../../../src/shared/ipc/worker-events.ts';
import type { PushQuote } from '../../../src/tiger/push/push-event.ts';
import type { PushListener } from '../../../src/tiger/push/push-listener.ts';
import type { PushSubscription } from '../../../src/tiger/push/push-subscription.ts';
import { PushRelay, QUOTE_INTERVAL_MS, WATCHED_SYMBOLS_MAX } from '../../../src/worker/push-relay.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const ACCOUNT = '20200821144442583';
let clock: SteppedClock;
let posted: WorkerEvent[];
let wanted: PushSubscription[];
let unwanted: PushSubscription[];
let listener: PushListener;
let relay: PushRelay;
let forgotten: string[];

beforeEach(() => {
  clock = new SteppedClock();
  posted = [];
  wanted = [];
  unwanted = [];
  forgotten = [];
  relay = new PushRelay({
    account: ACCOUNT,
    clock,
    cache: { forget: (key) => forgotten.push(key) },
    post: (event) => posted.push(event),
    openClient: (given) => {
      listener = given;
      return {
        start: () => undefined,
        subscribe: (subscription) => wanted.push(subscription),
        unsubscribe: (subscription) => unwanted.push(subscription),
        close: async () => undefined,
      };
    },
  });
});

const quote = (change: Partial<PushQuote>): PushQuote => ({
  kind: 'quote',
  symbol: 'AAPL',
  identifier: null,
  part: 'basic',
  lastPrice: null,
  lastPriceAtMs: null,
  openPrice: null,
  highPrice: null,
  lowPrice: null,
  previousClose: null,
  averagePrice: null,
  volume: null,
  amount: null,
  openInterest: null,
  bidPrice: null,
  bidSize: null,
  askPrice: null,
  askSize: null,
  statusText: null,
  asOfMs: 1,
  ...change,
});

describe('the relay', () => {
  it('asks for everything of its account', () => {
    relay.start();
    expect(wanted).toEqual(
      ['order', 'fill', 'position', 'asset'].map((topic) => ({ topic, account: ACCOUNT })),
    );
  });

  it('passes on what is of its account and no other', () => {
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
    listener.onEvent({ ...position, account: 'another' });
    expect(posted).toEqual([]);
    listener.onEvent({ ...position, account: ACCOUNT });
    expect(posted).toEqual([{ name: 'position', symbol: 'AAPL', quantity: '1.5' }]);
    expect(forgotten).toEqual(['positions STK', 'assets']);
  });

  it('makes one quote of its parts, and sends no more than ten a second', async () => {
    relay.watch(['AAPL']);
    listener.onEvent(quote({ part: 'bbo', bidPrice: decimal(1), askPrice: decimal(2) }));
    for (let price = 1; price <= 1_000; price += 1) listener.onEvent(quote({ lastPrice: decimal(price) }));
    expect(posted).toEqual([]);
    await clock.advance(QUOTE_INTERVAL_MS);
    const last = {
      name: 'quote',
      symbol: 'AAPL',
      lastPrice: '1000',
      bidPrice: '1',
      askPrice: '2',
      asOfMs: 1,
    };
    expect(posted).toEqual([last]);
    listener.onEvent(quote({ part: 'bbo' }));
    await clock.advance(QUOTE_INTERVAL_MS);
    expect(posted.at(-1)).toMatchObject({ lastPrice: '1000', bidPrice: null, askPrice: null });
  });

  it('watches the symbols that were asked for last', () => {
    const symbols = Array.from({ length: WATCHED_SYMBOLS_MAX }, (_, index) => `S${index}`);
    relay.watch(symbols);
    relay.watch(['S0']);
    expect(wanted).toHaveLength(WATCHED_SYMBOLS_MAX);
    relay.watch(['NEW']);
    expect(unwanted).toEqual([{ topic: 'quote', symbols: ['S1'] }]);
    listener.onEvent(quote({ symbol: 'S1', lastPrice: decimal(1) }));
    expect(clock.waits).toEqual([]);
  });

  it('asks once for quotes that it may not have', () => {
    relay.watch(['AAPL']);
    const subscription = { topic: 'quote', symbols: ['AAPL'] } as const;
    listener.onRefusedSubscription({ subscription, code: 200, text: 'no permission' });
    relay.watch(['AAPL']);
    expect(wanted).toEqual([subscription]);
  });

  it('drops what is not in any known form', () => {
    listener.onEvent({
      kind: 'fill',
      account: ACCOUNT,
      fillId: '1',
      brokerOrderId: 'not an id',
      symbol: 'AAPL',
      identifier: null,
      side: 'BUY',
      price: null,
      quantity: decimal(1),
      timeMs: null,
    });
    expect(posted).toEqual([]);
  });

  it('sends nothing after its end', async () => {
    relay.watch(['AAPL']);
    listener.onEvent(quote({ lastPrice: decimal(1) }));
    await relay.close();
    await clock.advance(QUOTE_INTERVAL_MS);
    expect(posted).toEqual([]);
    expect(clock.waits).toEqual([]);
  });
});
