import { expect, test } from 'vitest';
import { catalogueText, methodCatalogue } from '../../../src/tiger/methods/method-catalogue.ts';

/** Wire contract 7.2. Not of the methods but named there: hour_trading_timeline. */
const HIGH = [
  ...[
    'active_orders',
    'cancel_order',
    'filled_orders',
    'inactive_orders',
    'modify_order',
    'order_no',
    'orders',
  ],
  ...['place_order', 'timeline', 'trade_tick', 'quote_real_time', 'quote_overnight', 'option_trade_tick'],
  ...['option_brief', 'future_tick', 'future_real_time_quote', 'future_contract_by_exchange_code'],
  ...['future_contract_by_contract_code', 'future_continuous_contracts', 'future_current_contract'],
];
const LOW = [
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
];

test('each method has the tier of the contract', () => {
  const rows = methodCatalogue();
  const names = (tier: string) => rows.filter((row) => row.tier === tier).map((row) => row.name);
  expect(names('high').toSorted()).toEqual(HIGH.toSorted());
  expect(names('low').toSorted()).toEqual(LOW.toSorted());
  expect(names('medium')).toHaveLength(rows.length - HIGH.length - LOW.length);
});

test('it can be printed', () => {
  const lines = catalogueText().trimEnd().split('\n');
  expect(lines).toHaveLength(methodCatalogue().length + 2);
  expect(lines).toContain('| orders | `place_order` | 2.0 | trade | write | high |');
  expect(lines).toContain('| scanner | `market_scanner` | 1.0 | quote | read | low |');
});
