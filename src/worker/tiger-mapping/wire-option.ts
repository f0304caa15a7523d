import { combinationRoot } from '../../shared/domain/combination.ts';
import type { Decimal } from '../../shared/domain/decimal.ts';
import type { OptionKey } from '../../shared/domain/option.ts';
import { parseOptionIdentifier } from '../../shared/domain/option-identifier.ts';

/** One option as Tiger's trade services name it (wire contract 5.1). */
export interface OptionNames {
  readonly symbol: string;
  readonly sec_type: 'OPT';
  /** `yyyyMMdd`. */
  readonly expiry: string;
  readonly strike: string;
  readonly right: 'CALL' | 'PUT';
}

export function optionNamesOf({ symbol, expiry, strike, right }: OptionKey): OptionNames {
  return {
    symbol,
    sec_type: 'OPT',
    expiry: expiry.replaceAll('-', ''),
    strike: strikeOf(strike),
    right: right === 'call' ? 'CALL' : 'PUT',
  };
}

/** The SDK of the vendor writes a whole strike as 200.0 (wire contract 3.3). */
function strikeOf(strike: Decimal): string {
  return strike.includes('.') ? strike : `${strike}.0`;
}

/** How lists of orders are asked for one instrument; null: for all. */
export function instrumentFilter(symbol: string | null): { readonly symbol?: string } | OptionNames {
  if (symbol === null) return {};
  const option = parseOptionIdentifier(symbol);
  // A combination is filed under its share.
  return option === null ? { symbol: combinationRoot(symbol) ?? symbol } : optionNamesOf(option);
}
