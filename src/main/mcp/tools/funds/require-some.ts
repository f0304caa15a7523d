import { noneKnown, unansweredOf } from '../quotes/unknown-symbols.ts';

/** The symbols that the broker did not answer. @throws AppError not_found if it answered none */
export function requireSome(
  symbols: readonly string[],
  rows: readonly { readonly symbol: string }[],
): string[] {
  const answered = rows.map(({ symbol }) => symbol);
  return unansweredOf(symbols, answered, (unknown) =>
    noneKnown([`fund ${unknown.join(', ')}`], 'Look the symbols up with tiger_get_fund_symbols.'),
  );
}
