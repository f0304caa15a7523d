/** The portal's file has about ten lines; a megabyte is some other file. */
export const PROPERTIES_LENGTH_MAX = 64 * 1024;

/**
 * Reads Java properties text as the vendor's portal writes it (java.util.Properties.load): `key=value`, `key:value`
 * or `key value`, comments with # or !, lines continued by a backslash, escapes \t \n \r \f \uXXXX, and a backslash
 * before any other character stands for that character. A byte-order mark and CRLF are accepted. The last of two
 * equal keys wins, as in Java.
 * @throws RangeError if the text is too long
 */
export function parseProperties(text: string): ReadonlyMap<string, string> {
  return new Map(readEntries(text));
}

/** Every entry in order, equal keys included. @throws RangeError if the text is too long */
export function readEntries(text: string): readonly (readonly [key: string, value: string])[] {
  if (text.length > PROPERTIES_LENGTH_MAX) throw new RangeError('the properties text is too long');
  return logicalLines(text.replace(/^\uFEFF/, '')).map((line) => {
    const [key, value] = splitEntry(line);
    return [decodeEscapes(key), decodeEscapes(value)];
  });
}

/** Writes `key=value` lines that {@link parseProperties} and the official SDKs read back unchanged. */
export function formatProperties(entries: Iterable<readonly [key: string, value: string]>): string {
  return [...entries].map(([key, value]) => `${escapeKey(key)}=${escapeValue(value)}\n`).join('');
}

function logicalLines(text: string): string[] {
  const lines: string[] = [];
  let open: string | null = null;
  for (const raw of text.split(/\r\n|\n|\r/)) {
    const line = raw.replace(/^[ \t\f]+/, '');
    if (open === null && (line === '' || line.startsWith('#') || line.startsWith('!'))) continue;
    const whole: string = (open ?? '') + line;
    if (endsWithOddBackslashes(line)) open = whole.slice(0, -1);
    else {
      lines.push(whole);
      open = null;
    }
  }
  if (open !== null && open !== '') lines.push(open);
  return lines;
}

function endsWithOddBackslashes(line: string): boolean {
  const run = /\\*$/.exec(line)?.[0] ?? '';
  return run.length % 2 === 1;
}

function splitEntry(line: string): [key: string, value: string] {
  const match = /^((?:\\[\s\S]|[^\\=: \t\f])*)[ \t\f]*(?:[=:][ \t\f]*)?([\s\S]*)$/.exec(line);
  return [match?.[1] ?? line, match?.[2] ?? ''];
}

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

function decodeEscapes(text: string): string {
  return text.replace(
    /\\(?:u([0-9A-Fa-f]{4})|([\s\S]))/g,
    (_whole, hex: string | undefined, other: string) =>
      hex === undefined ? (ESCAPES[other] ?? other) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Non-ASCII goes out as \uXXXX because older readers take the file for ISO 8859-1. */
function escapeControl(text: string): string {
  return text
    .replace(/\\/g, '\\\\')
    .replace(/\t/g, '\\t')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\f/g, '\\f')
    .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function escapeKey(key: string): string {
  return escapeControl(key).replace(/[=: #!]/g, (character) => `\\${character}`);
}

/** Only a leading space needs an escape in a value; `=` stays bare because one official SDK does not unescape it. */
function escapeValue(value: string): string {
  return escapeControl(value).replace(/^ /, '\\ ');
}
