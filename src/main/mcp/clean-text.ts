import type { JsonObject, JsonValue } from './tool.ts';

/**
 * Characters that change how a text reads without being seen: control characters other than tab and newline, and
 * Unicode's format characters (bidi marks and overrides, zero-width characters, the invisible tag alphabet), line
 * separators. Names, remarks and the like come from third parties and reach a language model.
 */
const UNSEEN = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Half a character is no text; some clients refuse the whole answer over it. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

export function cleanText(text: string): string {
  return text.replace(UNSEEN, '').replace(LONE_SURROGATE, '\ufffd');
}

/** The same value with every text in it cleaned. */
export function cleanJson(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, cleanValue(item)]));
}

function cleanValue(value: JsonValue): JsonValue {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanValue);
  return typeof value === 'object' && value !== null ? cleanJson(value as JsonObject) : value;
}
