import * as z from 'zod';
import { decimal } from '../../shared/domain/decimal.ts';
import { wireDecimalOrNull, wireText } from '../../tiger/wire/wire-readers.ts';
import { businessError } from '../gateway-refusal.ts';
import { findListing } from '../market/find-listing.ts';
import { findStock, type Listing, type SecType } from '../market/listings.ts';
import { optionIdentifier, optionSymbolOf } from '../market/option-contract.ts';
import { parseDate } from '../market/zone-time.ts';
import {
  type BizParameters,
  optionalText,
  readBiz,
  symbolParameter,
  unknownSymbol,
} from './biz-parameters.ts';

const TRADED_TYPES: readonly SecType[] = ['STK', 'OPT', 'FUT'];

const schema = z.looseObject({
  symbol: symbolParameter,
  sec_type: wireText,
  expiry: optionalText,
  strike: wireDecimalOrNull,
  right: optionalText,
});

/** The instrument of a contract, order or position parameter set. @throws GatewayRefusal */
export function readListing(biz: BizParameters): Listing {
  const fields = readBiz(schema, biz);
  const secType = TRADED_TYPES.find((type) => type === fields.sec_type);
  if (secType === undefined) throw unsupportedType(fields.sec_type);
  if (secType !== 'OPT') {
    const found = findListing(fields.symbol);
    return found?.secType === secType ? found : unknownSymbol(fields.symbol);
  }
  // An option may be named by its identifier alone, or by share, expiry, strike and right.
  const named = findListing(fields.symbol);
  if (named?.secType === 'OPT') return named;
  const stock = findStock(fields.symbol);
  const optionSymbol = stock === null ? fields.symbol : optionSymbolOf(stock);
  const expiryDay = parseDate((fields.expiry ?? '').replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'));
  const right = fields.right?.toUpperCase();
  if (
    optionSymbol === null ||
    expiryDay === null ||
    fields.strike === null ||
    (right !== 'CALL' && right !== 'PUT')
  ) {
    throw businessError('option symbol format error, expiry, strike and right are needed');
  }
  const strike = decimal(fields.strike);
  return (
    findListing(optionIdentifier({ optionSymbol, expiryDay, right, strike })) ?? unknownSymbol(fields.symbol)
  );
}

export function unsupportedType(secType: string) {
  return businessError(
    `sec_type ${secType.slice(0, 10)} error, current contract interface supported sec_type include:[${TRADED_TYPES.join(', ')}]`,
  );
}
