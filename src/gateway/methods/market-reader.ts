import * as z from 'zod';
import { businessError } from '../gateway-refusal.ts';
import { MARKETS, type Market } from '../market/listings.ts';
import { type BizParameters, optionalText, readBiz } from './biz-parameters.ts';

const marketSchema = z.looseObject({ market: optionalText });

/** One or, for ALL, every market. @throws GatewayRefusal for a market the simulator does not have */
export function readMarkets(biz: BizParameters): readonly Market[] {
  const { market } = readBiz(marketSchema, biz);
  if (market === null) throw businessError("field 'market' cannot be empty");
  if (market === 'ALL') return MARKETS;
  const found = MARKETS.find((name) => name === market);
  if (found === undefined)
    throw businessError(`'market' ${market.slice(0, 10)} not supported, supported: US HK ALL`);
  return [found];
}

export function readMarket(biz: BizParameters): Market {
  const [market] = readMarkets(biz);
  if (market === undefined) throw businessError("field 'market' cannot be empty");
  return market;
}
