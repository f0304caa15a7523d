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

/** A page with its counters and `items`; a bare list is a page without counters, nothing (null) an empty one. */
export function pageOf<Page extends z.ZodType>(page: Page) {
  return z.preprocess((data) => (Array.isArray(data) ? { items: data } : (data ?? {})), page);
}

/** An object that may be absent. */
export function objectOrNull<Row extends z.ZodType>(row: Row) {
  return z.preprocess((data) => data ?? null, row.nullable());
}

/** One object; a list with one element is taken too, and an empty one is none. */
export function firstOf<Row extends z.ZodType>(row: Row) {
  return z.preprocess((data) => (Array.isArray(data) ? (data[0] ?? null) : (data ?? null)), row.nullable());
}

/** A list, or an object whose values are the rows, as older answers have it. */
export function valuesOf<Row extends z.ZodType>(row: Row) {
  return z.preprocess(
    (data) => (Array.isArray(data) ? data : Object.values((data as object | null) ?? {})),
    z.array(row),
  );
}
