import * as z from 'zod';
import { AppError } from '../../shared/app-error.ts';
import { addDays, daySchema, daysBetween } from '../../shared/domain/market-day.ts';

const DAY_TEXT_LENGTH_MAX = 30;

/** A day as people write it: 2026-03-31, 20260331, 2026/03/31. */
export function dayInput(description: string) {
  return z
    .preprocess((value) => {
      if (typeof value !== 'string' || value.length > DAY_TEXT_LENGTH_MAX) return value;
      return value.trim().replace(/^(\d{4})[-/]?(\d{2})[-/]?(\d{2})$/, '$1-$2-$3');
    }, daySchema)
    .describe(`YYYY-MM-DD. ${description}`);
}

interface DaySpan {
  readonly startDay: string;
  readonly endDay: string;
}

/** The span that is asked for. With one end given the other is at the default distance. @throws AppError invalid_input */
export function daySpan(
  wanted: { readonly start_date?: string | undefined; readonly end_date?: string | undefined },
  defaults: DaySpan,
  daysMax: number,
): DaySpan {
  const length = daysBetween(defaults.startDay, defaults.endDay);
  const { start_date: start, end_date: end } = wanted;
  const startDay = start ?? (end === undefined ? defaults.startDay : addDays(end, -length));
  const endDay = end ?? (start === undefined ? defaults.endDay : addDays(start, length));
  if (startDay > endDay) throw badSpan('start_date: is after end_date');
  if (daysBetween(startDay, endDay) > daysMax)
    throw badSpan(`end_date: is more than ${daysMax} days after start_date`);
  return { startDay, endDay };
}

function badSpan(message: string): AppError {
  return new AppError('invalid_input', message, { nextStep: 'Correct the named field and call again.' });
}
