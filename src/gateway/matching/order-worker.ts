import {
  add,
  decimal,
  isPositive,
  isZero,
  minimum,
  multiply,
  subtract,
} from '../../shared/domain/decimal.ts';
import type { GatewayClock } from '../gateway-clock.ts';
import { totalFees } from '../ledger/fees.ts';
import { type OrderPatch, remainingQuantity } from '../ledger/ledger-event.ts';
import { toCents } from '../ledger/money.ts';
import { priceToE4 } from '../ledger/order-margin.ts';
import { hasEnded } from '../market/contract-end.ts';
import type { PricedInstrument } from '../market/instrument.ts';
import { e4ToDecimal } from '../market/price-e4.ts';
import type { Quote, SimulatedMarket } from '../market/simulated-market.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { algoQuantityNow } from './algo-schedule.ts';
import { comboFill } from './combo-fill.ts';
import { movedSlice } from './iceberg.ts';
import { Liquidity, type Take } from './liquidity.ts';
import { isOpenStatus, type OrderState } from './order-state.ts';
import { settleDuePositions } from './position-settlement.ts';
import { isTriggeredBy, movedTrailStop } from './stop-price.ts';

interface WorkerDeps {
  readonly store: LedgerStore;
  readonly market: SimulatedMarket;
  readonly clock: GatewayClock;
}

/** Brings orders and positions up to the clock. The caller makes the changes durable. */
export class OrderWorker {
  readonly #deps: WorkerDeps;
  readonly #liquidity = new Liquidity();

  constructor(deps: WorkerDeps) {
    this.#deps = deps;
  }

  advance(): void {
    const { store, market, clock } = this.#deps;
    const nowMs = clock.nowMs();
    for (const order of Object.values(store.state.orders)) {
      if (isOpenStatus(order.status)) this.#advanceOrder(order.id, nowMs);
    }
    settleDuePositions(store, market, nowMs);
  }

  #advanceOrder(id: string, nowMs: number): void {
    const order = this.#order(id);
    const instrument = this.#deps.market.instrument(order.symbol);
    // Another order of the same pass may have ended this one.
    if (instrument === null || !isOpenStatus(order.status)) return;
    if (this.#end(order, instrument, nowMs)) return;
    if (order.isDormant === true && !this.#wake(order, nowMs)) return;
    if (instrument.isHalted || !instrument.schedule.isOpen(nowMs)) {
      if (order.status === 'Initial') this.#change(id, { status: 'PendingSubmit' }, nowMs);
      return;
    }
    if (nowMs < (order.algo?.startMs ?? order.iceberg?.startMs ?? 0)) {
      if (order.status === 'Initial') this.#change(id, { status: 'PendingSubmit' }, nowMs);
      return;
    }
    if (order.status === 'Initial' || order.status === 'PendingSubmit') {
      this.#change(id, { status: 'Submitted' }, nowMs);
    }
    this.#work(id, instrument, nowMs);
  }

  /** @returns true if the order is over */
  #end(order: OrderState, instrument: PricedInstrument, nowMs: number): boolean {
    const { id } = order;
    const isExpired = order.expiresAtMs !== null && nowMs >= order.expiresAtMs;
    if (isExpired || hasEnded(instrument, nowMs) || this.#hasEndedLeg(order, nowMs)) {
      if (order.status === 'PendingCancel') this.#change(id, { status: 'Cancelled' }, nowMs);
      else this.#change(id, { status: 'Invalid', remark: expiryRemark(order) }, nowMs);
      return true;
    }
    if (order.status === 'PendingCancel' && order.cancelAtMs !== null && nowMs >= order.cancelAtMs) {
      this.#change(id, { status: 'Cancelled' }, nowMs);
      return true;
    }
    const isWindowOver = nowMs > windowEndMs(order);
    if (!isWindowOver) return false;
    // What the window has brought by its end may still trade, once.
    this.#work(id, instrument, nowMs);
    if (isOpenStatus(this.#order(id).status)) {
      this.#change(id, { status: 'Invalid', remark: 'The time window of the order is over' }, nowMs);
    }
    return true;
  }

  #hasEndedLeg({ combo }: OrderState, nowMs: number): boolean {
    const instruments = (combo?.legs ?? []).map(({ symbol }) => this.#deps.market.instrument(symbol));
    return instruments.some((instrument) => instrument === null || hasEnded(instrument, nowMs));
  }

  /** A leg lives for as much as its parent has filled, and not before the parent is done. @returns true if awake */
  #wake(leg: OrderState, nowMs: number): boolean {
    const parent = this.#deps.store.state.orders[leg.parentId ?? ''];
    if (parent !== undefined && isOpenStatus(parent.status)) {
      if (leg.status === 'Initial') this.#change(leg.id, { status: 'PendingSubmit' }, nowMs);
      return false;
    }
    if (parent === undefined || isZero(parent.filledQuantity)) {
      this.#change(leg.id, { status: 'Cancelled', remark: 'The main order did not fill' }, nowMs);
      return false;
    }
    const quantity = minimum(leg.quantity, parent.filledQuantity);
    this.#change(leg.id, { isDormant: false, quantity }, nowMs);
    return true;
  }

