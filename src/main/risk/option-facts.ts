import type { Decimal } from '../../shared/domain/decimal.ts';
import type { OptionKey, OptionRow } from '../../shared/domain/option.ts';

/** What the broker says of the option of an order beyond its quote. Shown, and judged by no control. */
export interface OptionFacts {
  readonly key: OptionKey;
  /** Its row of the chain, with the greeks; null: not known. */
  readonly row: OptionRow | null;
  readonly underlyingPrice: Decimal | null;
}
