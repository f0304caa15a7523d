/** Calls per rolling minute, per tiger id and method (wire contract 7.2). */
const PER_MINUTE = { high: 120, medium: 60, low: 10 } as const;
type RateTier = keyof typeof PER_MINUTE;

/** place_order and modify_order together, per account (wire contract 7.2). */
export const ORDER_SENDING_METHODS: ReadonlySet<string> = new Set(['place_order', 'modify_order']);
export const ORDERS_PER_SECOND = 5;

const TIERS: Readonly<Record<RateTier, ReadonlySet<string>>> = {
  high: new Set([
    ...[
      'order_no',
      'place_order',
      'modify_order',
      'cancel_order',
      'orders',
      'active_orders',
      'inactive_orders',
    ],
    ...[
      'filled_orders',
      'timeline',
      'hour_trading_timeline',
      'trade_tick',
      'quote_real_time',
      'quote_overnight',
    ],
    ...['option_trade_tick', 'option_brief', 'future_tick', 'future_real_time_quote'],
    ...[
      'future_contract_by_exchange_code',
      'future_contract_by_contract_code',
      'future_continuous_contracts',
    ],
    'future_current_contract',
  ]),
  medium: new Set(),
  low: new Set([
    ...['grab_quote_permission', 'get_quote_permission', 'market_state', 'quote_delay', 'user_license'],
    ...[
      'user_token_refresh',
      'kline_quota',
      'all_symbol_names',
      'all_symbols',
      'stock_detail',
      'market_scanner',
    ],
    ...['market_scanner_tags', 'trade_rank', 'broker_hold', 'future_exchange', 'fund_details'],
  ]),
};

/** A method that the list does not name counts as medium (wire contract 7.2). */
export function callsPerMinute(method: string): number {
  if (TIERS.high.has(method)) return PER_MINUTE.high;
  return TIERS.low.has(method) ? PER_MINUTE.low : PER_MINUTE.medium;
}
