import { add, compare, type Decimal, isZero, multiply, subtract, ZERO } from '../../shared/domain/decimal.ts';
import type { GatewayClock } from '../gateway-clock.ts';
import { accountError, businessError, GatewayRefusal, REFUSAL_CODE } from '../gateway-refusal.ts';
import { totalFees } from '../ledger/fees.ts';
import { remainingQuantity } from '../ledger/ledger-event.ts';
import type { AccountState } from '../ledger/ledger-state.ts';
import { toCents } from '../ledger/money.ts';
import { priceToE4 } from '../ledger/valuation.ts';
import type { PricedInstrument } from '../market/instrument.ts';
import { e4ToDecimal } from '../market/price-e4.ts';
import type { Quote, SimulatedMarket } from '../market/simulated-market.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { Liquidity, type Take } from './liquidity.ts';
import { checkOrder, type OrderCheck } from './order-checks.ts';
import type { OrderRequest } from './order-request.ts';
import { isOpenStatus, type OrderState } from './order-state.ts';

/** Wire contract 5.2: global accounts refuse a used number; for others it is unproven. */
export type DuplicateOrderIds = 'refuse' | 'ignore';

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
  readonly #liquidity = new Liquidity();

  constructor(deps: EngineDeps) {
    this.#deps = deps;
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

  /** @returns the order as accepted, before anything filled; @throws GatewayRefusal */
  place(account: AccountState, request: OrderRequest): OrderState {
    const { store, clock } = this.#deps;
    this.#refuseDuplicate(account, request);
    const { refusal } = this.check(account, request);
    if (refusal !== null) throw accountError(account.account, refusal);
    const nowMs = clock.nowMs();
    const order: OrderState = {
      ...request.terms,
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
      expiresAtMs: this.#expiry(request, nowMs),
      cancelAtMs: null,
    };
    store.apply({ kind: 'order_accepted', order });
    store.flush();
    return order;
  }

  /** Changes price, quantity or time in force of an open order; its id stays. @throws GatewayRefusal */
  modify(account: AccountState, order: OrderState, request: OrderRequest): void {
    const { store, clock } = this.#deps;
    if (!canModify(order))
      throw accountError(account.account, `BAD_REQUEST:The order is ${order.status} and cannot be modified`);
    if (compare(request.terms.quantity, order.filledQuantity) <= 0) {
      throw businessError("field 'total_quantity' must be above the quantity already filled");
    }
    const { refusal } = this.check(account, request, order);
    if (refusal !== null) throw accountError(account.account, refusal);
    const { quantity, quantityScale, limitPrice, auxPrice, timeInForce, outsideRth } = request.terms;
    const nowMs = clock.nowMs();
    const expiresAtMs = this.#expiry(request, nowMs);
    const terms = { quantity, quantityScale, limitPrice, auxPrice, timeInForce, outsideRth, expiresAtMs };
    const patch = { ...terms, replaceStatus: 'REPLACED', updatedAtMs: nowMs } as const;
    store.apply({ kind: 'order_changed', id: order.id, patch });
    store.flush();
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
    const { store, clock } = this.#deps;
    const nowMs = clock.nowMs();
    for (const order of Object.values(store.state.orders)) {
      if (isOpenStatus(order.status)) this.#advanceOrder(order.id, nowMs);
    }
    store.flush();
  }

  #advanceOrder(id: string, nowMs: number): void {
    const { market } = this.#deps;
    const order = this.#order(id);
    const instrument = market.instrument(order.symbol);
    if (instrument === null) return;
    if (order.expiresAtMs !== null && nowMs >= order.expiresAtMs) {
      if (order.status === 'PendingCancel') this.#change(id, { status: 'Cancelled' }, nowMs);
      else
        this.#change(id, { status: 'Invalid', remark: 'Order expired at the end of the trading day' }, nowMs);
      return;
    }
    if (order.status === 'PendingCancel' && order.cancelAtMs !== null && nowMs >= order.cancelAtMs) {
      this.#change(id, { status: 'Cancelled' }, nowMs);
      return;
    }
    if (instrument.isHalted || !instrument.schedule.isOpen(nowMs)) {
      if (order.status === 'Initial') this.#change(id, { status: 'PendingSubmit' }, nowMs);
      return;
    }
    if (order.status === 'Initial' || order.status === 'PendingSubmit') {
      this.#change(id, { status: 'Submitted' }, nowMs);
    }
    this.#work(id, instrument, nowMs);
  }

  #work(id: string, instrument: PricedInstrument, nowMs: number): void {
    const quote = this.#deps.market.quote(instrument);
    const order = this.#order(id);
    if (order.auxPrice !== null && !order.isTriggered) {
      if (!isTriggeredBy(order, quote)) return;
      this.#change(id, { isTriggered: true }, nowMs);
    }
    const limitE4 = priceToE4(order.limitPrice);
    const open = remainingQuantity(order);
    for (const take of this.#liquidity.take(order.symbol, order.side, quote.book, open, limitE4)) {
      this.#fill(this.#order(id), instrument, take, nowMs);
    }
  }

  #fill(order: OrderState, { listing }: PricedInstrument, take: Take, timeMs: number): void {
    const { store } = this.#deps;
    const price = e4ToDecimal(take.priceE4);
    const amount = toCents(multiply(take.quantity, price));
    const quantity = add(order.filledQuantity, take.quantity);
    const total = totalFees({ listing, side: order.side, quantity, amount: add(order.filledAmount, amount) });
    store.apply({
      kind: 'order_filled',
      execution: {
        id: store.nextId(),
        orderId: order.id,
        account: order.account,
        symbol: order.symbol,
        side: order.side,
        quantity: take.quantity,
        price,
        amount,
        fees: subtract(total, order.fees),
        timeMs,
      },
    });
  }

  #change(id: string, patch: Partial<OrderState>, updatedAtMs: number): void {
    this.#deps.store.apply({ kind: 'order_changed', id, patch: { ...patch, updatedAtMs } });
  }

  #order(id: string): OrderState {
    const order = this.#deps.store.state.orders[id];
    if (order === undefined) throw new RangeError(`unknown order ${id}`);
    return order;
  }

  #expiry({ listing, terms }: OrderRequest, nowMs: number): number | null {
    if (terms.timeInForce !== 'DAY') return null;
    return this.#deps.market.schedule(listing.market).nextToClose(nowMs).closesMs;
  }

  #refuseDuplicate(account: AccountState, { orderNumber }: OrderRequest): void {
    if (orderNumber === null || this.#deps.duplicateOrderIds === 'ignore') return;
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

/** A stop to buy wakes when the price has risen to its trigger, a stop to sell when it has fallen to it. */
function isTriggeredBy(order: OrderState, quote: Quote): boolean {
  const triggerE4 = priceToE4(order.auxPrice);
  if (triggerE4 === null) return true;
  return order.side === 'BUY' ? quote.lastE4 >= triggerE4 : quote.lastE4 <= triggerE4;
}
