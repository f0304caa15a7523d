import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountSession } from '../../src/main/accounts/account-session.ts';
import type { QuoteNews } from '../../src/main/accounts/quote-feed.ts';
import { PushHarness } from '../support/push-harness.ts';
import { until } from '../support/until.ts';

const A = 'acc_aaaaaaaaaaaaaaaa';
const B = 'acc_bbbbbbbbbbbbbbbb';
const NUMBERS = { [A]: '20990101000000001', [B]: '20990101000000002' } as const;
const CALL = { timeoutMs: 15_000 } as const;

let harness: PushHarness;
let a: AccountSession;
let b: AccountSession;
let heard: QuoteNews[];

beforeEach(async () => {
  const accounts = Object.values(NUMBERS).map((account) => ({ account }));
  harness = await PushHarness.start({ tigerId: '20990001', accounts });
  a = await harness.up(A, NUMBERS[A]);
  b = await harness.up(B, NUMBERS[B]);
  heard = [];
  await harness.untilConnected(A);
});
afterEach(() => harness.close());

const named = <K extends QuoteNews['name']>(name: K) =>
  heard.filter((each): each is Extract<QuoteNews, { name: K }> => each.name === name);
const setPrice = (price: string) => harness.fixture.gateway.control?.door.setPrice('AAPL', price);
const listen = (news: QuoteNews) => void heard.push(news);
const quotesRead = async () => (await a.read('worker.health', {}, CALL)).brokerCallsTotal;

describe('what is watched', () => {
  it('is pushed by topic, until nobody watches it', async () => {
    const unwatch = (['quote', 'depth', 'trades', 'bar'] as const).map((topic) =>
      harness.feed.watch(A, ['AAPL'], listen, topic),
    );
    await until(() => expect(named('quote').at(-1)?.quote.isComplete).toBe(true));
    await until(() => expect(named('depth').at(-1)?.depth.asks.length).toBeGreaterThan(1));
    await until(() => expect(named('trades').length).toBeGreaterThan(0));
    await until(() => expect(named('bar').at(-1)?.bar.close).not.toBeNull());
    setPrice('321.5');
    await until(() => expect(named('quote').at(-1)?.quote.lastPrice).toBe('321.5'));
    for (const end of unwatch) end();
    await harness.hub.settled();
    heard.length = 0;
    const other: QuoteNews[] = [];
    harness.feed.watch(A, ['MSFT'], (news) => other.push(news));
    setPrice('322.5');
    await until(() => expect(other.length).toBeGreaterThan(0));
    expect(heard).toEqual([]);
  });

  it('is told through every account of the developer id', async () => {
    harness.feed.watch(B, ['AAPL'], listen);
    await until(() =>
      expect(named('quote').at(-1)).toMatchObject({ accountId: B, quote: { symbol: 'AAPL' } }),
    );
  });

  it('that the broker does not know is told as not pushed, and takes no other with it', async () => {
    harness.feed.watch(A, ['NOSUCH', 'AAPL'], listen);
    await until(() =>
      expect(named('not_pushed').at(-1)).toMatchObject({ topic: 'quote', symbols: ['NOSUCH'] }),
    );
    await until(() => expect(named('quote').length).toBeGreaterThan(0));
  });

  it('is pushed again after the connection was cut, and the gap is told', async () => {
    harness.feed.watch(A, ['AAPL'], listen);
    await until(() => expect(named('quote').length).toBeGreaterThan(0));
    harness.fixture.gateway.control?.door.run({ action: 'add_push_fault', fault: { kind: 'drop' } });
    setPrice('300');
    await until(() => expect(named('gap').length).toBeGreaterThan(0));
    setPrice('333.3');
    await until(() => expect(named('quote').at(-1)?.quote.lastPrice).toBe('333.3'));
  });
});

describe('a quote that is asked for', () => {
  it.each([
    ['of the account that holds the connection', () => a],
    ['of another account of the same developer id', () => b],
  ])(
    '%s is answered from what was pushed, with its true age; a read one from the broker',
    async (_which, session) => {
      harness.feed.watch(A, ['AAPL'], listen);
      const ask = async (origin?: 'read') => {
        const input = origin === undefined ? { symbols: ['AAPL'] } : { symbols: ['AAPL'], origin };
        const [quote] = await session().read('quotes.get', input, CALL);
        return quote;
      };
      await ask();
      setPrice('345.6');
      await until(() => expect(named('quote').at(-1)?.quote.lastPrice).toBe('345.6'));
      const pushedAtMs = named('quote').at(-1)?.quote.receivedAtMs ?? 0;
      const calls = await quotesRead();
      await until(async () => {
        const quote = await ask();
        expect(quote).toMatchObject({ lastPrice: '345.6', tradingStatus: 'normal' });
        expect(quote?.provenance).toMatchObject({ isDelayed: false, isSimulated: true });
        expect(quote?.provenance.receivedAtMs).toBeGreaterThanOrEqual(pushedAtMs);
      });
      if (session() === a) expect((await quotesRead()) - calls).toBeLessThanOrEqual(1);
      // Readings are shared for half a second.
      await until(async () =>
        expect((await ask('read'))?.provenance.receivedAtMs).toBeGreaterThan(pushedAtMs),
      );
    },
  );
});
