import { GatewayRefusal, REFUSAL_CODE } from './gateway-refusal.ts';

const WINDOW_MS = 60_000;
const ORDER_WINDOW_MS = 1_000;
/** place_order and modify_order together, per account (wire contract 7.2, "Extra"). */
const ORDERS_PER_SECOND = 5;

const HIGH = 120;
const MEDIUM = 60;
const LOW = 10;

/** Wire contract 7.2; a method that is not listed counts as medium. */
const PER_MINUTE: Readonly<Record<string, number>> = {
  order_no: HIGH,
  place_order: HIGH,
  modify_order: HIGH,
  cancel_order: HIGH,
  orders: HIGH,
  active_orders: HIGH,
  inactive_orders: HIGH,
  filled_orders: HIGH,
  quote_real_time: HIGH,
  timeline: HIGH,
  trade_tick: HIGH,
  quote_overnight: HIGH,
  option_trade_tick: HIGH,
  option_brief: HIGH,
  future_tick: HIGH,
  future_real_time_quote: HIGH,
  future_contract_by_contract_code: HIGH,
  future_contract_by_exchange_code: HIGH,
  future_continuous_contracts: HIGH,
  future_current_contract: HIGH,
  grab_quote_permission: LOW,
  get_quote_permission: LOW,
  market_state: LOW,
  quote_delay: LOW,
  user_license: LOW,
  all_symbol_names: LOW,
  all_symbols: LOW,
  stock_detail: LOW,
  user_token_refresh: LOW,
  kline_quota: LOW,
  market_scanner: LOW,
  market_scanner_tags: LOW,
  trade_rank: LOW,
  broker_hold: LOW,
  future_exchange: LOW,
  fund_details: LOW,
};

/** Throttled answers: HTTP 429 with code 5, or the older HTTP 200 with code 4 (wire contract 7.2). */
export type RateLimitForm = 'http_429' | 'code_4';

/** Rolling windows per tiger id and method. `now` is monotonic: rates are real time whatever the gateway's clock is. */
export class RateLimiter {
  readonly #now: () => number;
  readonly #form: RateLimitForm;
  /** Times of the calls inside the window; never longer than the limit. */
  readonly #calls = new Map<string, number[]>();

  constructor(deps: { readonly nowMs: () => number; readonly form?: RateLimitForm }) {
    this.#now = deps.nowMs;
    this.#form = deps.form ?? 'http_429';
  }

  /** Counts a call. @throws GatewayRefusal with code 5 and HTTP status 429 */
  admit(tigerId: string, method: string): void {
    const limit = PER_MINUTE[method] ?? MEDIUM;
    this.#admit(`${tigerId} ${method}`, limit, WINDOW_MS, `${method}, up to ${limit} times per minute`);
  }

  /** @throws GatewayRefusal as {@link admit} */
  admitOrder(account: string): void {
    const text = `place_order and modify_order, up to ${ORDERS_PER_SECOND} times per second`;
    this.#admit(`order ${account}`, ORDERS_PER_SECOND, ORDER_WINDOW_MS, text);
  }

  #admit(key: string, limit: number, windowMs: number, text: string): void {
    const nowMs = this.#now();
    const calls = (this.#calls.get(key) ?? []).filter((timeMs) => timeMs > nowMs - windowMs);
    this.#calls.set(key, calls);
    if (calls.length >= limit) {
      const message = `rate limit error(current limiting interface:${text})`;
      if (this.#form === 'code_4') throw new GatewayRefusal(REFUSAL_CODE.forbidden, message);
      throw new GatewayRefusal(REFUSAL_CODE.rateLimit, message, 429);
    }
    calls.push(nowMs);
  }
}
