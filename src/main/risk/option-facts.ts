import type { Decimal } from '../../shared/domain/decimal.ts';
import type { OptionKey, OptionRow } from '../../shared/domain/option.ts';

/** What the broker says of the option of an order beyond its quote. Shown; control 28 alone judges by a part of it. */
export interface OptionFacts {
  /** Of a combination the leg that ends first. */
  readonly key: OptionKey;
  /** Its row of the chain, with the greeks; null: not known. */
  readonly row: OptionRow | null;
  /** The same of each leg of a combination, in their order; null: no combination. */
  readonly legRows: readonly (OptionRow | null)[] | null;
  readonly underlyingPrice: Decimal | null;
}
