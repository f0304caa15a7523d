import { isDeepStrictEqual as isDeepEqual } from 'node:util';
import { compare, type Decimal, isZero, ZERO } from '../../shared/domain/decimal.ts';
import type { GatewayClock } from '../gateway-clock.ts';
import { accountError, businessError, GatewayRefusal, REFUSAL_CODE } from '../gateway-refusal.ts';
import type { OrderPatch } from '../ledger/ledger-event.ts';
import type { AccountState } from '../ledger/ledger-state.ts';
import type { Listing } from '../market/listings.ts';
import type { MarketSchedule } from '../market/market-schedule.ts';
import type { SimulatedMarket } from '../market/simulated-market.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { checkOrder, type OrderCheck } from './order-checks.ts';
import type { OrderRequest } from './order-request.ts';
import { type AlgoWindow, isOpenStatus, type OrderState, type OrderTerms } from './order-state.ts';
import { OrderWorker } from './order-worker.ts';
import { movedTrailStop } from './stop-price.ts';

/** Wire contract 5.2: global accounts refuse a used number; for others it is unproven. */
export const DUPLICATE_ORDER_IDS = ['refuse', 'ignore'] as const;
export type DuplicateOrderIds = (typeof DUPLICATE_ORDER_IDS)[number];

/** A cancel takes effect this much later, so that a fill can win, as on a real exchange. */
const CANCEL_LATENCY_MS = 150;

interface EngineDeps {
  readonly store: LedgerStore;
  readonly market: SimulatedMarket;
  readonly clock: GatewayClock;
  readonly duplicateOrderIds: DuplicateOrderIds;
}

/** Takes orders in and works them. Every change is durable before the method returns. */
export class OrderEngine {
  readonly #deps: EngineDeps;
  readonly #worker: OrderWorker;
  /** A test may change it while the gateway runs. */
  duplicateOrderIds: DuplicateOrderIds;

  constructor(deps: EngineDeps) {
    this.#deps = deps;
    this.duplicateOrderIds = deps.duplicateOrderIds;
    this.#worker = new OrderWorker(deps);
  }

  reserveNumber(account: AccountState): number {
    const number = account.nextOrderNumber;
    this.#deps.store.apply({ kind: 'number_reserved', account: account.account });
    this.#deps.store.flush();
    return number;
  }

  check(account: AccountState, request: OrderRequest, replaces?: OrderState): OrderCheck {
    const { store, market, clock } = this.#deps;
    const context = { state: store.state, market, account, nowMs: clock.nowMs() };
    return checkOrder(replaces === undefined ? context : { ...context, replaces }, request);
  }

