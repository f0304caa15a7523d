import type { Handlers } from '../shared/ipc/contract.ts';
import type {
  WorkerCalls,
  WorkerEffects,
  WorkerPush,
  WorkerReads,
  WorkerTokens,
} from '../shared/ipc/worker-calls.ts';
import type { CallContext } from '../shared/rpc/rpc-server.ts';
import type { TigerStatistics } from '../tiger/call-statistics.ts';
import type { Clock } from '../tiger/clock.ts';
import { marketState } from '../tiger/methods/market-methods.ts';
import { orderNumber, previewOrder } from '../tiger/methods/order-methods.ts';
import type { TigerReader } from '../tiger/tiger-client.ts';
import { checkAccount, readAssets, readProfile } from './account-source.ts';
import type { BarSource } from './bar-source.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import { MARKET_STATUS_LIFETIME_MS } from './cache-lifetimes.ts';
import type { CallCounter } from './call-counter.ts';
import { companyHandlers } from './company-handlers.ts';
import type { ContractSource } from './contract-source.ts';
import { fundHandlers } from './fund-handlers.ts';
import { readCorporateActions, readEarnings, readFinancials } from './fundamentals-source.ts';
import { futureHandlers } from './future-handlers.ts';
import { marketDetailHandlers } from './market-detail-handlers.ts';
import { moneyRecordHandlers } from './money-record-handlers.ts';
import { optionDetailHandlers } from './option-detail-handlers.ts';
import { readOrder, readOrders } from './order-list-source.ts';
import type { OrderSender } from './order-sender.ts';
import { readPositions } from './position-source.ts';
import type { PushHost } from './push/push-host.ts';
import { quotaHandlers } from './quota-handlers.ts';
import type { QuoteSource } from './quote-source.ts';
import type { ReadCache } from './read-cache.ts';
import { reconcileOrder } from './reconcile.ts';
import type { ReuseCounter } from './reuse-counter.ts';
import { scannerHandlers } from './scanner-handlers.ts';
import { marketStatusOf } from './tiger-mapping/market-mapping.ts';
import { orderParamsOf, previewOf } from './tiger-mapping/order-mapping.ts';
import type { TokenKeeper } from './token-keeper.ts';
import { tradeDetailHandlers } from './trade-detail-handlers.ts';
import { warrantHandlers } from './warrant-handlers.ts';

export interface ReadHandlerDeps {
  /** Reads alone: no handler of a read can be written that sends an order. */
  readonly tiger: TigerReader;
  readonly statistics: () => TigerStatistics;
  readonly account: string;
  readonly clock: Clock;
  readonly cache: ReadCache;
  /** Long lists that are kept for hours; apart, because short-lived answers would push them out. */
  readonly lists: ReadCache;
  readonly quotes: QuoteSource;
  readonly contracts: ContractSource;
  readonly bars: BarSource;
  readonly reuse: ReuseCounter;
  readonly calls: CallCounter;
  readonly isUnderWay: (orderNumber: string) => boolean;
}

export type ReadHandlers = Handlers<WorkerReads, CallContext>;

export function workerHandlers(
  deps: ReadHandlerDeps & {
    readonly sender: OrderSender;
    readonly push: PushHost | null;
    readonly tokens: TokenKeeper;
  },
): Handlers<WorkerCalls, CallContext> {
  return deps.calls.counted<WorkerCalls>({
    ...accountHandlers(deps),
    ...marketHandlers(deps),
    ...marketDetailHandlers(deps),
    ...optionDetailHandlers(deps),
    ...futureHandlers(deps),
    ...fundHandlers(deps),
    ...warrantHandlers(deps),
    ...fundamentalsHandlers(deps),
    ...companyHandlers(deps),
    ...scannerHandlers(deps),
    ...moneyRecordHandlers(deps),
    ...orderReadHandlers(deps),
    ...tradeDetailHandlers(deps),
    ...quotaHandlers(deps),
    ...effectHandlers(deps.sender),
    ...tokenHandlers(deps.tokens),
    ...pushHandlers(deps.push),
  });
}

function tokenHandlers(tokens: TokenKeeper): Handlers<WorkerTokens, CallContext> {
  return {
    'token.renew': () => tokens.renew(),
    'token.adopt': async ({ tokenFile }) => tokens.adopt(tokenFile),
  };
}

/** Main tells a process without a push service nothing. */
function pushHandlers(push: PushHost | null): Handlers<WorkerPush, CallContext> {
  return {
    'push.host': async ({ accounts }) => {
      await push?.host(accounts);
      return {};
    },
    'push.watch': async (wanted) => {
      push?.watch(wanted);
      return {};
    },
  };
}

