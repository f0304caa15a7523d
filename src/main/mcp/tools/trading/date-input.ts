import * as z from 'zod';
import { AppError } from '../../../../shared/app-error.ts';

const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** A time without a zone would mean another instant on every machine. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

export function dateInput(what: string) {
  return z.string().max(40).optional().describe(`${what}: YYYY-MM-DD (UTC, included) or ISO time with zone.`);
}

/** First millisecond of a day, or the instant. @throws AppError invalid_input */
export function startMs(field: string, text: string | undefined): number | null {
  return text === undefined ? null : parse(field, text).atMs;
}

/** Last millisecond of a day, so that a range of days includes its end, or the instant. @throws AppError invalid_input */
export function endMs(field: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const { atMs, isDay } = parse(field, text);
  return isDay ? atMs + DAY_MS - 1 : atMs;
}

/** An instant with its zone: what a day alone would mean, nobody can say. @throws AppError invalid_input */
export function instantMs(field: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const found = read(text);
  if (found?.isDay === false) return found.atMs;
  const day = found === null ? '2026-03-31' : text;
  throw wrong(`${field}: must be a time with its zone such as ${day}T20:00:00Z`);
}

function parse(field: string, text: string): { atMs: number; isDay: boolean } {
  const found = read(text);
  if (found !== null) return found;
  throw wrong(`${field}: must be a date such as 2026-03-31`);
}

/** null: neither a day nor an instant with its zone. */
function read(text: string): { atMs: number; isDay: boolean } | null {
  const isDay = DAY.test(text);
  const atMs = isDay || INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  // Date.parse turns 2026-02-30 into March.
  const isReal = !Number.isNaN(atMs) && (!isDay || new Date(atMs).toISOString().startsWith(text));
  return isReal ? { atMs, isDay } : null;
}

function wrong(text: string): AppError {
  return new AppError('invalid_input', text, { nextStep: 'Correct the named field and call again.' });
}
