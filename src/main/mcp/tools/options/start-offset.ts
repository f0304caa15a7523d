import { compare, type Decimal } from '../../../../shared/domain/decimal.ts';
import type { OptionRow } from '../../../../shared/domain/option.ts';

/** Where a page of `limit` rows begins that has the price in its middle; rows ascend by strike. 0 without a price. */
export function startOffset(rows: readonly OptionRow[], price: Decimal | null, limit: number): number {
  if (price === null || rows.length <= limit) return 0;
  const firstAbove = rows.findIndex(({ strike }) => compare(strike, price) >= 0);
  const middle = firstAbove === -1 ? rows.length : firstAbove;
  return Math.min(Math.max(0, middle - Math.floor(limit / 2)), rows.length - limit);
}
