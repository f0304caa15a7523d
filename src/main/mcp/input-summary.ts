import type { JsonObject, JsonValue } from './tool.ts';

/** A rationale's beginning tells what it was; the proposal keeps the whole. */
const TEXT_LENGTH_MAX = 200;
const LINE_TEXT_LENGTH_MAX = 40;
const ITEMS_MAX = 20;
const DEPTH_MAX = 3;

/** What a client sent, short enough to keep: as a line, and as JSON with long texts, long lists and depth cut. */
export function inputSummary(args: unknown): { line: string; detail: JsonValue } {
  const detail = cut(args, 0);
  const entries =
    typeof detail === 'object' && detail !== null && !Array.isArray(detail) ? Object.entries(detail) : [];
  const line = entries
    .filter(([name]) => name !== 'rationale')
    .map(([name, value]) => `${name}=${brief(value)}`);
  return { line: line.join(' '), detail };
}

function cut(value: unknown, depth: number): JsonValue {
  if (typeof value === 'string') return cutText(value, TEXT_LENGTH_MAX);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'object' || value === null) return null;
  if (depth >= DEPTH_MAX) return '[cut]';
  if (Array.isArray(value)) {
    const items = value.slice(0, ITEMS_MAX).map((item) => cut(item, depth + 1));
    return value.length > ITEMS_MAX ? [...items, `[${value.length - ITEMS_MAX} more]`] : items;
  }
  const entries = Object.entries(value).slice(0, ITEMS_MAX);
  return Object.fromEntries(
    entries.map(([name, item]): [string, JsonValue] => [
      cutText(name, LINE_TEXT_LENGTH_MAX),
      cut(item, depth + 1),
    ]),
  ) satisfies JsonObject;
}

function cutText(text: string, lengthMax: number): string {
  return text.length <= lengthMax ? text : `${text.slice(0, lengthMax)}[${text.length - lengthMax} more]`;
}

function brief(value: JsonValue): string {
  return cutText(typeof value === 'string' ? value : JSON.stringify(value), LINE_TEXT_LENGTH_MAX);
}
