import { decimal } from '../../../src/shared/domain/decimal.ts';
import { ExactNumber } from '../../../src/tiger/wire/exact-number.ts';

/** Paths of values that the gateway sent and that did not survive reading digit by digit. */
export function lostValues(sent: unknown, read: unknown, path = ''): string[] {
  if (sent === null || sent === '') return isNothing(read) ? [] : [`${path} came from nothing`];
  if (sent instanceof ExactNumber) return sameNumber(sent.text, read, path) ? [] : [`${path}: ${sent.text}`];
  if (Array.isArray(sent)) {
    if (!Array.isArray(read) || read.length !== sent.length) return [`${path}[]`];
    return sent.flatMap((item, index) => lostValues(item, read[index], `${path}[${index}]`));
  }
  if (typeof sent === 'object') return lostMembers(sent, read, path);
  if (typeof sent !== 'string') return sent === read ? [] : [path];
  return sent === read || sameNumber(sent, read, path) ? [] : [`${path}: ${sent}`];
}

function lostMembers(sent: object, read: unknown, path: string): string[] {
  // Methods that answer `{items}` alone give the bare list to their callers.
  if (Array.isArray(read)) return lostValues((sent as { items?: unknown }).items, read, `${path}.items`);
  if (typeof read !== 'object' || read === null) return [path];
  return Object.entries(sent).flatMap(([name, value]) =>
    lostValues(value, (read as Record<string, unknown>)[name], `${path}.${name}`),
  );
}

function isNothing(read: unknown): boolean {
  return read === null || read === '' || (Array.isArray(read) && read.length === 0);
}

function sameNumber(text: string, read: unknown, path: string): boolean {
  const digits = read instanceof ExactNumber ? read.text : read;
  // A time of zero or below is no time (see wireTimeMsOrNull).
  if (digits === null) return /(time|date|at)$/i.test(path) && /^(-|0$)/.test(text);
  if (typeof digits !== 'string' && typeof digits !== 'bigint' && typeof digits !== 'number') return false;
  try {
    return decimal(String(digits)) === decimal(text);
  } catch {
    return false;
  }
}
