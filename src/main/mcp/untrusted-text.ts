import * as z from 'zod';

/**
 * Text of third parties (names, remarks, reasons) goes to a language model between these marks, so that a sentence in
 * it is seen as data. The output schema of a tool decides which texts those are, and the one way out of every tool
 * applies it; the server's instructions say what the marks mean.
 */
const OPEN = '<untrusted>';
const CLOSE = '</untrusted>';

function fenceText(text: string): string {
  const isFenced = text.startsWith(OPEN) && text.endsWith(CLOSE) && text.length >= OPEN.length + CLOSE.length;
  const inner = isFenced ? text.slice(OPEN.length, -CLOSE.length) : text;
  // Without angle brackets no text can close its own fence.
  return `${OPEN}${inner.replaceAll('<', '‹').replaceAll('>', '›')}${CLOSE}`;
}

/** The same for a cell of a table, whose schema does not tell one column from another. */
export const fenced = (text: string | null): string | null => (text === null ? null : fenceText(text));

/** Third-party text in an answer; null: the broker gave none. */
export const untrustedText = z.string().overwrite(fenceText).nullable();
