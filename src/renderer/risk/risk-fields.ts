import type { RiskSettings } from '../../shared/domain/risk-settings.ts';
import type { riskText } from '../i18n/en-risk.ts';

/** How a setting is written by people: its unit, and how many of our own units one of it is. */
export type RiskUnit =
  | 'shares'
  | 'contracts'
  | 'percent'
  | 'ticks'
  | 'seconds'
  | 'minutes'
  | 'orders'
  | 'times'
  | 'deviations';

export type RiskField =
  | { readonly kind: 'currency_caps' | 'symbols' | 'switch' }
  | { readonly kind: 'decimal' | 'duration' | 'whole'; readonly unit: RiskUnit };

/** Every setting of the schema: a new one does not compile until it has its place in the form. */
export const RISK_FIELDS = {
  orderNotionalMax: { kind: 'currency_caps' },
  orderQuantityWarn: { kind: 'decimal', unit: 'shares' },
  orderQuantityMax: { kind: 'decimal', unit: 'shares' },
  contractQuantityMax: { kind: 'decimal', unit: 'contracts' },
  priceCollarWarn: { kind: 'decimal', unit: 'percent' },
  priceCollarBlock: { kind: 'decimal', unit: 'percent' },
  optionCollarBlock: { kind: 'decimal', unit: 'percent' },
  spreadMax: { kind: 'decimal', unit: 'percent' },
  driftMax: { kind: 'decimal', unit: 'percent' },
  driftTicksMax: { kind: 'whole', unit: 'ticks' },
  previewAgeMaxMs: { kind: 'duration', unit: 'seconds' },
  quoteAgeMaxMs: { kind: 'duration', unit: 'seconds' },
  duplicateBlockMs: { kind: 'duration', unit: 'seconds' },
  duplicateWarnMs: { kind: 'duration', unit: 'minutes' },
  approvalLifetimeLiveMs: { kind: 'duration', unit: 'seconds' },
  approvalLifetimePaperMs: { kind: 'duration', unit: 'seconds' },
  ordersPerMinuteMax: { kind: 'whole', unit: 'orders' },
  ordersPerDayMax: { kind: 'whole', unit: 'orders' },
  dailyNotionalTimes: { kind: 'decimal', unit: 'times' },
  dailyLossMax: { kind: 'decimal', unit: 'percent' },
  symbolPositionMax: { kind: 'decimal', unit: 'percent' },
  grossExposureMax: { kind: 'decimal', unit: 'percent' },
  averageVolumeWarn: { kind: 'decimal', unit: 'percent' },
  displayedSizeWarn: { kind: 'decimal', unit: 'percent' },
  unusualDeviations: { kind: 'decimal', unit: 'deviations' },
  symbolsAllowed: { kind: 'symbols' },
  symbolsDenied: { kind: 'symbols' },
  isExtendedSessionEnabled: { kind: 'switch' },
  isOvernightSessionEnabled: { kind: 'switch' },
  areShortsEnabled: { kind: 'switch' },
  isMarginEnabled: { kind: 'switch' },
  expiryWarnMs: { kind: 'duration', unit: 'minutes' },
  expiryBlockMs: { kind: 'duration', unit: 'minutes' },
  areOptionsEnabled: { kind: 'switch' },
  areFuturesEnabled: { kind: 'switch' },
  areWarrantsEnabled: { kind: 'switch' },
  areFundsEnabled: { kind: 'switch' },
  reauthenticateAbove: { kind: 'currency_caps' },
} as const satisfies Readonly<Record<keyof RiskSettings, RiskField>>;

export type RiskFieldName = keyof typeof RISK_FIELDS;
export const RISK_FIELD_NAMES = Object.keys(RISK_FIELDS) as RiskFieldName[];

export const RISK_GROUPS = {
  size: [
    'orderNotionalMax',
    'orderQuantityWarn',
    'orderQuantityMax',
    'contractQuantityMax',
    'averageVolumeWarn',
    'displayedSizeWarn',
    'unusualDeviations',
  ],
  day: ['ordersPerMinuteMax', 'ordersPerDayMax', 'dailyNotionalTimes', 'dailyLossMax'],
  exposure: ['symbolPositionMax', 'grossExposureMax'],
  symbols: ['symbolsAllowed', 'symbolsDenied'],
  price: [
    'priceCollarWarn',
    'priceCollarBlock',
    'optionCollarBlock',
    'spreadMax',
    'driftMax',
    'driftTicksMax',
  ],
  freshness: ['previewAgeMaxMs', 'quoteAgeMaxMs'],
  repeats: ['duplicateBlockMs', 'duplicateWarnMs', 'approvalLifetimeLiveMs', 'approvalLifetimePaperMs'],
  kinds: [
    'isExtendedSessionEnabled',
    'isOvernightSessionEnabled',
    'areShortsEnabled',
    'isMarginEnabled',
    'areOptionsEnabled',
    'areFuturesEnabled',
    'areWarrantsEnabled',
    'areFundsEnabled',
    'expiryWarnMs',
    'expiryBlockMs',
  ],
  person: ['reauthenticateAbove'],
} as const satisfies Readonly<Record<keyof typeof riskText.groups, readonly RiskFieldName[]>>;
