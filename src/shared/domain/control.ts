import * as z from 'zod';

/**
 * How a pre-trade control judges an order. The window shows them as SAFE, WARNING (acknowledge), DANGER (acknowledge
 * each) and FORBIDDEN (no override).
 */
export const controlLevelSchema = z.enum(['pass', 'warning', 'danger', 'block']);
export type ControlLevel = z.infer<typeof controlLevelSchema>;

export const controlIdSchema = z.enum([
  'live_trading_switch',
  'client_access',
  'approval_required',
  'approval_time_to_live',
  'sealed_approval',
  'drift_at_send',
  'order_notional',
  'order_quantity',
  'price_collar',
  'market_order_conditions',
  'duplicate_order',
  'idempotency',
  'unknown_outcome_lock',
  'contract_rules',
  'buying_power',
  'kinds_enabled',
  'unlimited_loss',
  'market_state',
  'order_rate',
  'waiting_approvals',
  'daily_notional',
  'daily_loss',
  'symbol_position',
  'gross_exposure',
  'symbol_lists',
  'identity_mismatch',
  'trading_session',
  'size_against_market',
  'unusual_size',
  'opposite_order',
  'kill_switch',
  'context_taint',
  'expiry_day',
]);
export type ControlId = z.infer<typeof controlIdSchema>;

export const controlResultSchema = z.strictObject({
  control: controlIdSchema,
  level: controlLevelSchema,
  /** What was measured, in words with its unit; null where nothing could be measured. */
  value: z.string().nullable(),
  /** The setting it was measured against; null where the control has no setting. */
  limit: z.string().nullable(),
  text: z.string(),
});
export type ControlResult = z.infer<typeof controlResultSchema>;
