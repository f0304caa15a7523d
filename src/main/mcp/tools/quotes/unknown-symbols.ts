import { AppError } from '../../../../shared/app-error.ts';

export function unknownSymbols(symbols: readonly string[]): AppError {
  return noneKnown(
    symbols,
    'Check the symbol: US stocks as AAPL, Hong Kong stocks as 00700. tiger_get_contracts tells what exists.',
  );
}

/** `nextStep`: where the names that exist are found. */
export function noneKnown(names: readonly string[], nextStep: string): AppError {
  return new AppError('not_found', `The broker knows no ${names.join(', ')}.`, { nextStep });
}

/** Those of the names that the broker did not answer. @throws AppError not_found, as `none` words it, if it answered none */
export function unansweredOf(
  asked: readonly string[],
  answered: readonly string[],
  none: (unknown: readonly string[]) => AppError,
): string[] {
  const known = new Set(answered);
  const unknown = asked.filter((name) => !known.has(name));
  if (known.size === 0) throw none(unknown);
  return unknown;
}
