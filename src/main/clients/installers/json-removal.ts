import { type Node, visit } from 'jsonc-parser';

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The text without one property, its comma and the lines that become empty. Unlike jsonc-parser's own removal it
 * leaves the comments around it where they are.
 */
export function withoutProperty(text: string, property: Node): string {
  const own = { start: property.offset, end: property.offset + property.length };
  const comma = commaOf(text, property, own);
  const spans = comma === null ? [own] : joined(text, own, { start: comma, end: comma + 1 });
  const [first = own, ...others] = spans;
  return [wholeLines(text, first), ...others]
    .sort((left, right) => right.start - left.start)
    .reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}

/** @returns the comments, without those inside `except` */
export function commentsIn(text: string, except?: Node): string[] {
  const found: string[] = [];
  const isOurs = (offset: number) =>
    except !== undefined && offset >= except.offset && offset < except.offset + except.length;
  visit(
    text,
    {
      onComment: (offset, length) => {
        if (!isOurs(offset)) found.push(text.slice(offset, offset + length).trim());
      },
    },
    { allowTrailingComma: true },
  );
  return found;
}

/** The comma behind it, else the one before it; null for an only property without one. */
function commaOf(text: string, property: Node, own: Span): number | null {
  const siblings = property.parent?.children ?? [];
  const index = siblings.indexOf(property);
  const [previous, next] = [siblings[index - 1], siblings[index + 1]];
  const parentEnd =
    property.parent === undefined ? text.length : property.parent.offset + property.parent.length;
  const commas: number[] = [];
  visit(
    text,
    { onSeparator: (character, offset) => void (character === ',' && commas.push(offset)) },
    { allowTrailingComma: true },
  );
  const behind = commas.find((offset) => offset >= own.end && offset < (next?.offset ?? parentEnd));
  if (behind !== undefined) return behind;
  if (previous === undefined) return null;
  return commas.find((offset) => offset >= previous.offset + previous.length && offset < own.start) ?? null;
}

/** One cut where only spaces lie between the two, else two: a comment may lie there. */
function joined(text: string, own: Span, comma: Span): Span[] {
  const isBehind = comma.start >= own.end;
  if (isBehind && text.slice(own.end, comma.start).trim() === '')
    return [{ start: own.start, end: comma.end }];
  return [own, comma];
}

function wholeLines(text: string, { start, end }: Span): Span {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const nextLine = text.indexOf('\n', end);
  const isAlone =
    nextLine >= 0 && text.slice(lineStart, start).trim() === '' && text.slice(end, nextLine).trim() === '';
  return isAlone ? { start: lineStart, end: nextLine + 1 } : { start, end };
}
