import { type Decimal, decimal } from '../../shared/domain/decimal.ts';

/** Tiger writes quantities as an integer and a scale: (111, 2) is 1.11 (wire contract 5.6). */
export function fromScaled(value: Decimal | null, scale: number | null): Decimal | null {
  if (value === null || scale === null || scale === 0) return value;
  return decimal(`${value}e${-scale}`);
}

export function toScaled(value: Decimal): { readonly integer: bigint; readonly scale: number } {
  const [whole = '0', fraction = ''] = value.split('.');
  return { integer: BigInt(whole + fraction), scale: fraction.length };
}
