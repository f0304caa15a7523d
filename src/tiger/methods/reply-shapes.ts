import * as z from 'zod';

/** A list; nothing (null) is an empty list. */
export function listOf<Row extends z.ZodType>(row: Row) {
  return z.preprocess((data) => data ?? [], z.array(row));
}

/** `{items: [...]}` or, as older versions of a service answer, the bare list. */
export function itemsOf<Row extends z.ZodType>(row: Row) {
  return z.preprocess((data) => {
    if (Array.isArray(data)) return data;
    return (data as { items?: unknown } | null)?.items ?? [];
  }, z.array(row));
}
