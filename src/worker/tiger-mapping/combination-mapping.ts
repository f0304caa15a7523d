import { AppError } from '../../shared/app-error.ts';
import {
  brokerLegSchema,
  combinationRoot,
  comboTypeOf,
  type OrderLeg,
  turnedLegs,
} from '../../shared/domain/combination.ts';
import { parseOptionIdentifier } from '../../shared/domain/option-identifier.ts';
import type { OrderRow } from '../../tiger/methods/order-schemas.ts';
import { symbolOfRow } from './instrument-mapping.ts';
import { optionNamesOf } from './wire-option.ts';

/** A combination as it is sent (wire contract 5.1, vector py14): its legs say what buying it does. @throws AppError */
export function combinationParamsOf(symbol: string, legs: readonly OrderLeg[]) {
  const underlying = combinationRoot(symbol);
  if (underlying === null) throw unreadable(symbol);
  return {
    symbol: underlying,
    sec_type: 'MLEG',
    combo_type: comboTypeOf(legs),
    contract_legs: legs.map((leg) => {
      const key = parseOptionIdentifier(leg.symbol);
      if (key === null) throw unreadable(leg.symbol);
      return { ...optionNamesOf(key), action: leg.side, ratio: leg.ratio };
    }),
  } as const;
}

function unreadable(symbol: string): AppError {
  return new AppError('invalid_input', `${symbol} does not say which options are meant.`, {
    nextStep: 'Take the legs from tiger_get_option_chain and propose the order anew.',
  });
}

/**
 * The legs of an order, as buying it would have them: Tiger shows what each leg of this order does, so those of a sale are
 * turned round. null: it is none, or a leg cannot be read.
 */
export function combinationLegsOf(row: OrderRow): OrderLeg[] | null {
  if (row.secType !== 'MLEG' || row.legs.length === 0) return null;
  const legs = row.legs.map(({ symbol, secType, expiry, strike, right, action, ratio }) => {
    const side = action?.toUpperCase();
    if (symbol === null || strike === undefined) return null;
    const named = symbolOfRow({ symbol, secType, expiry, strike, right });
    const parsed = brokerLegSchema.safeParse({ symbol: named, side, ratio: Number(ratio ?? 1) });
    return parsed.success ? parsed.data : null;
  });
  const known = legs.filter((leg) => leg !== null);
  if (known.length < legs.length) return null;
  return row.action.toUpperCase().startsWith('SELL') ? turnedLegs(known) : known;
}
