/** Calls per rolling minute, per tiger id and method (wire contract 7.2). */
export const PER_MINUTE = { high: 120, medium: 60, low: 10 } as const;
export type RateTier = keyof typeof PER_MINUTE;

/** place_order and modify_order together, per account (wire contract 7.2). */
export const ORDER_SENDING_METHODS: ReadonlySet<string> = new Set(['place_order', 'modify_order']);
export const ORDERS_PER_SECOND = 5;

const HIGH = `
  order_no place_order modify_order cancel_order orders active_orders inactive_orders filled_orders
  timeline hour_trading_timeline trade_tick quote_real_time quote_overnight
  option_trade_tick option_brief
  future_tick future_real_time_quote future_contract_by_exchange_code future_contract_by_contract_code
  future_continuous_contracts future_current_contract`;

const LOW = `
  grab_quote_permission get_quote_permission user_license user_token_refresh kline_quota
  market_state quote_delay all_symbols all_symbol_names stock_detail market_scanner market_scanner_tags
  trade_rank broker_hold future_exchange fund_details`;

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));
const TIERS = { high: words(HIGH), low: words(LOW) } as const;

/** A method that neither list names is medium, as is one that the contract does not name (wire contract 7.2). */
export function rateTier(method: string): RateTier {
  if (TIERS.high.has(method)) return 'high';
  return TIERS.low.has(method) ? 'low' : 'medium';
}

export function callsPerMinute(method: string): number {
  return PER_MINUTE[rateTier(method)];
}

/**
 * Of those, the calls that no AI client can take: a sixth, and at least two. Reading for an approval takes at most one
 * call of a method at a time, and a person approves less than 20 orders a minute.
 */
export function reservedPerMinute(method: string): number {
  return Math.max(2, Math.floor(callsPerMinute(method) / 6));
}