function accountHandlers(
  deps: ReadHandlerDeps,
): Pick<
  ReadHandlers,
  'account.profile' | 'account.check' | 'account.assets' | 'positions.list' | 'worker.health'
> {
  return {
    'account.profile': (_input, { signal }) => readProfile(deps, signal),
    'account.check': (_input, { signal }) => checkAccount(deps, signal),
    'account.assets': (_input, { signal }) => readAssets(deps, signal),
    'positions.list': (_input, { signal }) => readPositions(deps, signal),
    'worker.health': async () => {
      const statistics = deps.statistics();
      return {
        residentBytes: process.memoryUsage.rss(),
        callsInFlight: deps.calls.inFlight,
        brokerCallsTotal: statistics.callsTotal,
        brokerErrorsTotal: statistics.errorsTotal,
        lastLatencyMs: statistics.lastLatencyMs,
        latency: statistics.latency,
        lastError: statistics.lastError,
        ...deps.reuse.reuse,
      };
    },
  };
}

function marketHandlers(
  deps: ReadHandlerDeps,
): Pick<ReadHandlers, 'quotes.get' | 'bars.get' | 'market.status' | 'contracts.get'> {
  const { tiger, cache, quotes, bars, contracts } = deps;
  return {
    'quotes.get': ({ symbols, origin }, { signal }) => quotes.get(symbols, origin, signal),
    'bars.get': (wanted, { signal }) => bars.get(wanted, signal),
    'market.status': ({ market }, { signal }) =>
      cache.get(
        `market ${market}`,
        MARKET_STATUS_LIFETIME_MS,
        async (life) =>
          marketStatusOf(
            await tiger.read(marketState, { market }, { timeoutMs: BROKER_TIMEOUT_MS, signal: life }),
            market,
          ),
        signal,
      ),
    'contracts.get': ({ symbols }, { signal }) => contracts.get(symbols, signal),
  };
}

function fundamentalsHandlers(
  deps: ReadHandlerDeps,
): Pick<ReadHandlers, 'financials.get' | 'corporate.actions' | 'earnings.list'> {
  return {
    'financials.get': (wanted, { signal }) => readFinancials(deps, wanted, signal),
    'corporate.actions': (wanted, { signal }) => readCorporateActions(deps, wanted, signal),
    'earnings.list': (wanted, { signal }) => readEarnings(deps, wanted, signal),
  };
}

function orderReadHandlers(
  deps: ReadHandlerDeps,
): Pick<
  ReadHandlers,
  'orders.preview' | 'orders.reserveNumber' | 'orders.list' | 'orders.get' | 'orders.reconcile'
> {
  const { tiger, isUnderWay } = deps;
  return {
    'orders.preview': async ({ order }, { signal }) =>
      previewOf(
        await tiger.read(previewOrder, orderParamsOf(order), { timeoutMs: BROKER_TIMEOUT_MS, signal }),
      ),
    'orders.reserveNumber': async (_input, { signal }) => {
      const { data } = await tiger.read(orderNumber, {}, { timeoutMs: BROKER_TIMEOUT_MS, signal });
      return { orderNumber: data.orderId.toString() };
    },
    'orders.list': (query, { signal }) => readOrders(deps, query, signal),
    'orders.get': async ({ brokerOrderId }, { signal }) => ({
      order: await readOrder(deps, brokerOrderId, signal),
    }),
    'orders.reconcile': async (sent) => {
      const stillUnderWay = {
        finding: 'unclear',
        order: null,
        text: 'It is still on its way to Tiger.',
      } as const;
      return isUnderWay(sent.orderNumber) ? stillUnderWay : reconcileOrder(deps, sent);
    },
  };
}

function effectHandlers(sender: OrderSender): Handlers<WorkerEffects, CallContext> {
  return {
    'orders.place': (sending, { signal }) => sender.place(sending, signal),
    'orders.modify': async ({ brokerOrderId, order }, { signal }) => ({
      brokerOrderId: await sender.modify(brokerOrderId, order, signal),
    }),
    'money.move': async ({ move, mark }, { signal }) => ({
      brokerOrderId: await sender.moveMoney(move, mark, signal),
    }),
    'orders.cancel': async ({ brokerOrderId }, { signal }) => ({
      brokerOrderId: await sender.cancel(brokerOrderId, signal),
    }),
  };
}
