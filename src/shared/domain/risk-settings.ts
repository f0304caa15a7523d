import * as z from 'zod';
import { decimal, positiveDecimalSchema } from './decimal.ts';
import { type Currency, currencySchema } from './instrument.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/**
 * The settings of the pre-trade controls, one set per account. Defaults and their precedents: the notional caps per
 * currency and the quantity cap follow Webull's published MCP defaults, the collar follows the 3 % precautionary and
 * 10 % hard limits of Interactive Brokers, the duplicate window and approval lifetimes follow wallet and broker peers.
 */
export const riskSettingsSchema = z.strictObject({
  orderNotionalMax: z.record(currencySchema, positiveDecimalSchema),
  orderQuantityWarn: positiveDecimalSchema,
  orderQuantityMax: positiveDecimalSchema,
  /** Fractions: 0.03 is 3 %. */
  priceCollarWarn: positiveDecimalSchema,
  priceCollarBlock: positiveDecimalSchema,
  spreadMax: positiveDecimalSchema,
  driftMax: positiveDecimalSchema,
  driftTicksMax: z.int().min(1).max(100),
  previewAgeMaxMs: z
    .int()
    .min(1 * SECOND_MS)
    .max(5 * MINUTE_MS),
  quoteAgeMaxMs: z
    .int()
    .min(1 * SECOND_MS)
    .max(1 * MINUTE_MS),
  duplicateBlockMs: z
    .int()
    .min(0)
    .max(60 * MINUTE_MS),
  duplicateWarnMs: z
    .int()
    .min(0)
    .max(24 * 60 * MINUTE_MS),
  approvalLifetimeLiveMs: z
    .int()
    .min(10 * SECOND_MS)
    .max(60 * MINUTE_MS),
  approvalLifetimePaperMs: z
    .int()
    .min(10 * SECOND_MS)
    .max(60 * MINUTE_MS),
  areShortsEnabled: z.boolean(),
  isMarginEnabled: z.boolean(),
});
export type RiskSettings = z.infer<typeof riskSettingsSchema>;

export const DEFAULT_RISK_SETTINGS: RiskSettings = {
  orderNotionalMax: {
    USD: decimal(10_000),
    HKD: decimal(80_000),
    CNH: decimal(70_000),
    SGD: decimal(13_000),
    AUD: decimal(15_000),
    NZD: decimal(16_000),
  },
  orderQuantityWarn: decimal(500),
  orderQuantityMax: decimal(1000),
  priceCollarWarn: decimal('0.03'),
  priceCollarBlock: decimal('0.10'),
  spreadMax: decimal('0.01'),
  driftMax: decimal('0.005'),
  driftTicksMax: 2,
  previewAgeMaxMs: 15 * SECOND_MS,
  quoteAgeMaxMs: 3 * SECOND_MS,
  duplicateBlockMs: 30 * SECOND_MS,
  duplicateWarnMs: 10 * MINUTE_MS,
  approvalLifetimeLiveMs: 2 * MINUTE_MS,
  approvalLifetimePaperMs: 5 * MINUTE_MS,
  areShortsEnabled: false,
  isMarginEnabled: false,
};

/** null: there is no cap for this currency, and the control blocks since it cannot judge. */
export function orderNotionalMaxFor(settings: RiskSettings, currency: Currency) {
  return settings.orderNotionalMax[currency] ?? null;
}
