import * as z from 'zod';
import { decimal, minimum, positiveDecimalSchema } from './decimal.ts';
import { type Currency, currencySchema, type SecurityType, symbolSchema } from './instrument.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
/** A list that nobody can read any more protects nobody. */
const SYMBOLS_LISTED_MAX = 200;
const symbols = z
  .array(symbolSchema)
  .max(SYMBOLS_LISTED_MAX)
  .transform((listed) => [...new Set(listed)]);

/**
 * The settings of the pre-trade controls, one set per account. Defaults and their precedents: the notional caps per
 * currency and the quantity cap follow Webull's published MCP defaults, the collar follows the 3 % precautionary and
 * 10 % hard limits of Interactive Brokers, the duplicate window and approval lifetimes follow wallet and broker peers.
 */
export const riskSettingsSchema = z.strictObject({
  orderNotionalMax: z.record(currencySchema, positiveDecimalSchema),
  orderQuantityWarn: positiveDecimalSchema,
  orderQuantityMax: positiveDecimalSchema,
  /** Of options. */
  contractQuantityMax: positiveDecimalSchema,
  /** Fractions: 0.03 is 3 %. */
  priceCollarWarn: positiveDecimalSchema,
  priceCollarBlock: positiveDecimalSchema,
  /** The same for options, whose books are wider. */
  optionCollarBlock: positiveDecimalSchema,
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
  ordersPerMinuteMax: z.int().min(1).max(60),
  ordersPerDayMax: z.int().min(1).max(1000),
  /** How many times the cap of one order all orders of a day may be worth, per currency. */
  dailyNotionalTimes: positiveDecimalSchema,
  /** Fractions of net liquidation. */
  dailyLossMax: positiveDecimalSchema,
  symbolPositionMax: positiveDecimalSchema,
  /** Multiples of net liquidation. */
  grossExposureMax: positiveDecimalSchema,
  /** Fraction of the average daily volume of the last 20 days. */
  averageVolumeWarn: positiveDecimalSchema,
  /** Fraction of what the other side of the book shows. */
  displayedSizeWarn: positiveDecimalSchema,
  /** Standard deviations above the mean of the account's own orders. */
  unusualDeviations: positiveDecimalSchema,
  /** Empty: every symbol. */
  symbolsAllowed: symbols,
  symbolsDenied: symbols,
  /** Before the end of a contract's last session (control 25). */
  expiryWarnMs: z
    .int()
    .min(0)
    .max(24 * 60 * MINUTE_MS),
  expiryBlockMs: z
    .int()
    .min(0)
    .max(24 * 60 * MINUTE_MS),
  isExtendedSessionEnabled: z.boolean(),
  isOvernightSessionEnabled: z.boolean(),
  areShortsEnabled: z.boolean(),
  isMarginEnabled: z.boolean(),
  areOptionsEnabled: z.boolean(),
  areFuturesEnabled: z.boolean(),
  areWarrantsEnabled: z.boolean(),
  areFundsEnabled: z.boolean(),
  /** Live orders worth more ask the user of this computer again; a currency that is not in it is never asked for. */
  reauthenticateAbove: z.record(currencySchema, positiveDecimalSchema),
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
  contractQuantityMax: decimal(10),
  priceCollarWarn: decimal('0.03'),
  priceCollarBlock: decimal('0.10'),
  optionCollarBlock: decimal('0.20'),
  spreadMax: decimal('0.01'),
  driftMax: decimal('0.005'),
  driftTicksMax: 2,
  previewAgeMaxMs: 15 * SECOND_MS,
  quoteAgeMaxMs: 3 * SECOND_MS,
  duplicateBlockMs: 30 * SECOND_MS,
  duplicateWarnMs: 10 * MINUTE_MS,
  approvalLifetimeLiveMs: 2 * MINUTE_MS,
  approvalLifetimePaperMs: 5 * MINUTE_MS,
  ordersPerMinuteMax: 5,
  ordersPerDayMax: 20,
  dailyNotionalTimes: decimal(5),
  dailyLossMax: decimal('0.02'),
  symbolPositionMax: decimal('0.10'),
  grossExposureMax: decimal(1),
  averageVolumeWarn: decimal('0.01'),
  displayedSizeWarn: decimal('0.5'),
  unusualDeviations: decimal(3),
  symbolsAllowed: [],
  symbolsDenied: [],
  expiryWarnMs: 30 * MINUTE_MS,
  expiryBlockMs: 5 * MINUTE_MS,
  isExtendedSessionEnabled: false,
  isOvernightSessionEnabled: false,
  areShortsEnabled: false,
  isMarginEnabled: false,
  areOptionsEnabled: false,
  areFuturesEnabled: false,
  areWarrantsEnabled: false,
  areFundsEnabled: false,
  // Half the cap of one order: what is large for this account, without asking for everything.
  reauthenticateAbove: {
    USD: decimal(5_000),
    HKD: decimal(40_000),
    CNH: decimal(35_000),
    SGD: decimal(6_500),
    AUD: decimal(7_500),
    NZD: decimal(8_000),
  },
};

/** Its cap counts, by the account's rates, for every currency that has none of its own. */
export const CAP_OF_OTHERS: Currency = 'USD';

/** null: there is no cap of this currency's own. */
export function orderNotionalMaxFor(settings: RiskSettings, currency: Currency) {
  return settings.orderNotionalMax[currency] ?? null;
}

/** How far a price may be from the market before it is a typing error, as a fraction. */
export function collarBlock(settings: RiskSettings, securityType: SecurityType) {
  return securityType === 'OPT' || securityType === 'MLEG'
    ? settings.optionCollarBlock
    : settings.priceCollarBlock;
}

/** What is stored, with the default of every setting that did not exist yet when it was stored. */
export function parseStoredRiskSettings(stored: unknown): z.ZodSafeParseResult<RiskSettings> {
  const isObject = typeof stored === 'object' && stored !== null;
  return riskSettingsSchema.safeParse(isObject ? { ...DEFAULT_RISK_SETTINGS, ...stored } : stored);
}

/**
 * As stored settings count. An earlier version let the warning of the price collar lie beyond the block of options, where
 * it warned of no option; it counts as that block then: earlier for shares, the same for options, and other settings can
 * be changed again. (The worst price of an order at the market, which adds the warning, comes down with it.)
 */
export function inForce(stored: RiskSettings): RiskSettings {
  return { ...stored, priceCollarWarn: minimum(stored.priceCollarWarn, stored.optionCollarBlock) };
}
