import { AppError } from '../../shared/app-error.ts';
import type { Account, AccountId, AccountMode, AccountProfile } from '../../shared/domain/account.ts';
import { combinationQuote } from '../../shared/domain/combination-quote.ts';
import type { Decimal } from '../../shared/domain/decimal.ts';
import type { Contract, TickSize } from '../../shared/domain/instrument.ts';
import type { MarketStatus, Quote } from '../../shared/domain/market-data.ts';
import type { BrokerOrder, OrderDraft, OrderPreview } from '../../shared/domain/order.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import type { OrderRequest } from '../../shared/domain/order-request.ts';
import type { Assets, Position } from '../../shared/domain/portfolio.ts';
import type { RiskSettings } from '../../shared/domain/risk-settings.ts';
import { ORDERS_PER_CALL_MAX } from '../../shared/ipc/worker-calls/order-read-calls.ts';
import type { AccountReads, ReadOptions } from '../accounts/account-directory.ts';
import type { BrokerFact, OtherAccounts } from '../risk/control-facts.ts';
import { CONTROL_TABLE_VERSION } from '../risk/control-table.ts';
import type { LegMarket } from '../risk/market-depth.ts';
import type { OptionFacts } from '../risk/option-facts.ts';
import type { ProofMethod } from '../vault/user-proof.ts';
import { readAverageVolume, readLegVolumes } from './average-volume.ts';
import { type MarketEvents, NO_EVENTS, readMarketEvents } from './market-events.ts';
import { readModifyTarget } from './modify-target.ts';
import { draftOf } from './order-request.ts';
import { readOtherAccounts } from './other-accounts.ts';
import { readOrderContract } from './read-contract.ts';
import { readOptionFacts } from './read-option-facts.ts';
import type { TradingContext } from './trading-context.ts';

/** A broker that is slower than this is not there for the purpose of an order; the fact counts as missing. */
const READ_TIMEOUT_MS = 8_000;

/** All that an order is judged and shown by, read at one moment. */
export interface Gathered {
  readonly account: Account;
  /** Proven by the broker just now; `unknown` if it did not answer. */
  readonly mode: AccountMode;
  readonly profile: AccountProfile | null;
  readonly order: OrderDraft;
  readonly contract: Contract;
  readonly quote: Quote | null;
  /** Of the legs of a combination, in their order; null: no combination, or one has none. */
  readonly legQuotes: readonly Quote[] | null;
  /** The tick tables of the legs, in their order; null: no combination. */
  readonly legTickSizes: readonly (readonly TickSize[])[] | null;
  readonly preview: OrderPreview | null;
  readonly assets: Assets | null;
  readonly positions: readonly Position[] | null;
  readonly market: MarketStatus | null;
  /** Without the order that is changed. */
  readonly openOrders: readonly BrokerOrder[] | null;
  /** False: there are too many, and `openOrders` are those of the symbol alone. */
  readonly areAllOpenOrdersKnown: boolean;
  readonly averageDailyVolume: Decimal | null;
  /** Of a combination's legs, in their order; null: no combination, or it is being sent. */
  readonly legMarkets: readonly LegMarket[] | null;
  readonly marketEvents: MarketEvents;
  /** null: it is no option. */
  readonly option: OptionFacts | null;
  /** How the user could prove now who they are. */
  readonly proofMethod: ProofMethod;
  readonly otherAccounts: OtherAccounts;
  readonly modifies: OrderCard['modifies'];
  readonly absences: Readonly<Partial<Record<BrokerFact, string>>>;
  readonly settings: RiskSettings;
  readonly policyVersion: string;
}

/** `modifies`: the broker's id of the open order that the request changes. */
export interface GatherOptions {
  /** The way to the account where several orders share what is read; none: a way of its own. */
  readonly reads?: AccountReads;
  readonly signal?: AbortSignal;
  readonly modifies?: string | null;
  /** At the moment of sending nobody reads them. */
  readonly isSending?: boolean;
}

/** Which rules an approval was given under: the version of the controls and of the account's settings. */
export async function policyVersion(
  context: Pick<TradingContext, 'riskSettings'>,
  accountId: AccountId,
): Promise<{ settings: RiskSettings; policyVersion: string }> {
  const { settings, version } = await context.riskSettings.get(accountId);
  return { settings, policyVersion: `controls ${CONTROL_TABLE_VERSION}, settings ${version}` };
}

/**
 * Asks the broker everything at once. A fact that does not come is null with its reason, and the controls that need
 * it block; only without the contract there is no order to speak of.
 * @throws AppError invalid_input (unknown symbol), conflict (the order to change is over) or what the account answers
 */