  /** @returns the order as accepted, before anything filled, and its attached legs; @throws GatewayRefusal */
  place(account: AccountState, request: OrderRequest): readonly OrderState[] {
    const { store } = this.#deps;
    this.#refuseDuplicate(account, request);
    const { refusal } = this.check(account, request);
    if (refusal !== null) throw accountError(account.account, refusal);
    const parent = this.#accept(account, request, request.terms);
    const isPair = request.legs.length > 1;
    const legs = request.legs.map(({ role, terms }) =>
      this.#accept(account, { ...request, orderNumber: null, algo: null }, terms, {
        parentId: parent.id,
        attachRole: role,
        isDormant: true,
        isOpening: false,
        ...(isPair ? { ocaGroup: parent.id } : {}),
      }),
    );
    store.flush();
    return [parent, ...legs];
  }

  /** Orders of which one cancels the others. @throws GatewayRefusal before any is accepted */
  placeOca(account: AccountState, requests: readonly OrderRequest[]): readonly OrderState[] {
    // Wire contract 5.5.
    if (account.accountType === 'PAPER') {
      throw accountError(account.account, 'BAD_REQUEST:OCA orders are not supported by paper accounts');
    }
    for (const request of requests) {
      // An end that has passed is refused before anything is accepted.
      this.#expiry(request.listing, request.terms, this.#deps.clock.nowMs());
      const { refusal } = this.check(account, request);
      if (refusal !== null) throw accountError(account.account, refusal);
    }
    const ocaGroup = this.#deps.store.nextId();
    const orders = requests.map((request) => this.#accept(account, request, request.terms, { ocaGroup }));
    this.#deps.store.flush();
    return orders;
  }

  #accept(
    account: AccountState,
    request: OrderRequest,
    terms: OrderTerms,
    links: Partial<OrderState> = {},
  ): OrderState {
    const { store, clock } = this.#deps;
    const nowMs = clock.nowMs();
    const algo = this.#algoWindow(request, nowMs);
    const order: OrderState = {
      ...terms,
      ...(algo === null ? {} : { algo }),
      id: store.nextId(),
      account: account.account,
      orderNumber: request.orderNumber ?? account.nextOrderNumber,
      userMark: request.userMark,
      status: 'Initial',
      filledQuantity: ZERO,
      filledAmount: ZERO,
      fees: ZERO,
      realised: ZERO,
      isTriggered: false,
      isOpening: isOpening(account, request),
      replaceStatus: 'NONE',
      cancelStatus: 'NONE',
      remark: '',
      openedAtMs: nowMs,
      updatedAtMs: nowMs,
      expiresAtMs: this.#expiry(request.listing, terms, nowMs),
      cancelAtMs: null,
      ...links,
    };
    store.apply({ kind: 'order_accepted', order });
    return order;
  }

  /** Changes price, quantity or time in force of an open order; its id stays. @throws GatewayRefusal */
  modify(account: AccountState, order: OrderState, request: OrderRequest): void {
    const { store, clock } = this.#deps;
    if (!canModify(order))
      throw accountError(account.account, `BAD_REQUEST:The order is ${order.status} and cannot be modified`);
    if (order.algo !== undefined) {
      throw accountError(account.account, `BAD_REQUEST:${order.orderType} orders cannot be modified`);
    }
    if (compare(request.terms.quantity, order.filledQuantity) <= 0) {
      throw businessError("field 'total_quantity' must be above the quantity already filled");
    }
    const refusal = order.isDormant === true ? null : this.check(account, request, order).refusal;
    if (refusal !== null) throw accountError(account.account, refusal);
    const { quantity, quantityScale, limitPrice, auxPrice, timeInForce, outsideRth, iceberg } = request.terms;
    const nowMs = clock.nowMs();
    const expiresAtMs = this.#expiry(request.listing, request.terms, nowMs);
    const terms = { quantity, quantityScale, limitPrice, auxPrice, timeInForce, outsideRth, expiresAtMs };
    const changed = {
      ...terms,
      ...(iceberg === undefined ? {} : { iceberg }),
      ...this.#changedTrail(order, request),
      ...(request.terms.expireTimeMs === undefined ? {} : { expireTimeMs: request.terms.expireTimeMs }),
    };
    const patch = { ...changed, replaceStatus: 'REPLACED', updatedAtMs: nowMs } as const;
    store.apply({ kind: 'order_changed', id: order.id, patch });
    store.flush();
  }

  /** A new distance is measured from the market as it is now, whatever the stop had reached. */
  #changedTrail(
    { trailStopPrice: _before, ...order }: OrderState,
    { listing, terms }: OrderRequest,
  ): OrderPatch {
    const { trailing } = terms;
    const instrument = this.#deps.market.instrument(order.symbol);
    if (trailing === undefined || instrument === null || isDeepEqual(trailing, order.trailing)) return {};
    const { lastE4 } = this.#deps.market.quote(instrument);
    const stop = movedTrailStop({ ...order, trailing }, listing, lastE4);
    return { trailing, ...(stop === null ? {} : { trailStopPrice: stop }) };
  }

  /** Accepts the wish; the order is cancelled a moment later unless it fills before. @throws GatewayRefusal */
  cancel(account: AccountState, order: OrderState): void {
    const { store, clock } = this.#deps;
    if (!isOpenStatus(order.status)) {
      throw accountError(account.account, `BAD_REQUEST:The order is ${order.status} and cannot be cancelled`);
    }
    if (order.status === 'PendingCancel') return;
    const nowMs = clock.nowMs();
    // An order that never reached the exchange has nothing to wait for (state machine of wire contract 4.1).
    const status = order.status === 'Initial' ? 'Cancelled' : 'PendingCancel';
    const patch = { status, cancelStatus: 'RECEIVED', updatedAtMs: nowMs } as const;
    store.apply({
      kind: 'order_changed',
      id: order.id,
      patch: { ...patch, cancelAtMs: nowMs + CANCEL_LATENCY_MS },
    });
    store.flush();
  }

  /** Brings every open order up to the clock: expiry, cancels, sessions, triggers, fills. */
  advance(): void {
    this.#worker.advance();
    this.#deps.store.flush();
  }

  /** The window of an algorithm, within the trading day. @throws GatewayRefusal if it is no window */
  #algoWindow({ listing, algo }: OrderRequest, nowMs: number): AlgoWindow | null {
    if (algo === null) return null;
    const closesMs = this.#schedule(listing).nextToClose(nowMs).closesMs;
    const startMs = Math.max(nowMs, algo.startMs ?? nowMs);
    const endMs = Math.min(closesMs, algo.endMs ?? closesMs);
    if (endMs <= startMs) throw businessError('end_time must be later than start_time and than now');
    return { startMs, endMs, participation: algo.participation ?? null, mayRunOn: algo.mayRunOn ?? false };
  }

  #schedule(listing: Listing): MarketSchedule {
    const { market } = this.#deps;
    return market.instrument(listing.symbol)?.schedule ?? market.schedule(listing.market);
  }

  #expiry(listing: Listing, terms: OrderTerms, nowMs: number): number | null {
    if (terms.timeInForce === 'GTD') {
      const endMs = terms.expireTimeMs ?? 0;
      if (endMs <= nowMs) throw businessError("field 'expire_time' must be in the future");
      return endMs;
    }
    return terms.timeInForce === 'DAY' ? this.#schedule(listing).nextToClose(nowMs).closesMs : null;
  }

  #refuseDuplicate(account: AccountState, { orderNumber }: OrderRequest): void {
    if (orderNumber === null || this.duplicateOrderIds === 'ignore') return;
    const isUsed = Object.values(this.#deps.store.state.orders).some(
      (order) => order.account === account.account && order.orderNumber === orderNumber,
    );
    if (isUsed) throw new GatewayRefusal(REFUSAL_CODE.duplicateOrder, 'TRADE DUPLICATE ORDER ID');
  }
}

/** A cancel on its way cannot be overtaken by a change. */
export function canModify(order: OrderState): boolean {
  return isOpenStatus(order.status) && order.status !== 'PendingCancel';
}

function isOpening(account: AccountState, { listing, terms }: OrderRequest): boolean {
  const held: Decimal | undefined = account.positions[listing.symbol]?.quantity;
  if (held === undefined || isZero(held)) return true;
  return held.startsWith('-') === (terms.side === 'SELL');
}
