import * as z from 'zod';
import { type Decimal, decimal } from '../../shared/domain/decimal.ts';
import { ExactJsonError, parseExactJson } from '../../tiger/wire/exact-json.ts';
import { ExactNumber } from '../../tiger/wire/exact-number.ts';
import { wireIntegerOrNull, wireText, wireTextOrNull } from '../../tiger/wire/wire-readers.ts';
import { businessError, commonError } from '../gateway-refusal.ts';
import type { ZoneTime } from '../market/zone-time.ts';
import { parseDate } from '../market/zone-time.ts';

/** The members of `biz_content` with exact numbers; an absent document is an empty one (wire contract 2.1). */
export type BizParameters = Readonly<Record<string, unknown>>;

/** The one method whose parameters are a bare array (wire contract 3.3); its elements are read as `option_basic`. */
const ARRAY_METHOD = 'option_trade_tick';

/** @throws GatewayRefusal if the text is no JSON object */
export function parseBizContent(text: string | undefined, method: string): BizParameters {
  if (text === undefined || text === '') return {};
  try {
    const value = parseExactJson(text);
    if (Array.isArray(value) && method === ARRAY_METHOD) return { option_basic: value };
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as BizParameters;
  } catch (error) {
    if (!(error instanceof ExactJsonError)) throw error;
  }
  throw commonError("failed to parse parameters in 'biz_content'");
}

/** @throws GatewayRefusal that names the first bad field */
export function readBiz<T extends z.ZodType>(schema: T, biz: BizParameters): z.output<T> {
  const result = schema.safeParse(biz);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.path[0] === undefined ? 'biz_content' : String(issue.path[0]);
  if (biz[field] === undefined || biz[field] === null || biz[field] === '') {
    throw businessError(`field '${field}' cannot be empty`);
  }
  throw businessError(`field '${field}' ${issue?.message ?? 'is not valid'}`);
}

/** Most symbols a quote method takes (wire contract 7.3). */
const SYMBOLS_MAX = 50;
const SYMBOL_LENGTH_MAX = 32;

export const symbolParameter = wireText.refine(
  (symbol) => symbol !== '' && symbol.length <= SYMBOL_LENGTH_MAX,
  'is not a symbol',
);
const symbolsSchema = z.looseObject({ symbols: z.array(symbolParameter).min(1).max(SYMBOLS_MAX) });

/** @returns the symbols in the order asked for, each once */
export function readSymbols(biz: BizParameters): readonly string[] {
  const result = symbolsSchema.safeParse(biz);
  if (!result.success) throw businessError(`symbols cannot be empty and cannot exceed ${SYMBOLS_MAX}`);
  return [...new Set(result.data.symbols)];
}

export const optionalText = wireTextOrNull;
export const optionalInteger = wireIntegerOrNull;

const timeSchema = z
  .union([z.instanceof(ExactNumber).transform((number) => number.text), z.string()])
  .nullish();

/**
 * A time parameter: milliseconds, `yyyy-MM-dd` or `yyyy-MM-dd HH:mm:ss` on the wall clock of `zone`. Absent, empty
 * and -1 mean no bound (wire contract 4.2).
 */
export function readTime(biz: BizParameters, field: string, zone: ZoneTime): number | null {
  const result = timeSchema.safeParse(biz[field]);
  const text = result.success ? (result.data ?? '') : null;
  if (text === '' || text === '-1') return null;
  if (text !== null && /^\d{1,15}$/.test(text)) return Number(text);
  const match = /^(\d{4}-\d{2}-\d{2})(?: (\d{2}):(\d{2}):(\d{2}))?$/.exec(text ?? '');
  const day = match === null ? null : parseDate(match[1] ?? '');
  if (match === null || day === null) throw businessError(`field '${field}' is not a valid time`);
  const seconds = Number(match[2] ?? 0) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0);
  return zone.instant(day, seconds * 1000);
}

/** A JSON number with exactly these digits. */
export function wireNumber(value: Decimal): ExactNumber {
  return new ExactNumber(value);
}

/** A JSON number from a double, rounded to `places`: for ratios, never for money. */
export function wireRatio(value: number, places = 6): ExactNumber {
  return new ExactNumber(decimal(Number(value.toFixed(places))));
}

/** Market-wide filters of account methods: empty and ALL mean every market. */
export function matchesFilter(filter: string | null, value: string): boolean {
  return filter === null || filter === 'ALL' || filter === value;
}

export function unknownSymbol(symbol: string): never {
  throw businessError(`invalid symbols: ${symbol.slice(0, SYMBOL_LENGTH_MAX)}`);
}
