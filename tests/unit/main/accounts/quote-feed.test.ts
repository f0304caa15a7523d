import { beforeEach, describe, expect, it } from 'vitest';
import { QuoteFeed, type QuoteNews, type Wants } from '../../../../src/main/accounts/quote-feed.ts';
import type { Account } from '../../../../src/shared/domain/account.ts';
import { type PushedQuote, pushedQuoteSchema } from '../../../../src/shared/domain/pushed-market.ts';
import { fakeAccounts } from '../../../support/fake-account-data.ts';

function account(id: string, isDemo: boolean): Account {
  const [first] = fakeAccounts(0);
  if (first === undefined) throw new Error('no account');
  return { ...first, id, isDemo };
}

const DEMO = account('acc_demo000000000000', true);
const LIVE = account('acc_live000000000000', false);

let accounts: Account[];
let wants: Map<string, Wants>;
let feed: QuoteFeed;

beforeEach(() => {
  accounts = [DEMO, LIVE];
  wants = new Map();
  feed = new QuoteFeed({
    account: (accountId) => {
      const account = accounts.find(({ id }) => id === accountId);
      if (account === undefined) throw new Error('no such account');
      return account;
    },
    accounts: () => accounts,
    want: (accountId, wanted) => wants.set(accountId, wanted),
  });
});

const quoteOf = (symbol: string): PushedQuote =>
  pushedQuoteSchema.parse({
    symbol,
    lastPrice: '1',
    bidPrice: null,
    bidSize: null,
    askPrice: null,
    askSize: null,
    openPrice: null,
    highPrice: null,
    lowPrice: null,
    previousClose: null,
    volume: null,
    isComplete: false,
    asOfMs: null,
    brokerTimeMs: null,
    receivedAtMs: 1,
  });

describe('watching quotes', () => {
  it('wants each symbol once, as long as anybody watches it', () => {
    const one = feed.watch(LIVE.id, ['AAPL', 'MSFT'], () => {});
    const two = feed.watch(LIVE.id, ['AAPL'], () => {});
    expect(wants.get(LIVE.id)?.quote).toEqual(['AAPL', 'MSFT']);
    one();
    one();
    expect(wants.get(LIVE.id)?.quote).toEqual(['AAPL']);
    two();
    expect(wants.get(LIVE.id)).toEqual({ quote: [], depth: [], trades: [], bar: [] });
  });

  it('tells who watches the symbol through the account, and nobody else', () => {
    const heard: QuoteNews[] = [];
    feed.watch(LIVE.id, ['AAPL'], (news) => heard.push(news));
    feed.tellMarket(DEMO.id, { name: 'quote', quote: quoteOf('AAPL') });
    feed.tellMarket(LIVE.id, { name: 'quote', quote: quoteOf('MSFT') });
    feed.tellMarket(LIVE.id, { name: 'not_pushed', topic: 'depth', symbols: ['AAPL'], text: 'no' });
    expect(heard).toEqual([]);
    feed.tellMarket(LIVE.id, { name: 'quote', quote: quoteOf('AAPL') });
    feed.tellMarket(LIVE.id, { name: 'not_pushed', topic: 'quote', symbols: ['AAPL'], text: 'no' });
    feed.tellAccount({ name: 'gap', accountId: LIVE.id });
    expect(heard.map(({ name }) => name)).toEqual(['quote', 'not_pushed', 'gap']);
    expect(heard.map(({ accountId }) => accountId)).toEqual([LIVE.id, LIVE.id, LIVE.id]);
  });

  it('through any account is through an own one before the demo, and refused when none is connected', () => {
    feed.watch(null, ['AAPL'], () => {});
    expect(wants.get(LIVE.id)?.quote).toEqual(['AAPL']);
    accounts = [DEMO];
    feed.watch(null, ['AAPL'], () => {});
    expect(wants.get(DEMO.id)?.quote).toEqual(['AAPL']);
    accounts = [{ ...DEMO, push: { state: 'off', text: null } }];
    expect(() => feed.watch(null, ['AAPL'], () => {})).toThrow(/No account is connected/);
  });

  it('is bounded', () => {
    const many = Array.from({ length: 200 }, (_, index) => `S${index}`);
    feed.watch(LIVE.id, many, () => {});
    expect(() => feed.watch(LIVE.id, ['S200'], () => {})).toThrow(/Too many symbols/);
    feed.watch(LIVE.id, many, () => {});
    feed.watch(LIVE.id, ['S200'], () => {}, 'depth');
    expect(wants.get(LIVE.id)?.depth).toEqual(['S200']);
  });
});

it('watching an account tells of its orders, positions and gaps until the end', () => {
  const heard: string[] = [];
  const unwatch = feed.watchAccount(LIVE.id, ({ name }) => heard.push(name));
  const position = { name: 'position', symbol: 'AAPL', securityType: 'STK', quantity: null } as const;
  feed.tellAccount({ ...position, accountId: LIVE.id });
  feed.tellAccount({ ...position, accountId: DEMO.id });
  feed.tellAccount({ name: 'gap', accountId: LIVE.id });
  unwatch();
  feed.tellAccount({ name: 'gap', accountId: LIVE.id });
  expect(heard).toEqual(['position', 'gap']);
});