  #work(id: string, instrument: PricedInstrument, nowMs: number): void {
    if (this.#order(id).combo !== undefined) {
      this.#workCombo(id, nowMs);
      return;
    }
    const quote = this.#deps.market.quote(instrument);
    const stop = this.#order(id).isTriggered
      ? null
      : movedTrailStop(this.#order(id), instrument.listing, quote.lastE4);
    if (stop !== null) this.#change(id, { trailStopPrice: stop }, nowMs);
    const { iceberg } = this.#order(id);
    const slice = iceberg === undefined ? null : movedSlice(this.#order(id), iceberg, quote, nowMs);
    if (slice !== null) this.#change(id, { shownSlice: slice }, nowMs);
    const order = this.#order(id);
    const isStop = order.auxPrice !== null || order.trailing !== undefined;
    if (isStop && !order.isTriggered) {
      if (!isTriggeredBy(order, quote.lastE4)) return;
      this.#change(id, { isTriggered: true }, nowMs);
    }
    const { limitE4, open } = this.#shown(order, quote, nowMs);
    if (!isPositive(open)) return;
    for (const take of this.#liquidity.take(order.symbol, order.side, quote.book, open, limitE4)) {
      this.#fill(this.#order(id), instrument, take, nowMs);
    }
  }

  /** Every leg at the best prices shown, for as many combinations as all of them allow. */
  #workCombo(id: string, nowMs: number): void {
    const { market, store } = this.#deps;
    const fill = comboFill(this.#order(id), { market, store, liquidity: this.#liquidity, nowMs });
    if (fill !== null) store.apply({ kind: 'combo_filled', fill });
  }

  /** @returns the limit that the market sees, and how much of the order it may take */
  #shown(order: OrderState, quote: Quote, nowMs: number) {
    const open = minimum(remainingQuantity(order), algoQuantityNow(order, quote.book, nowMs));
    const { shownSlice } = order;
    if (shownSlice === undefined) return { limitE4: priceToE4(order.limitPrice), open };
    const left = subtract(shownSlice.endsAtQuantity, order.filledQuantity);
    return { limitE4: priceToE4(shownSlice.limitPrice), open: minimum(open, left) };
  }

  #fill(order: OrderState, { listing }: PricedInstrument, take: Take, timeMs: number): void {
    const { store } = this.#deps;
    const price = e4ToDecimal(take.priceE4);
    const amount = toCents(multiply(multiply(take.quantity, price), decimal(listing.multiplier)));
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
    this.#reduceSiblings(this.#order(order.id), take, timeMs);
  }

  /** One cancels the other: what one order of a group fills, the others no longer have to. */
  #reduceSiblings(order: OrderState, take: Take, nowMs: number): void {
    if (order.ocaGroup === undefined) return;
    for (const sibling of Object.values(this.#deps.store.state.orders)) {
      const isSibling = sibling.ocaGroup === order.ocaGroup && sibling.id !== order.id;
      if (!isSibling || !isOpenStatus(sibling.status)) continue;
      const left = subtract(sibling.quantity, take.quantity);
      const isOver = order.status === 'Filled' || !isPositive(subtract(left, sibling.filledQuantity));
      if (isOver)
        this.#change(sibling.id, { status: 'Cancelled', remark: 'Cancelled by the other order' }, nowMs);
      else this.#change(sibling.id, { quantity: left }, nowMs);
    }
  }

  #change(id: string, patch: OrderPatch, updatedAtMs: number): void {
    this.#deps.store.apply({ kind: 'order_changed', id, patch: { ...patch, updatedAtMs } });
  }

  #order(id: string): OrderState {
    const order = this.#deps.store.state.orders[id];
    if (order === undefined) throw new RangeError(`unknown order ${id}`);
    return order;
  }
}

/** Of the orders that work within a window of time; the others have no end of this kind. */
function windowEndMs({ algo, iceberg }: OrderState): number {
  if (algo !== undefined && !algo.mayRunOn) return algo.endMs;
  return iceberg?.endMs ?? Number.POSITIVE_INFINITY;
}

function expiryRemark({ timeInForce }: OrderState): string {
  return timeInForce === 'DAY' ? 'Order expired at the end of the trading day' : 'Order expired';
}
