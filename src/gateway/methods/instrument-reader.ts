import * as z from 'zod';
import { decimal } from '../../shared/domain/decimal.ts';
import type { ExactNumber } from '../../tiger/wire/exact-number.ts';
import { businessError } from '../gateway-refusal.ts';
import type { Instrument } from '../market/instrument.ts';
import { e4ToDecimal } from '../market/price-e4.ts';
import type { GatewayServices } from '../method-table.ts';
import {
  type BizParameters,
  readBiz,
  readSymbols,
  symbolParameter,
  unknownSymbol,
  wireNumber,
} from './biz-parameters.ts';

const symbolSchema = z.looseObject({ symbol: symbolParameter });
type WithMarket = Pick<GatewayServices, 'market'>;

/** @throws GatewayRefusal that names the first symbol that is not listed */
export function readStocks({ market }: WithMarket, biz: BizParameters): readonly Instrument[] {
  return readSymbols(biz).map((symbol) => market.stock(symbol) ?? unknownSymbol(symbol));
}

/** The one of `symbol`. @throws GatewayRefusal */
export function readStock({ market }: WithMarket, biz: BizParameters): Instrument {
  const { symbol } = readBiz(symbolSchema, biz);
  return market.stock(symbol) ?? unknownSymbol(symbol);
}

/** @throws GatewayRefusal if a limit is out of the contract's range (7.3) */
export function readLimit(limit: number | null, otherwise: number, most: number, field = 'limit'): number {
  const value = limit ?? otherwise;
  if (value < 1 || value > most) throw businessError(`field '${field}' must be 1 to ${most}`);
  return value;
}

export function wirePrice(priceE4: number): ExactNumber {
  return wireNumber(e4ToDecimal(priceE4));
}

/** A whole number that may be beyond the safe integers, such as a market value. */
export function wireWhole(value: number): ExactNumber {
  return wireNumber(decimal(Math.round(value)));
}
