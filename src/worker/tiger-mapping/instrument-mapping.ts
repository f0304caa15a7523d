import type { z } from 'zod';
import { type Decimal, decimal, ZERO } from '../../shared/domain/decimal.ts';
import {
  type Contract,
  type Currency,
  currencySchema,
  type Market,
  marketSchema,
  type SecurityType,
  SYMBOL_LENGTH_MAX,
  securityTypeSchema,
  type TickSize,
} from '../../shared/domain/instrument.ts';
import { canonicalOption } from '../../shared/domain/option-identifier.ts';
import type { ContractRow, WireTickRow } from '../../tiger/methods/contract-methods.ts';
import type { quoteStockTrade } from '../../tiger/methods/quote-methods.ts';

export type TradeMeta = z.output<typeof quoteStockTrade.reply>[number];

export function marketOf(text: string | null): Market | null {
  const parsed = marketSchema.safeParse(text);
  return parsed.success ? parsed.data : null;
}

export function currencyOf(text: string | null): Currency | null {
  const parsed = currencySchema.safeParse(text);
  return parsed.success ? parsed.data : null;
}

export function securityTypeOf(text: string | null): SecurityType {
  const parsed = securityTypeSchema.safeParse(text);
  return parsed.success ? parsed.data : 'OTHER';
}

/** An account can hold things with a symbol that this app would not accept; they must be shown, not break the list. */
export function symbolOf(text: string): string {
  const shown = text
    .trim()
    .toUpperCase()
    .replace(/[^A-Z0-9.\-/ ]/g, '-')
    .replace(/^[^A-Z0-9]+/, '')
    .slice(0, SYMBOL_LENGTH_MAX);
  return shown === '' ? 'UNKNOWN' : shown;
}

interface NamedRow {
  readonly symbol: string;
  readonly secType: string | null;
  readonly identifier?: unknown;
  /** Options: `yyyyMMdd`. */
  readonly expiry?: unknown;
  readonly strike?: unknown;
  readonly right?: unknown;
}

/**
 * Options share their underlying's symbol, so they go by their identifier, always in its canonical form: what is held,
 * ordered and filled of one option must have one name. Where Tiger gives none, it is made of the option's parts.
 */
export function symbolOfRow(row: NamedRow): string {
  if (row.secType !== 'OPT') return symbolOf(row.symbol);
  const { identifier } = row;
  const written = typeof identifier === 'string' && identifier !== '' ? identifier : row.symbol;
  return canonicalOption(written) ?? optionOfParts(row) ?? symbolOf(written);
}

function optionOfParts({ symbol, expiry, strike, right }: NamedRow): string | null {
  const parts = [symbol, expiry, strike, right];
  return parts.every((part) => typeof part === 'string') ? canonicalOption(parts.join(' ')) : null;
}

/** `meta` fills in lot size and tick where the contract has none. */
export function contractOf(row: ContractRow, meta: TradeMeta | null): Contract {
  const tickSizes = row.tickSizes.map(tickSizeOf).filter((tick) => tick !== null);
  return {
    symbol: symbolOf(row.symbol),
    name: row.name,
    market: marketOf(row.market),
    exchange: row.primaryExchange ?? row.exchange,
    currency: currencyOf(row.currency),
    securityType: securityTypeOf(row.secType),
    lotSize: positiveOrNull(row.lotSize) ?? positiveOrNull(meta?.lotSize ?? null),
    multiplier: row.multiplier,
    tickSizes: tickSizes.length > 0 ? tickSizes : singleTick(row.minTick ?? meta?.minTick ?? null),
    isTradeable: row.tradeable,
    isMarginable: row.marginable,
    isShortable: row.shortable,
    isCloseOnly: row.closeOnly,
    isEtf: row.isEtf,
    supportsFractional: row.supportFractionalShare,
    underlying: null,
  };
}

/** Which ends belong to a row (wire contract 4.3). */
const INTERVALS: ReadonlyMap<string, { fromInclusive: boolean; toInclusive: boolean }> = new Map([
  ['OPEN', { fromInclusive: false, toInclusive: false }],
  ['CLOSED', { fromInclusive: true, toInclusive: true }],
  ['OPEN_CLOSED', { fromInclusive: false, toInclusive: true }],
  ['CLOSED_OPEN', { fromInclusive: true, toInclusive: false }],
]);

/** null for a row that cannot be understood: a price it would cover then counts as not covered by the table. */
function tickSizeOf(row: WireTickRow): TickSize | null {
  const interval = INTERVALS.get(row.type);
  const from = boundOf(row.begin);
  const size = positiveOrNull(row.tickSize);
  const to = row.end === 'Infinity' ? null : boundOf(row.end);
  if (interval === undefined || from === null || size === null) return null;
  if (to === null && row.end !== 'Infinity') return null;
  return { from, to, ...interval, size };
}

function singleTick(minTick: Decimal | null): TickSize[] {
  const size = positiveOrNull(minTick);
  return size === null ? [] : [{ from: ZERO, to: null, fromInclusive: true, toInclusive: false, size }];
}

function boundOf(text: string): Decimal | null {
  try {
    return decimal(text);
  } catch {
    return null;
  }
}

function positiveOrNull(value: Decimal | null): Decimal | null {
  return value === null || value === ZERO || value.startsWith('-') ? null : value;
}
