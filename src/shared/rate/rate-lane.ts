import { CallWindow } from './call-window.ts';
import {
  callsPerMinute,
  ORDER_SENDING_METHODS,
  ORDERS_PER_SECOND,
  type RateTier,
  rateTier,
  reservedPerMinute,
} from './rate-tiers.ts';

/** Tiger counts when a call arrives, we when it leaves; the margin covers calls that travel at different speeds. */
const ARRIVAL_MARGIN_MS = 250;
const MINUTE_MS = 60_000 + ARRIVAL_MARGIN_MS;
const SECOND_MS = 1_000 + ARRIVAL_MARGIN_MS;
/** Methods of the contract are about 110; a caller that invents names must not fill the memory. */
const METHODS_MAX = 500;

export interface SlotWish {
  readonly method: string;
  /** Orders are limited by account besides. */
  readonly account: string;
  /** The AI client for which the call is made; null: the app itself or the person in its window. */
  readonly client: string | null;
  /** A slot later than this is not booked. */
  readonly waitMaxMs: number;
}

/** How long until the call may leave, or until it could. */
export type Slot =
  | { readonly isBooked: true; readonly waitMs: number }
  | { readonly isBooked: false; readonly waitMs: number };

/** Calls of one method by one account for one client. */
interface MethodUse {
  readonly account: string;
  readonly client: string | null;
  readonly calls: number;
}

export interface MethodUsage {
  readonly method: string;
  readonly tier: RateTier;
  readonly limit: number;
  /** Calls that left within the last minute. */
  readonly used: number;
  /** Calls whose slot is still to come. */
  readonly waiting: number;
  /** Calls that were given a slot, and those that were given none, since the start of the app. */
  readonly bookedTotal: number;
  readonly refusedTotal: number;
  readonly uses: readonly MethodUse[];
}

interface Booking {
  readonly atMs: number;
  readonly account: string;
  readonly client: string | null;
}

interface MethodState {
  /** For everybody. */
  readonly open: CallWindow;
  /** For the app itself, so that no AI client can keep an approval from reading what it shows. */
  readonly reserved: CallWindow;
  bookings: Booking[];
  bookedTotal: number;
  refusedTotal: number;
}

/**
 * The calls of one tiger id, whichever of its accounts makes them: Tiger counts by tiger id and method over a rolling
 * minute (wire contract 7.2), so both are counted here. Times are of one monotonic clock.
 */
export class RateLane {
  readonly #methods = new Map<string, MethodState>();
  readonly #orders = new Map<string, CallWindow>();

  book(wish: SlotWish, nowMs: number): Slot {
    const state = this.#state(wish.method);
    const orders = ORDER_SENDING_METHODS.has(wish.method) ? [this.#ordersOf(wish.account)] : [];
    const window = windowFor(state, wish.client, nowMs);
    const slotMs = Math.max(...[window, ...orders].map((one) => one.nextFreeMs(nowMs)));
    const waitMs = Math.ceil(slotMs - nowMs);
    if (waitMs > wish.waitMaxMs) {
      state.refusedTotal += 1;
      return { isBooked: false, waitMs };
    }
    for (const one of [window, ...orders]) one.book(slotMs);
    state.bookedTotal += 1;
    state.bookings = recent(state.bookings, nowMs);
    state.bookings.push({ atMs: slotMs, account: wish.account, client: wish.client });
    return { isBooked: true, waitMs };
  }

  usage(nowMs: number): MethodUsage[] {
    return [...this.#methods].map(([method, state]) => {
      const bookings = recent(state.bookings, nowMs);
      return {
        method,
        tier: rateTier(method),
        limit: callsPerMinute(method),
        used: bookings.filter(({ atMs }) => atMs <= nowMs).length,
        waiting: bookings.filter(({ atMs }) => atMs > nowMs).length,
        bookedTotal: state.bookedTotal,
        refusedTotal: state.refusedTotal,
        uses: usesOf(bookings),
      };
    });
  }

  #state(method: string): MethodState {
    const known = this.#methods.get(method);
    if (known !== undefined) return known;
    const reserved = reservedPerMinute(method);
    const state: MethodState = {
      open: new CallWindow(callsPerMinute(method) - reserved, MINUTE_MS),
      reserved: new CallWindow(reserved, MINUTE_MS),
      bookings: [],
      bookedTotal: 0,
      refusedTotal: 0,
    };
    if (this.#methods.size >= METHODS_MAX) throw new RangeError('more methods than Tiger has');
    this.#methods.set(method, state);
    return state;
  }

  #ordersOf(account: string): CallWindow {
    const window = this.#orders.get(account) ?? new CallWindow(ORDERS_PER_SECOND, SECOND_MS);
    this.#orders.set(account, window);
    return window;
  }
}

/** The app itself takes whichever is free earlier, and the open one first. */
function windowFor(state: MethodState, client: string | null, nowMs: number): CallWindow {
  if (client !== null) return state.open;
  return state.reserved.nextFreeMs(nowMs) < state.open.nextFreeMs(nowMs) ? state.reserved : state.open;
}

function recent(bookings: readonly Booking[], nowMs: number): Booking[] {
  return bookings.filter(({ atMs }) => atMs > nowMs - MINUTE_MS);
}

function usesOf(bookings: readonly Booking[]): MethodUse[] {
  const uses = new Map<string, MethodUse>();
  for (const { account, client } of bookings) {
    const key = JSON.stringify([account, client]);
    uses.set(key, { account, client, calls: (uses.get(key)?.calls ?? 0) + 1 });
  }
  return [...uses.values()].sort((left, right) => right.calls - left.calls);
}
