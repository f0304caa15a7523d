import * as z from 'zod';
import { AppError } from '../../../../shared/app-error.ts';
import {
  compare,
  DECIMAL_LENGTH_MAX,
  type Decimal,
  decimal,
  decimalSchema,
} from '../../../../shared/domain/decimal.ts';
import { SCAN_FILTERS_MAX, SCAN_TAGS_MAX, type ScanFilter } from '../../../../shared/domain/scanner.ts';
import {
  findScannerField,
  SCANNER_CLASSES,
  SCANNER_FIELDS,
  SCANNER_PERIODS,
} from '../../../../shared/domain/scanner-fields.ts';
import { wordInput } from '../../tolerant-input.ts';

const FIELD_LENGTH_MAX = 60;

/** Exact; a number is taken as its shortest decimal text, and bounds such as 1e9 are written out. */
const boundInput = z
  .union([z.string().max(DECIMAL_LENGTH_MAX), z.number()], 'must be a number')
  .transform((value, context): Decimal => {
    const isNumber = typeof value === 'number' && Number.isFinite(value);
    const parsed = decimalSchema.safeParse(isNumber ? decimal(value) : String(value).trim());
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', message: parsed.error.issues[0]?.message ?? 'must be a number' });
    return z.NEVER;
  });

const filterInput = z.strictObject({
  field: z.string().min(1).max(FIELD_LENGTH_MAX),
  min: boundInput.optional(),
  max: boundInput.optional(),
  period: wordInput(SCANNER_PERIODS).optional(),
  tags: z.array(z.string().min(1).max(FIELD_LENGTH_MAX)).min(1).max(SCAN_TAGS_MAX).optional(),
});
export type FilterInput = z.infer<typeof filterInput>;

/** A list, one filter alone, or either as JSON text. */
export function filtersInput() {
  return z.preprocess((value) => {
    const parsed = typeof value === 'string' ? parsedJson(value) : value;
    const isOne = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    return isOne ? [parsed] : parsed;
  }, z.array(filterInput).min(1).max(SCAN_FILTERS_MAX));
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** @throws AppError invalid_input that lists what is legal */
export function scanFiltersOf(filters: readonly FilterInput[]): ScanFilter[] {
  const read = filters.map(scanFilterOf);
  const names = read.map(({ type, member }) => `${type}_${member}`);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw badFilter(`filters: ${repeated} is there twice`);
  return read;
}

function scanFilterOf(wanted: FilterInput): ScanFilter {
  const { field: name } = wanted;
  const [min, max] = [wanted.min ?? null, wanted.max ?? null];
  const [period, tags] = [wanted.period ?? null, wanted.tags ?? null];
  const found = findScannerField(name);
  if (found === null) throw unknownField(name);
  const { type, field } = found;
  const where = `filters: ${type}_${field.member}`;
  if (type === 'MultiTagField' && (min !== null || max !== null)) {
    throw badFilter(`${where} takes tags, not min and max`);
  }
  if (type !== 'MultiTagField' && tags !== null) throw badFilter(`${where} takes min and max, not tags`);
  if (type === 'AccumulateField' && period === null) {
    throw badFilter(`${where} needs a period: ${SCANNER_PERIODS.join(', ')}`);
  }
  if (type !== 'AccumulateField' && period !== null) throw badFilter(`${where} has no period`);
  if (min !== null && max !== null && compare(min, max) > 0) throw badFilter(`${where}: min is above max`);
  return { type, member: field.member, index: field.index, min, max, period, tags };
}

/** Names all fields, so that the next call can be right. */
export function unknownField(name: string): AppError {
  const legal = SCANNER_CLASSES.map(
    (type) => `${type}: ${SCANNER_FIELDS[type].map(({ member }) => member).join(' ')}`,
  );
  return new AppError('invalid_input', `filters: there is no field "${name.slice(0, FIELD_LENGTH_MAX)}"`, {
    nextStep: `Use one of these, with its class in front where two classes have it. ${legal.join('. ')}.`,
  });
}

export function badFilter(message: string): AppError {
  return new AppError('invalid_input', message, { nextStep: 'Correct the named filter and call again.' });
}
