import type { Request_Subscribe } from '../../tiger/push/generated/request_pb.ts';
import { SocketCommon_DataType as DataType } from '../../tiger/push/generated/socket_common_pb.ts';
import { findListing } from '../market/find-listing.ts';
import { LISTINGS, type SecType } from '../market/listings.ts';
import { optionIdentifier, optionUnderlying } from '../market/option-contract.ts';
import { parseDate } from '../market/zone-time.ts';

/** Symbols per kind and connection; plans of the vendor differ, these are of the order of its largest. */
export const SYMBOLS_MAX = 200;

const SYMBOL_TYPES: ReadonlySet<number> = new Set([
  DataType.Quote,
  DataType.Option,
  DataType.Future,
  DataType.Cc,
  DataType.QuoteDepth,
  DataType.TradeTick,
  DataType.Kline,
]);
/** Kinds that are for one type of instrument alone; the others take any. */
const ONLY: ReadonlyMap<number, SecType> = new Map([
  [DataType.Option, 'OPT'],
  [DataType.Future, 'FUT'],
  [DataType.Cc, 'CC'],
]);
/** An option spelled out: `AAPL 20261218 200.0 CALL` (wire contract 8.3). */
const SPELLED_OPTION = /^(\S{1,8}) (\d{4})(\d{2})(\d{2}) (\d{1,6}(?:\.\d{1,3})?) (CALL|PUT)$/i;
/** Any one of them starts and stops all four (wire contract 8.3). */
const ACCOUNT_TYPES: ReadonlySet<number> = new Set([
  DataType.Asset,
  DataType.Position,
  DataType.OrderStatus,
  DataType.OrderTransaction,
]);

interface Outcome {
  /** null: done. */
  readonly refusal: string | null;
}

const DONE: Outcome = { refusal: null };

/** What one connection is to be told of. */
export class SessionSubscriptions {
  readonly #ownAccounts: () => readonly string[];
  readonly #symbols = new Map<number, Set<string>>();
  readonly #accounts = new Set<string>();
  /** Market and indicator of the rankings. */
  readonly #rankings = new Set<string>();

  /** @param ownAccounts the accounts of the connected developer */
  constructor(ownAccounts: () => readonly string[]) {
    this.#ownAccounts = ownAccounts;
  }

  symbols(dataType: number): ReadonlySet<string> {
    return this.#symbols.get(dataType) ?? new Set();
  }

  /** Symbols with the key of their data type. */
  get bySymbol(): ReadonlyMap<number, ReadonlySet<string>> {
    return this.#symbols;
  }

  hasAccount(account: string): boolean {
    return this.#accounts.has(account);
  }

  get rankings(): readonly { readonly market: string; readonly indicator: string }[] {
    return [...this.#rankings].map((key) => {
      const [market = '', indicator = ''] = key.split(' ');
      return { market, indicator };
    });
  }

  subscribe(wanted: Request_Subscribe): Outcome {
    if (ACCOUNT_TYPES.has(wanted.dataType)) return this.#subscribeAccount(wanted.account);
    if (wanted.dataType === DataType.StockTop) return this.#subscribeRankings(wanted);
    if (!SYMBOL_TYPES.has(wanted.dataType)) return { refusal: 'this subject is not simulated' };
    const names = namesOf(wanted);
    const unknown = names.find((name) => !isOffered(name, wanted.dataType));
    if (unknown !== undefined) return { refusal: `invalid symbols: ${unknown.slice(0, 32)}` };
    if (names.length === 0) return { refusal: 'symbols cannot be empty' };
    const all = new Set([...this.symbols(wanted.dataType), ...names]);
    if (all.size > SYMBOLS_MAX) return { refusal: `the number of symbols exceeds the limit ${SYMBOLS_MAX}` };
    this.#symbols.set(wanted.dataType, all);
    return DONE;
  }

  /** Empty symbols: all of that type. */
  unsubscribe(unwanted: Request_Subscribe): Outcome {
    const { dataType } = unwanted;
    if (ACCOUNT_TYPES.has(dataType)) {
      const account = unwanted.account ?? '';
      if (account === '') this.#accounts.clear();
      else this.#accounts.delete(account);
    } else if (dataType === DataType.StockTop) {
      this.#rankings.clear();
    } else {
      const names = namesOf(unwanted);
      if (names.length === 0) this.#symbols.delete(dataType);
      for (const name of names) this.#symbols.get(dataType)?.delete(name);
    }
    return DONE;
  }

  #subscribeAccount(given: string | undefined): Outcome {
    const own = this.#ownAccounts();
    const account = given === undefined || given === '' ? own[0] : given;
    if (account === undefined || !own.includes(account)) return { refusal: 'no permission for this account' };
    this.#accounts.add(account);
    return DONE;
  }

  #subscribeRankings({ market, symbols }: Request_Subscribe): Outcome {
    if (market !== 'US' && market !== 'HK') return { refusal: 'market must be US or HK' };
    const indicators = (symbols ?? '').split(',').filter((name) => name !== '');
    for (const indicator of indicators.length === 0 ? ['changeRate'] : indicators) {
      if (!['changeRate', 'volume', 'amount'].includes(indicator)) return { refusal: 'invalid indicator' };
      this.#rankings.add(`${market} ${indicator}`);
    }
    return DONE;
  }
}

function isOffered(name: string, dataType: number): boolean {
  const listing = findListing(name);
  return listing !== null && [undefined, listing.secType].includes(ONLY.get(dataType));
}

/** The ledger's name of an option that is spelled out; anything else stays. */
function keyOf(name: string): string {
  const [, optionSymbol = '', year = '', month = '', day = '', strike = '', right = ''] =
    SPELLED_OPTION.exec(name) ?? [];
  const expiryDay = parseDate(`${year}-${month}-${day}`);
  if (expiryDay === null || optionUnderlying(optionSymbol) === null) return name;
  return optionIdentifier({
    optionSymbol,
    expiryDay,
    strike,
    right: right.toUpperCase() === 'CALL' ? 'CALL' : 'PUT',
  });
}

/** No symbols but a market means every listing of it. */
function namesOf({ symbols, market }: Request_Subscribe): readonly string[] {
  const names = (symbols ?? '').split(',').filter((name) => name !== '');
  if (names.length > 0 || market === undefined || market === '') return names.map(keyOf);
  return LISTINGS.filter((listing) => listing.market === market).map(({ symbol }) => symbol);
}
