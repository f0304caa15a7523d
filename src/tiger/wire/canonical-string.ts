import { stringifyExactJson } from './exact-json.ts';

/**
 * The text that a request signature covers (wire contract 2.2): all members except `sign`, sorted by name, as
 * `name=value` joined by `&`. Values stand verbatim: nothing is trimmed, escaped or encoded. Names are ASCII, so the
 * order of code units is byte order. A value that is no string is rendered as JSON first.
 */
export function canonicalString(members: Readonly<Record<string, unknown>>): string {
  return Object.keys(members)
    .filter((name) => name !== 'sign' && members[name] !== undefined)
    .sort()
    .map((name) => `${name}=${valueText(members[name])}`)
    .join('&');
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : stringifyExactJson(value);
}
