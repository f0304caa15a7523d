import { accounts, positions, primeAssets } from '../../../src/tiger/methods/account-methods.ts';
import { aggregateAssets, estimateTradableQuantity } from '../../../src/tiger/methods/asset-methods.ts';
import { contract, quoteContract } from '../../../src/tiger/methods/contract-methods.ts';
import {
  placeForexOrder,
  segmentFundAvailable,
  segmentFundHistory,
  transferFund,
  transferSegmentFund,
} from '../../../src/tiger/methods/fund-transfer-methods.ts';
import {
  optionExerciseCancel,
  optionExerciseCheck,
  optionExerciseRecord,
  optionExerciseSubmit,
} from '../../../src/tiger/methods/option-exercise-methods.ts';
import {
  cancelOrder,
  orderNumber,
  placeOrder,
  previewOrder,
} from '../../../src/tiger/methods/order-methods.ts';
import {
  activeOrders,
  filledOrders,
  inactiveOrders,
  orders,
  orderTransactions,
} from '../../../src/tiger/methods/order-query-methods.ts';
import {
  positionTransfer,
  positionTransferDetail,
  positionTransferRecords,
} from '../../../src/tiger/methods/position-transfer-methods.ts';
import { userLicense, userTokenRefresh } from '../../../src/tiger/methods/user-methods.ts';
import { exact, type RecordedCall, recorded } from './recorded-call.ts';

/** By the official SDK's name of the call, as in method_fixtures.json. */
export const TRADE_CALLS: readonly RecordedCall[] = [
  recorded('get_managed_accounts', accounts, {}),
  recorded('get_contract', contract, { sec_type: 'STK', symbol: 'AAPL' }),
  recorded('get_derivative_contracts', quoteContract, {
    expiry: '20261218',
    sec_type: 'OPT',
    symbols: ['AAPL'],
  }),
  recorded('get_positions', positions, { currency: 'ALL', market: 'ALL', sec_type: 'STK' }),
  recorded('get_prime_assets', primeAssets, { base_currency: 'USD', consolidated: true }),
  recorded('get_aggregate_assets', aggregateAssets, { base_currency: 'USD', seg_type: 'SEC' }),
  recorded('get_orders', orders, { limit: 100, market: 'ALL' }),
  recorded('get_open_orders', activeOrders, { market: 'ALL' }),
  recorded('get_cancelled_orders', inactiveOrders, { market: 'ALL' }),
  recorded('get_filled_orders', filledOrders, {
    end_date: '2026-11-30',
    market: 'ALL',
    start_date: '2026-11-01',
  }),
  recorded('create_order', orderNumber, {}),
  recorded('preview_order', previewOrder, {
    action: 'BUY',
    currency: 'USD',
    limit_price: exact('201.5'),
    order_type: 'LMT',
    sec_type: 'STK',
    symbol: 'AAPL',
    time_in_force: 'DAY',
    total_quantity: 1n,
    outside_rth: false,
  }),
  recorded('place_order', placeOrder, {
    action: 'BUY',
    currency: 'USD',
    limit_price: exact('201.5'),
    order_type: 'LMT',
    sec_type: 'STK',
    symbol: 'AAPL',
    time_in_force: 'DAY',
    total_quantity: 100n,
    outside_rth: false,
  }),
  recorded('cancel_order', cancelOrder, { id: 40139406481165313n }),
  recorded('get_transactions', orderTransactions, { limit: 100, order_id: 40139406481165313n }),
  recorded('get_transactions by symbol', orderTransactions, {
    end_date: '2026-11-30',
    limit: 100,
    sec_type: 'STK',
    start_date: '2026-11-01',
    symbol: 'AAPL',
  }),
  recorded('get_segment_fund_available', segmentFundAvailable, { currency: 'USD', from_segment: 'SEC' }),
  recorded('get_segment_fund_history', segmentFundHistory, { limit: 10 }),
  recorded('transfer_segment_fund', transferSegmentFund, {
    amount: exact('100.0'),
    currency: 'USD',
    from_segment: 'SEC',
    to_segment: 'FUT',
  }),
  recorded('place_forex_order', placeForexOrder, {
    seg_type: 'SEC',
    source_amount: exact('100.0'),
    source_currency: 'USD',
    target_currency: 'HKD',
  }),
  recorded('get_estimate_tradable_quantity', estimateTradableQuantity, {
    action: 'BUY',
    limit_price: exact('201.5'),
    order_type: 'LMT',
    sec_type: 'STK',
    symbol: 'AAPL',
  }),
  recorded('get_funding_history', transferFund, { seg_type: 'SEC' }),
  recorded('transfer_position', positionTransfer, {
    from_account: '1001',
    market: 'US',
    to_account: '1002',
    transfers: [{ quantity: 10, symbol: 'AAPL' }],
  }),
  recorded('get_position_transfer_records', positionTransferRecords, {
    account_id: '1001',
    since_date: '2026-11-01',
    to_date: '2026-11-30',
  }),
  recorded('get_position_transfer_detail', positionTransferDetail, { account_id: '1001', id: '12345' }),
  recorded('submit_option_exercise', optionExerciseSubmit, {
    contract_id: 2701923713n,
    executing_date: '20261218',
    quantity: 1,
    type: 'Exercise',
  }),
  recorded('check_option_exercise', optionExerciseCheck, {
    contract_id: 2701923713n,
    executing_date: '20261218',
    quantity: 1,
    type: 'Exercise',
  }),
  recorded('get_option_exercise_records', optionExerciseRecord, { page: 1, size: 20 }),
  recorded('cancel_option_exercise', optionExerciseCancel, { id: 302n }),
  recorded('query_license', userLicense, {}),
  recorded('query_token', userTokenRefresh, {}),
];
