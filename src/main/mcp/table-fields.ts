import * as z from 'zod';
import type { Decimal } from '../../shared/domain/decimal.ts';

export type Cell = string | null;

/** Rows as columns: a name is sent once, not in every row. Each column is a name and how a row gives its value. */
export interface Table<Row> {
  readonly names: string[];
  readonly rows: (rows: readonly Row[]) => Cell[][];
}

export function table<Row>(columns: Readonly<Record<string, (row: Row) => Decimal | Cell>>): Table<Row> {
  const values = Object.values(columns);
  return {
    names: Object.keys(columns),
    rows: (rows) => rows.map((row) => values.map((value) => value(row))),
  };
}

/** `description`: order and units of the rows. */
export function tableFields(description: string) {
  return {
    columns: z.array(z.string()).describe('Names of the values of each row.'),
    rows: z.array(z.array(z.string().nullable())).describe(description),
  };
}

export const pageFields = {
  total: z.int(),
  next_offset: z.int().nullable().describe('null: these were the last.'),
};

/** One page of a list that is at hand as a whole. */
export function pageOf<Row>(
  all: readonly Row[],
  { offset, limit }: { readonly offset: number; readonly limit: number },
) {
  const end = offset + limit;
  const next = end < all.length ? end : null;
  return { shown: all.slice(offset, end), page: { total: all.length, next_offset: next } };
}

/** The newest of a series that is in order of time. */
export function newestOf<Row>(all: readonly Row[], countMax: number) {
  const shown = all.slice(-countMax);
  return { shown, cut: { total: all.length, truncated: shown.length < all.length } };
}

/** true, false or null as the text of a cell. */
export function yesNo(value: boolean | null): Cell {
  return value === null ? null : String(value);
}
