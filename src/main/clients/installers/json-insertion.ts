import { type Node, visit } from 'jsonc-parser';

/**
 * The text with one property more at the end of an object. Unlike jsonc-parser's own insertion it leaves the lines
 * beside it as they are written.
 */
export function withProperty(text: string, object: Node, key: string, value: unknown): string {
  const style = styleOf(text);
  const last = object.children?.at(-1);
  if (last === undefined) return inEmpty(text, object, key, value, style);
  const isOneLine = !text.slice(object.offset, object.offset + object.length).includes('\n');
  const end = last.offset + last.length;
  const trailingComma = commaAfter(text, end, object.offset + object.length);
  const comma = trailingComma === null ? ',' : '';
  if (isOneLine) {
    const at = trailingComma ?? end;
    return `${text.slice(0, at)}${comma} ${JSON.stringify(key)}: ${JSON.stringify(value)}${text.slice(at)}`;
  }
  const at = pastComment(text, trailingComma ?? end);
  const indent = indentAt(text, last.offset);
  const property = `${style.eol}${indent}${written(key, value, indent, style)}${trailingComma === null ? '' : ','}`;
  return `${text.slice(0, end)}${comma}${text.slice(end, at)}${property}${text.slice(at)}`;
}

/** The text with another value in a value's place, on one line. */
export function withValue(text: string, node: Node, value: unknown): string {
  return `${text.slice(0, node.offset)}${JSON.stringify(value)}${text.slice(node.offset + node.length)}`;
}

interface Style {
  readonly unit: string;
  readonly eol: string;
}

/** As the file itself is written. */
function styleOf(text: string): Style {
  return { unit: /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ', eol: text.includes('\r\n') ? '\r\n' : '\n' };
}

function inEmpty(text: string, object: Node, key: string, value: unknown, style: Style): string {
  const start = object.offset + 1;
  const end = object.offset + object.length - 1;
  const inside = text.slice(start, end);
  if (!text.trim().includes('\n') && text.trim() !== '{}') {
    const property = `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
    return `${text.slice(0, start)}${property}${text.slice(start)}`;
  }
  const outer = indentAt(text, object.offset);
  const indent = `${outer}${style.unit}`;
  const property = `${style.eol}${indent}${written(key, value, indent, style)}`;
  // What is inside then can only be comments, which stay.
  const rest = inside.trim() === '' ? `${style.eol}${outer}` : inside;
  return `${text.slice(0, start)}${property}${rest}${text.slice(end)}`;
}

function written(key: string, value: unknown, indent: string, { unit, eol }: Style): string {
  const lines = JSON.stringify(value, null, unit).split('\n');
  return `${JSON.stringify(key)}: ${lines.join(`${eol}${indent}`)}`;
}

/** The spaces before the first character of the line. */
function indentAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}

/** Behind the comma that follows the last property; null if there is none. */
function commaAfter(text: string, from: number, until: number): number | null {
  let found: number | null = null;
  visit(
    text,
    {
      onSeparator: (character, offset) => {
        if (character === ',' && offset >= from && offset < until) found = offset + 1;
      },
    },
    { allowTrailingComma: true },
  );
  return found;
}

/** A comment on the rest of the line belongs to what stands before it. */
function pastComment(text: string, offset: number): number {
  const rest = /^[ \t]*(?:\/\/[^\r\n]*|\/\*(?:(?!\*\/)[^\r\n])*\*\/[ \t]*(?=\r?\n))/.exec(text.slice(offset));
  return offset + (rest?.[0].length ?? 0);
}
