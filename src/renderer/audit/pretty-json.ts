const INDENT = 2;
/** Where a number has more digits than a double keeps, e.g. a broker's order id. */
const LONG_NUMBER = /[:[,]\s*-?\d{16,}/;

/** Indented JSON. Text that is no JSON, or holds numbers that parsing would change, stays exactly as it was recorded. */
export function prettyJson(text: string): string {
  if (LONG_NUMBER.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, INDENT);
  } catch {
    return text;
  }
}
