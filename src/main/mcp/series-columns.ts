import type { Decimal } from '../../shared/domain/decimal.ts';
import { isoTime } from './account-fields.ts';

// Columns that tables of different instruments have in common: the same names in the same order, whatever is traded.

interface TradedBar {
  readonly startMs: number;
  readonly open: Decimal | null;
  readonly high: Decimal | null;
  readonly low: Decimal | null;
  readonly close: Decimal | null;
  readonly volume: Decimal | null;
  readonly openInterest: Decimal | null;
}

/** A bar of a contract that is opened and closed: a future, an option. */
export const contractBarColumns = {
  time: ({ startMs }: TradedBar) => isoTime(startMs),
  open: ({ open }: TradedBar) => open,
  high: ({ high }: TradedBar) => high,
  low: ({ low }: TradedBar) => low,
  close: ({ close }: TradedBar) => close,
  volume: ({ volume }: TradedBar) => volume,
  open_interest: ({ openInterest }: TradedBar) => openInterest,
};

interface SingleTrade {
  readonly timeMs: number;
  readonly price: Decimal | null;
  readonly volume: Decimal | null;
}

export const contractTickColumns = {
  time: ({ timeMs }: SingleTrade) => isoTime(timeMs),
  price: ({ price }: SingleTrade) => price,
  volume: ({ volume }: SingleTrade) => volume,
};
