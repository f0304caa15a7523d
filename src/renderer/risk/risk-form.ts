import { type Decimal, decimal, divide, multiply } from '../../shared/domain/decimal.ts';
import { normaliseSymbol } from '../../shared/domain/instrument.ts';
import { type RiskSettings, riskSettingsSchema } from '../../shared/domain/risk-settings.ts';
import { riskText } from '../i18n/en-risk.ts';
import { groupDigits } from '../i18n/format-number.ts';
import { RISK_FIELD_NAMES, RISK_FIELDS, type RiskFieldName, type RiskUnit } from './risk-fields.ts';

/** What stands in the inputs: numbers as people write them, switches as they are, caps by currency. */
export type RiskFormValue = string | boolean | Readonly<Record<string, string>>;
export type RiskForm = Readonly<Record<RiskFieldName, RiskFormValue>>;

export type RiskFormResult =
  | { readonly ok: true; readonly settings: RiskSettings }
  | { readonly ok: false; readonly errors: Partial<Record<RiskFieldName, string>> };

/** Our units in one unit of the form: 1 % is 0.01, 1 second is 1,000 ms. */
const FACTORS: Readonly<Record<RiskUnit, Decimal>> = {
  contracts: decimal(1),
  shares: decimal(1),
  percent: decimal('0.01'),
  ticks: decimal(1),
  seconds: decimal(1000),
  minutes: decimal(60_000),
  orders: decimal(1),
  times: decimal(1),
  deviations: decimal(1),
};
/** Durations are whole milliseconds, so five places write every one of them in minutes; rates have at most 18. */
const FORM_PLACES = 18;

export function toRiskForm(settings: RiskSettings): RiskForm {
  return Object.fromEntries(RISK_FIELD_NAMES.map((name) => [name, toFormValue(settings, name)])) as RiskForm;
}

function toFormValue(settings: RiskSettings, name: RiskFieldName): RiskFormValue {
  const field = RISK_FIELDS[name];
  const value = settings[name];
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([currency, cap]) => [currency, groupDigits(cap)]));
  }
  return 'unit' in field
    ? groupDigits(divide(decimal(value), FACTORS[field.unit], FORM_PLACES))
    : String(value);
}

/** Exact both ways; the errors are by field, in words for the user. */
export function fromRiskForm(form: RiskForm): RiskFormResult {
  const raw = Object.fromEntries(RISK_FIELD_NAMES.map((name) => [name, toRaw(form[name], name)]));
  const parsed = riskSettingsSchema.safeParse(raw);
  if (parsed.success) return { ok: true, settings: parsed.data };
  const errors: Partial<Record<RiskFieldName, string>> = {};
  for (const issue of parsed.error.issues) {
    const name = issue.path[0] as RiskFieldName;
    errors[name] ??= errorText(form[name], name, issue.message);
  }
  return { ok: false, errors };
}

function toRaw(value: RiskFormValue, name: RiskFieldName): unknown {
  const field = RISK_FIELDS[name];
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, cap]) => [key, plain(cap)]));
  }
  if (field.kind === 'symbols' && typeof value === 'string') return symbolsIn(value);
  if (typeof value === 'boolean' || !('unit' in field)) return value;
  const own = scaled(plain(value), FACTORS[field.unit]);
  if (own === null) return null;
  return field.kind === 'decimal' ? own : Number(own);
}

function symbolsIn(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .map(normaliseSymbol);
}

/** People write "10,000"; the grouping is theirs, the number is not. */
function plain(text: string): string {
  return text.trim().replace(/,(?=\d{3}(\D|$))/g, '');
}

function scaled(text: string, factor: Decimal): Decimal | null {
  try {
    return multiply(decimal(text), factor);
  } catch {
    return null;
  }
}

function errorText(value: RiskFormValue, name: RiskFieldName, message: string): string {
  const field = RISK_FIELDS[name];
  if (typeof value === 'object') return riskText.mustBeNumber;
  if (typeof value !== 'string' || !('unit' in field)) return message;
  const own = scaled(plain(value), FACTORS[field.unit]);
  if (own === null) return riskText.mustBeNumber;
  if (field.kind !== 'decimal' && own.includes('.')) return riskText.mustBeWhole;
  return message;
}

export function changedFields(before: RiskSettings, form: RiskForm): readonly RiskFieldName[] {
  const old = toRiskForm(before);
  return RISK_FIELD_NAMES.filter((name) => comparable(old[name]) !== comparable(form[name]));
}

/** Grouping commas make no other number. */
function comparable(value: RiskFormValue): string {
  if (typeof value === 'string') return plain(value);
  return typeof value === 'object'
    ? JSON.stringify(Object.entries(value).map(([currency, cap]) => [currency, plain(cap)]))
    : String(value);
}
