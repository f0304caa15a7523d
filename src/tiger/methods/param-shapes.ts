import type { ExactNumber } from '../wire/exact-number.ts';

/** Bounds of a filter; null, like absent, is open. */
export interface Range {
  readonly min?: ExactNumber | number | null;
  readonly max?: ExactNumber | number | null;
}

/**
 * Epoch milliseconds, or text `yyyy-MM-dd` or `yyyy-MM-dd HH:mm:ss` that Tiger reads in a zone it does not document:
 * prefer milliseconds (wire contract 4.2).
 */
export type WireDate = number | string;

/** All options of one underlying that expire on one day. */
export interface OptionSeries {
  readonly symbol: string;
  /** Milliseconds of midnight in the market's zone: New York for the US, Hong Kong for HK (wire contract 4.2). */
  readonly expiry: number;
}

/** One option as the quote services name it. */
export interface OptionKey extends OptionSeries {
  readonly right: 'CALL' | 'PUT';
  readonly strike: ExactNumber | string;
}
