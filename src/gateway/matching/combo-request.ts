import * as z from 'zod';
import { type Decimal, decimal, isMultipleOf } from '../../shared/domain/decimal.ts';
import { wireIntegerOrNull, wireText } from '../../tiger/wire/wire-readers.ts';
import { businessError } from '../gateway-refusal.ts';
import { findStock, type Listing } from '../market/listings.ts';
import { type BizParameters, readBiz } from '../methods/biz-parameters.ts';
import { readListing } from '../methods/contract-reader.ts';
import { COMBO_TYPES, type Combo, type ComboLeg, type ComboType } from './combo.ts';

const LEGS_MIN = 2;
/** What option exchanges take as one complex order of this kind. */
const LEGS_MAX = 4;
const RATIO_MAX = 1_000;
/** Net prices go in cents, whatever the legs' ticks are. */
const NET_TICK = decimal('0.01');

const comboSchema = z.looseObject({
  combo_type: wireText.pipe(z.enum(COMBO_TYPES)),
  contract_legs: z
    .array(z.looseObject({ action: wireText.pipe(z.enum(['BUY', 'SELL'])), ratio: wireIntegerOrNull }))
    .min(LEGS_MIN)
    .max(LEGS_MAX),
});

interface ReadLeg {
  readonly leg: ComboLeg;
  readonly listing: Listing;
}

/** The share behind an option combination and its legs (wire contract 5.1). @throws GatewayRefusal */
export function readCombo(biz: BizParameters): { readonly listing: Listing; readonly combo: Combo } {
  const fields = readBiz(comboSchema, biz);
  const legs = fields.contract_legs.map((leg) => readLeg(leg));
  const underlyings = new Set(legs.map(({ listing }) => listing.option?.underlying ?? listing.symbol));
  const stock = findStock([...underlyings][0] ?? '');
  if (stock === null || underlyings.size !== 1) {
    throw businessError("the legs of 'contract_legs' must have one underlying");
  }
  if (new Set(legs.map(({ leg }) => leg.symbol)).size !== legs.length) {
    throw businessError("the legs of 'contract_legs' must differ");
  }
  const option = legs.find(({ listing }) => listing.secType === 'OPT');
  if (option === undefined || !FORMS[fields.combo_type](legs)) {
    throw businessError(`the legs of 'contract_legs' are not a ${fields.combo_type} combination`);
  }
  const combo = {
    type: fields.combo_type,
    legs: legs.map(({ leg }) => leg),
    multiplier: option.listing.multiplier,
  };
  return { listing: stock, combo };
}

function readLeg(biz: BizParameters & { action: 'BUY' | 'SELL'; ratio: number | null }): ReadLeg {
  const ratio = biz.ratio ?? 1;
  if (ratio < 1 || ratio > RATIO_MAX) throw businessError(`field 'ratio' must be 1 to ${RATIO_MAX}`);
  const listing = readListing(biz);
  if (listing.secType !== 'OPT' && listing.secType !== 'STK') {
    throw businessError("the legs of 'contract_legs' must be options, and at most one the share");
  }
  return { listing, leg: { symbol: listing.symbol, side: biz.action, ratio } };
}

/** Money for one combination, per unit; below zero it is received. @throws GatewayRefusal */
export function readNetPrice(price: Decimal | null): Decimal {
  if (price === null) throw businessError("field 'limit_price' cannot be empty");
  if (!isMultipleOf(price, NET_TICK)) {
    throw businessError(`field 'limit_price' ${price} does not conform to the tick size ${NET_TICK}`);
  }
  return price;
}

type Form = (legs: readonly ReadLeg[]) => boolean;

/** Which legs make a combination of a type; CUSTOM is any. */
const FORMS: Readonly<Record<ComboType, Form>> = {
  COVERED: (legs) => isShareAnd(legs, ({ isSameSide }) => !isSameSide),
  PROTECTIVE: (legs) => isShareAnd(legs, ({ isSameSide }) => isSameSide),
  VERTICAL: pair({ expiry: true, right: true, strike: false, side: false }),
  STRADDLE: pair({ expiry: true, right: false, strike: true, side: true }),
  STRANGLE: pair({ expiry: true, right: false, strike: false, side: true }),
  CALENDAR: pair({ expiry: false, right: true, strike: true, side: false }),
  DIAGONAL: pair({ expiry: false, right: true, strike: false, side: false }),
  SYNTHETIC: pair({ expiry: true, right: false, strike: true, side: false }),
  CUSTOM: (legs) => legs.filter(({ listing }) => listing.secType === 'STK').length <= 1,
};

/** Two options that agree in some things and differ in the others. */
function pair(same: Readonly<Record<'expiry' | 'right' | 'strike' | 'side', boolean>>): Form {
  return ([first, second, ...others]) => {
    const [left, right] = [first?.listing.option, second?.listing.option];
    if (left == null || right == null || others.length > 0) return false;
    return (
      (left.expiryDay === right.expiryDay) === same.expiry &&
      (left.right === right.right) === same.right &&
      (Number(left.strike) === Number(right.strike)) === same.strike &&
      (first?.leg.side === second?.leg.side) === same.side
    );
  };
}

function isShareAnd(
  legs: readonly ReadLeg[],
  fits: (facts: { readonly isSameSide: boolean }) => boolean,
): boolean {
  const share = legs.find(({ listing }) => listing.secType === 'STK');
  const option = legs.find(({ listing }) => listing.secType === 'OPT');
  if (share === undefined || option === undefined || legs.length !== 2) return false;
  const hasWholeShares = share.leg.ratio === option.leg.ratio * option.listing.multiplier;
  return hasWholeShares && fits({ isSameSide: share.leg.side === option.leg.side });
}
