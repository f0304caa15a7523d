import { compare, type Decimal } from '../../shared/domain/decimal.ts';

export interface SortOrder<K extends string> {
  readonly column: K;
  readonly direction: 'ascending' | 'descending';
}

export type SortValue =
  | { readonly kind: 'text'; readonly value: string | null }
  | { readonly kind: 'figure'; readonly value: Decimal | null };

/** Absent values come last in both directions: they are not small, they are not known. */
export function sortRows<R, K extends string>(
  rows: readonly R[],
  order: SortOrder<K>,
  sortValueOf: (row: R, column: K) => SortValue,
): readonly R[] {
  const sign = order.direction === 'ascending' ? 1 : -1;
  return [...rows].sort((left, right) => {
    const a = sortValueOf(left, order.column);
    const b = sortValueOf(right, order.column);
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
    if (a.kind === 'figure' && b.kind === 'figure' && a.value !== null && b.value !== null) {
      return sign * compare(a.value, b.value);
    }
    return sign * a.value.localeCompare(b.value);
  });
}

/** A click on the same column turns it round; a new column starts with its largest or with A. */
export function nextSortOrder<K extends string>(
  current: SortOrder<K>,
  column: K,
  kind: SortValue['kind'],
): SortOrder<K> {
  if (current.column !== column) {
    return { column, direction: kind === 'text' ? 'ascending' : 'descending' };
  }
  return { column, direction: current.direction === 'ascending' ? 'descending' : 'ascending' };
}