export async function gather(
  context: Pick<TradingContext, 'accounts' | 'riskSettings' | 'database' | 'clock' | 'userProof'>,
  accountId: AccountId,
  request: OrderRequest,
  options: GatherOptions = {},
): Promise<Gathered> {
  const { signal, modifies: changedId = null, isSending = false } = options;
  const account = context.accounts.get(accountId);
  const reads = options.reads ?? context.accounts.reads(accountId);
  const policy = await policyVersion(context, accountId);
  const { contract, legTickSizes } = await readOrderContract(reads, request, within(signal));
  const order = draftOf(request, contract);
  const [facts, otherAccounts, target, marketEvents, option, legVolumes, proofMethod] = await Promise.all([
    readFacts(reads, order, signal),
    readOtherAccounts(context.accounts, account, order, signal),
    changedId === null ? null : readModifyTarget(context, accountId, changedId),
    isSending ? NO_EVENTS : readMarketEvents(reads, eventsOn(order, contract), context.clock.nowMs()),
    isSending ? null : readOptionFacts(reads, order, contract),
    isSending || order.legs === null ? null : readLegVolumes(reads, order.legs, within(signal)),
    context.userProof.method(),
  ]);
  const openOrders = facts.openOrders?.filter(({ brokerOrderId }) => brokerOrderId !== changedId) ?? null;
  const modifies = target === null ? null : { brokerOrderId: target.brokerOrderId, before: target.before };
  const mode = facts.profile?.mode ?? 'unknown';
  return {
    account,
    contract,
    legTickSizes,
    order,
    ...policy,
    ...facts,
    openOrders,
    otherAccounts,
    marketEvents,
    option,
    legMarkets: legMarketsOf(legVolumes, option),
    proofMethod,
    modifies,
    mode,
  };
}

function legMarketsOf(
  volumes: readonly (Decimal | null)[] | null,
  option: OptionFacts | null,
): LegMarket[] | null {
  if (volumes === null) return null;
  return volumes.map((averageVolume, index) => ({
    averageVolume,
    openInterest: option?.legRows?.[index]?.openInterest ?? null,
  }));
}

async function readFacts(reads: AccountReads, order: OrderDraft, signal?: AbortSignal) {
  const absences: Partial<Record<BrokerFact, string>> = {};
  const fact = async <T>(name: BrokerFact, reading: Promise<T | null>): Promise<T | null> => {
    const value = await reading.catch((error: unknown) => {
      absences[name] = error instanceof AppError ? error.message : 'an error in the app';
      return null;
    });
    if (value === null) absences[name] ??= 'the broker does not say';
    return value;
  };
  const { symbol, market } = order;
  const symbols = order.legs === null ? [symbol] : order.legs.map((leg) => leg.symbol);
  const limits = within(signal);
  let areAllOpenOrdersKnown = true;
  const [profile, quotes, preview, assets, positions, status, openOrders, averageDailyVolume] =
    await Promise.all([
      fact('profile', reads.read('account.profile', {}, limits)),
      fact(
        'quote',
        reads.read('quotes.get', { symbols, origin: 'read' }, limits).then((all) => quotesOf(all, symbols)),
      ),
      fact('preview', reads.read('orders.preview', { order }, limits)),
      fact('assets', reads.read('account.assets', {}, limits)),
      fact(
        'positions',
        reads.read('positions.list', {}, limits).then((list) => list.positions),
      ),
      fact('market', reads.read('market.status', { market }, limits)),
      fact(
        'openOrders',
        readOpenOrders(reads, symbol, limits).then((open) => {
          areAllOpenOrdersKnown = open.areAll;
          return open.orders;
        }),
      ),
      fact('volume', order.legs === null ? readAverageVolume(reads, symbol, limits) : Promise.resolve(null)),
    ]);
  if (order.legs !== null)
    absences.volume = 'a combination has none of its own, and that of one leg is not told';
  const legQuotes = order.legs === null ? null : quotes;
  const quote =
    order.legs === null || quotes === null
      ? (quotes?.[0] ?? null)
      : combinationQuote(symbol, order.legs, quotes);
  const read = { profile, quote, legQuotes, preview, assets, positions, openOrders, averageDailyVolume };
  return { ...read, market: status, areAllOpenOrdersKnown, absences };
}

/** Those of the symbol alone where the account has more than one answer holds; null: not even these are whole. */
async function readOpenOrders(
  reads: AccountReads,
  symbol: string,
  limits: ReadOptions,
): Promise<{ orders: readonly BrokerOrder[] | null; areAll: boolean }> {
  const read = (wanted: string | null) =>
    reads.read(
      'orders.list',
      { scope: 'open', symbol: wanted, startMs: null, endMs: null, limit: ORDERS_PER_CALL_MAX },
      limits,
    );
  const all = await read(null);
  if (!all.isTruncated) return { orders: all.orders, areAll: true };
  const own = await read(symbol);
  // A list that is not whole cannot show that there is no duplicate.
  return { orders: own.isTruncated ? null : own.orders, areAll: false };
}

/** What a company announces moves its options as well as its share. */
function eventsOn(
  order: OrderDraft,
  { underlying }: Contract,
): Pick<OrderDraft, 'symbol' | 'market' | 'securityType'> {
  return underlying === null ? order : { symbol: underlying, market: order.market, securityType: 'STK' };
}

/** null: one of them has none. */
function quotesOf(quotes: readonly Quote[], symbols: readonly string[]): Quote[] | null {
  const found = symbols.flatMap((symbol) => quotes.find((quote) => quote.symbol === symbol) ?? []);
  return found.length === symbols.length ? found : null;
}

function within(signal: AbortSignal | undefined) {
  return { timeoutMs: READ_TIMEOUT_MS, ...(signal === undefined ? {} : { signal }) };
}
