import { AppError } from '../../../../shared/app-error.ts';
import { compare, type Decimal, decimal } from '../../../../shared/domain/decimal.ts';
import type { OptionRow } from '../../../../shared/domain/option.ts';

export interface ChainFilter {
  readonly symbol: string;
  /** Of the underlying. */
  readonly price: Decimal | null;
  readonly right?: OptionRow['right'] | undefined;
  readonly strike_min?: Decimal | undefined;
  readonly strike_max?: Decimal | undefined;
  readonly delta_min?: Decimal | undefined;
  readonly delta_max?: Decimal | undefined;
  readonly in_the_money?: boolean | undefined;
  readonly open_interest_min?: number | undefined;
  readonly volume_min?: number | undefined;
}

/** Which rows are wanted. A figure that is not known fits no bound. @throws AppError unavailable */
export function chainFilter(wanted: ChainFilter): (row: OptionRow) => boolean {
  const { right, price, in_the_money: inTheMoney } = wanted;
  if (inTheMoney !== undefined && price === null) throw noPrice(wanted.symbol);
  const interestMin = leastOf(wanted.open_interest_min);
  const volumeMin = leastOf(wanted.volume_min);
  return (row) =>
    (right === undefined || row.right === right) &&
    isWithin(row.strike, wanted.strike_min, wanted.strike_max) &&
    isWithin(row.delta, wanted.delta_min, wanted.delta_max) &&
    isWithin(row.openInterest, interestMin, undefined) &&
    isWithin(row.volume, volumeMin, undefined) &&
    (inTheMoney === undefined || price === null || isInTheMoney(row, price) === inTheMoney);
}

/** 0 leaves nothing out, not even what has no figure. */
function leastOf(count: number | undefined): Decimal | undefined {
  return count === undefined || count === 0 ? undefined : decimal(count);
}

function isWithin(figure: Decimal | null, least: Decimal | undefined, most: Decimal | undefined): boolean {
  if (least === undefined && most === undefined) return true;
  if (figure === null) return false;
  return (
    (least === undefined || compare(figure, least) >= 0) && (most === undefined || compare(figure, most) <= 0)
  );
}

/** Exercised now it would be worth something; at the price itself it is not. */
function isInTheMoney({ right, strike }: OptionRow, price: Decimal): boolean {
  const order = compare(strike, price);
  return right === 'call' ? order < 0 : order > 0;
}

/** @throws AppError invalid_input */
export function requireAscending(name: string, least: Decimal | undefined, most: Decimal | undefined): void {
  if (least === undefined || most === undefined || compare(least, most) <= 0) return;
  throw new AppError('invalid_input', `${name}: is above ${name.replace('min', 'max')}`, {
    nextStep: 'Correct the named field and call again.',
  });
}

function noPrice(symbol: string): AppError {
  return new AppError('unavailable', `in_the_money: the price of ${symbol} is not to be had.`, {
    nextStep: 'Call again without in_the_money, with a strike range instead.',
  });
}
