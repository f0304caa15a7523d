import { decimal } from '../../../../src/shared/domain/decimal.ts';
import type { OptionRow } from '../../../../src/shared/domain/option.ts';
import { parseOptionIdentifier } from '../../../../src/shared/domain/option-identifier.ts';

/** A row of a chain in which nobody trades. */
export function optionRow(identifier: string, change: Partial<OptionRow> = {}): OptionRow {
  const key = parseOptionIdentifier(identifier);
  if (key === null) throw new Error(`no option: ${identifier}`);
  return {
    identifier,
    right: key.right,
    strike: key.strike,
    bidPrice: null,
    bidSize: null,
    askPrice: null,
    askSize: null,
    lastPrice: null,
    volume: null,
    openInterest: null,
    multiplier: null,
    impliedVolatility: decimal('0.3'),
    delta: decimal('0.4'),
    gamma: decimal('0.02'),
    theta: decimal('-0.05'),
    vega: null,
    rho: null,
    ...change,
  };
}
