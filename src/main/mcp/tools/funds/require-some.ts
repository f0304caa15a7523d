import { AppError } from '../../../../shared/app-error.ts';

/** The symbols that the broker did not answer. @throws AppError not_found if it answered none */
export function requireSome(
  symbols: readonly string[],
  rows: readonly { readonly symbol: string }[],
): string[] {
  const unknown = symbols.filter((symbol) => !rows.some((row) => row.symbol === symbol));
  if (rows.length > 0) return unknown;
  throw new AppError('not_found', `The broker knows no fund ${unknown.join(', ')}.`, {
    nextStep: 'Look the symbols up with tiger_get_fund_symbols.',
  });
}
