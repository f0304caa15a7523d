import { AppError } from '../../../../shared/app-error.ts';

export function unknownSymbols(symbols: readonly string[]): AppError {
  return new AppError('not_found', `The broker knows no ${symbols.join(', ')}.`, {
    nextStep:
      'Check the symbol: US stocks as AAPL, Hong Kong stocks as 00700. tiger_get_contracts tells what exists.',
  });
}
