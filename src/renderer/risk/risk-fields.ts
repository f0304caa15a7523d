import type { RiskSettings } from '../../shared/domain/risk-settings.ts';
import type { riskText } from '../i18n/en-risk.ts';

/** How a setting is written by people: its unit, and how many of our own units one of it is. */
export type RiskUnit = 'shares' | 'percent' | 'ticks' | 'seconds' | 'minutes';

export type RiskField =
  | { readonly kind: 'currency_caps'; readonly looser: 'higher' }
  | { readonly kind: 'decimal' | 'duration' | 'whole'; readonly unit: RiskUnit; readonly looser: Looser }
  | { readonly kind: 'switch'; readonly looser: 'on' };

/** Which direction lets more orders through; 'lower' is a shorter guard. */
type Looser = 'higher' | 'lower';

/** Every setting of the schema: a new one does not compile until it has its place in the form. */
export const RISK_FIELDS = {
  orderNotionalMax: { kind: 'currency_caps', looser: 'higher' },
  orderQuantityWarn: { kind: 'decimal', unit: 'shares', looser: 'higher' },
  orderQuantityMax: { kind: 'decimal', unit: 'shares', looser: 'higher' },
  priceCollarWarn: { kind: 'decimal', unit: 'percent', looser: 'higher' },
  priceCollarBlock: { kind: 'decimal', unit: 'percent', looser: 'higher' },
  spreadMax: { kind: 'decimal', unit: 'percent', looser: 'higher' },
  driftMax: { kind: 'decimal', unit: 'percent', looser: 'higher' },
  driftTicksMax: { kind: 'whole', unit: 'ticks', looser: 'higher' },
  previewAgeMaxMs: { kind: 'duration', unit: 'seconds', looser: 'higher' },
  quoteAgeMaxMs: { kind: 'duration', unit: 'seconds', looser: 'higher' },
  duplicateBlockMs: { kind: 'duration', unit: 'seconds', looser: 'lower' },
  duplicateWarnMs: { kind: 'duration', unit: 'minutes', looser: 'lower' },
  approvalLifetimeLiveMs: { kind: 'duration', unit: 'seconds', looser: 'higher' },
  approvalLifetimePaperMs: { kind: 'duration', unit: 'seconds', looser: 'higher' },
  areShortsEnabled: { kind: 'switch', looser: 'on' },
  isMarginEnabled: { kind: 'switch', looser: 'on' },
} as const satisfies Readonly<Record<keyof RiskSettings, RiskField>>;

export type RiskFieldName = keyof typeof RISK_FIELDS;
export const RISK_FIELD_NAMES = Object.keys(RISK_FIELDS) as RiskFieldName[];

export const RISK_GROUPS = {
  size: ['orderNotionalMax', 'orderQuantityWarn', 'orderQuantityMax'],
  price: ['priceCollarWarn', 'priceCollarBlock', 'spreadMax', 'driftMax', 'driftTicksMax'],
  freshness: ['previewAgeMaxMs', 'quoteAgeMaxMs'],
  repeats: ['duplicateBlockMs', 'duplicateWarnMs', 'approvalLifetimeLiveMs', 'approvalLifetimePaperMs'],
  kinds: ['areShortsEnabled', 'isMarginEnabled'],
} as const satisfies Readonly<Record<keyof typeof riskText.groups, readonly RiskFieldName[]>>;
