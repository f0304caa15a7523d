import type { AccountDirectory, AccountReads } from '../../src/main/accounts/account-directory.ts';
import { AppError } from '../../src/shared/app-error.ts';
import type { Account } from '../../src/shared/domain/account.ts';
import { marketOfSymbol } from '../../src/shared/domain/instrument.ts';
import type { BarSeries, Quote } from '../../src/shared/domain/market-data.ts';
import { barSeriesSchema, quoteSchema } from '../../src/shared/domain/market-data.ts';
import { type ReadContract, readContractSchema } from '../../src/shared/ipc/worker-calls/quote-calls.ts';
import { workerReads } from '../../src/shared/ipc/worker-calls.ts';
import {
  fakeAccounts,
  fakeAssets,
  fakeMarkets,
  fakeOrders,
  fakePositions,
  fakeProvenance,
} from './fake-account-data.ts';
import { fakeResearch, type ResearchInput } from './fake-research.ts';

export const NOW_MS = Date.UTC(2026, 10, 23, 15, 0, 0);

const KNOWN = ['AAPL', 'MSFT', 'NVDA', 'TSLA', 'BRK.B', '00700', '00005', '80700'];

export function currencyOf(symbol: string): string {
  if (symbol === '80700') return 'CNH';
  return marketOfSymbol(symbol) === 'HK' ? 'HKD' : 'USD';
}

export function quoteOf(symbol: string): Quote {
  return quoteSchema.parse({
    symbol,
    lastPrice: '187.42',
    bidPrice: '187.40',
    bidSize: '300',
    askPrice: '187.44',
    askSize: '200',
    openPrice: '185',
    highPrice: '188.1',
    lowPrice: '184.9',
    previousClose: '185.2',
    change: '2.22',
    changeRate: '0.01198704',
    volume: null,
    tradingStatus: 'normal',
    provenance: fakeProvenance(NOW_MS),
  });
}

function contractOf(symbol: string): ReadContract {
  return readContractSchema.parse({
    symbol,
    name: symbol === 'TSLA' ? 'Tesla\u202e gnp.exe\u0007' : `${symbol} Inc.`,
    market: marketOfSymbol(symbol),
    exchange: 'NASDAQ',
    currency: currencyOf(symbol),
    securityType: 'STK',
    lotSize: '1',
    multiplier: '1',
    tickSizes: [{ from: '0', to: null, fromInclusive: true, toInclusive: false, size: '0.01' }],
    isTradeable: true,
    isMarginable: true,
    isShortable: null,
    isCloseOnly: false,
    isEtf: false,
    supportsFractional: null,
    provenance: fakeProvenance(NOW_MS),
  });
}

function barsOf(symbol: string, period: BarSeries['period'], count: number): BarSeries {
  return barSeriesSchema.parse({
    symbol,
    period,
    bars: Array.from({ length: count }, (_, index) => ({
      startMs: NOW_MS - (count - index) * 60_000,
      open: '1.1',
      high: '1.3',
      low: '1',
      close: '1.2',
      volume: null,
    })),
    provenance: fakeProvenance(NOW_MS),
  });
}

/** What the reads of the fixture take, taken together. */
interface ReadInput extends Omit<ResearchInput, 'period'> {
  readonly symbols: string[];
  readonly period: BarSeries['period'];
}

/** Accounts whose processes answer from fixtures; every read is noted and parsed by the worker's own contract. */
export class FakeDirectory implements AccountDirectory {
  accounts: Account[] = fakeAccounts(NOW_MS);
  readonly calls: { accountId: string; name: string; input: unknown }[] = [];
  /** Thrown by the next read if set. */
  failure: unknown = null;
  /** Thrown by every read of the account. */
  readonly failures = new Map<string, unknown>();
  /** Aliases of the accounts that have the orders. */
  holders: readonly string[] = ['demo'];
  /** What every read waits for first, if set. */
  held: ((signal: AbortSignal | undefined) => Promise<void>) | null = null;

  list = (): readonly Account[] => this.accounts;
  find = (reference: string): Account | null =>
    this.accounts.find(({ id, alias }) => id === reference || alias === reference) ?? null;
  untilStarted = (): Promise<void> => Promise.resolve();
  get(accountId: string): Account {
    const account = this.find(accountId);
    if (account === null) throw new AppError('not_found', 'No such account.', { nextStep: 'Name another.' });
    return account;
  }

  patch(alias: string, patch: Partial<Account>): void {
    this.accounts = this.accounts.map((account) =>
      account.alias === alias ? { ...account, ...patch } : account,
    );
  }

  reads(accountId: string): AccountReads {
    const account = this.get(accountId);
    if (account.state !== 'ready') {
      throw new AppError('credentials', account.stateText ?? 'The account is not ready.', {
        nextStep: 'Look at the account in the window.',
      });
    }
    return {
      read: async (name, input, options) => {
        const parsed = workerReads[name].input.parse(input) as unknown as ReadInput;
        this.calls.push({ accountId, name, input: parsed });
        await this.held?.(options.signal);
        if (this.failure !== null) throw this.failure;
        if (this.failures.has(accountId)) throw this.failures.get(accountId);
        return workerReads[name].output.parse(this.#answer(name, parsed, account.alias)) as never;
      },
    };
  }

  #answer(name: string, input: ReadInput, alias: string): unknown {
    const known = () => input.symbols.filter((symbol) => KNOWN.includes(symbol));
    const orders = this.holders.includes(alias) ? fakeOrders(NOW_MS) : [];
    switch (name) {
      case 'account.profile':
        return {
          lastFour: '4321',
          mode: 'paper',
          accountType: 'PAPER',
          capability: 'MARGIN',
          status: 'Open',
          isSimulated: true,
        };
      case 'account.assets':
        return fakeAssets(NOW_MS);
      case 'positions.list':
        return fakePositions(NOW_MS);
      case 'quotes.get':
        return known().map(quoteOf);
      case 'contracts.get':
        return known().map(contractOf);
      case 'bars.get':
        return barsOf(input.symbol, input.period, input.count);
      case 'market.status': {
        const status = fakeMarkets(NOW_MS).find(({ market }) => market === input.market);
        if (status === undefined)
          throw new AppError('broker_permission', 'No such market here.', { nextStep: 'Ask for US.' });
        return status;
      }
      case 'orders.list':
        return {
          orders: orders.slice(0, input.limit),
          isTruncated: input.limit < orders.length,
          nextCursor: null,
          provenance: fakeProvenance(NOW_MS),
        };
      case 'orders.get':
        return { order: orders.find(({ brokerOrderId }) => brokerOrderId === input.brokerOrderId) ?? null };
      default:
        return fakeResearch(name, input, { nowMs: NOW_MS, isKnown: (symbol) => KNOWN.includes(symbol) });
    }
  }
}
