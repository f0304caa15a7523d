import * as z from 'zod';
import { compare, type Decimal, decimal, isPositive } from '../../shared/domain/decimal.ts';
import { wireDecimalOrNull, wireText } from '../../tiger/wire/wire-readers.ts';
import { businessError } from '../gateway-refusal.ts';
import type { Listing } from '../market/listings.ts';
import { type BizParameters, optionalInteger, optionalText, readBiz } from '../methods/biz-parameters.ts';
import { readPrice, readTimeInForce } from './order-request-fields.ts';
import type { AlgoWindow, OrderTerms, Trailing } from './order-state.ts';

/** An attached leg: what it will be once its parent has filled. */
export interface AttachedLeg {
  readonly role: 'PROFIT' | 'LOSS';
  readonly terms: OrderTerms;
}

const ATTACH_TYPES = ['PROFIT', 'LOSS', 'BRACKETS'] as const;
const MOST_TRAILING_PERCENT = decimal(50);
/** Wire contract 5.5. */
const PARTICIPATION_MIN = decimal('0.01');
const PARTICIPATION_MAX = decimal('0.5');

const attachSchema = z.looseObject({
  attach_type: wireText.pipe(z.enum(ATTACH_TYPES)),
  profit_taker_price: wireDecimalOrNull,
  profit_taker_tif: optionalText,
  stop_loss_price: wireDecimalOrNull,
  stop_loss_limit_price: wireDecimalOrNull,
  stop_loss_tif: optionalText,
  stop_loss_trailing_percent: wireDecimalOrNull,
  stop_loss_trailing_amount: wireDecimalOrNull,
});
const algoSchema = z.array(z.looseObject({ tag: wireText, value: z.unknown() })).max(20);
const trailSchema = z.looseObject({ trailing_percent: wireDecimalOrNull, aux_price: wireDecimalOrNull });
const expirySchema = z.looseObject({ expire_time: optionalInteger });

/** The distance of a TRAIL order: `trailing_percent` or money in `aux_price`, not both (wire contract 5.1). */
export function readTrailing(biz: BizParameters): Trailing {
  const fields = readBiz(trailSchema, biz);
  return toTrailing(fields.trailing_percent, fields.aux_price, 'trailing_percent', 'aux_price');
}

function toTrailing(
  percent: Decimal | null,
  amount: Decimal | null,
  percentField: string,
  amountField: string,
): Trailing {
  if ((percent === null) === (amount === null)) {
    throw businessError(`exactly one of '${percentField}' and '${amountField}' is needed`);
  }
  if (percent !== null) {
    if (!isPositive(percent) || compare(percent, MOST_TRAILING_PERCENT) > 0) {
      throw businessError(`field '${percentField}' must be above 0 and up to ${MOST_TRAILING_PERCENT}`);
    }
    return { percent };
  }
  if (amount === null || !isPositive(amount))
    throw businessError(`field '${amountField}' must be above zero`);
  return { amount };
}

/** Tags of `algo_params`; a missing start is now and a missing end is the close. */
export function readAlgo(biz: BizParameters): Partial<AlgoWindow> {
  const result = algoSchema.safeParse(biz['algo_params'] ?? []);
  if (!result.success) throw businessError("field 'algo_params' must be a list of tag and value");
  const values = Object.fromEntries(result.data.map(({ tag, value }) => [tag, value ?? null]));
  const times = readBiz(z.looseObject({ start_time: optionalInteger, end_time: optionalInteger }), values);
  const { participation_rate: rate } = readBiz(
    z.looseObject({ participation_rate: wireDecimalOrNull }),
    values,
  );
  if (rate !== null && (compare(rate, PARTICIPATION_MIN) < 0 || compare(rate, PARTICIPATION_MAX) > 0)) {
    throw businessError(`participation_rate must be ${PARTICIPATION_MIN} to ${PARTICIPATION_MAX}`);
  }
  return {
    ...(times.start_time === null ? {} : { startMs: times.start_time }),
    ...(times.end_time === null ? {} : { endMs: times.end_time }),
    participation: rate,
    mayRunOn: values['allow_past_end_time'] === true,
  };
}

/** End of a GTD order; whether it lies ahead is checked when the order is placed. */
export function readExpireTime(biz: BizParameters): number {
  const { expire_time: timeMs } = readBiz(expirySchema, biz);
  if (timeMs === null) throw businessError("field 'expire_time' cannot be empty");
  return timeMs;
}

/** Legs of an order with `attach_type`; the order itself must be LMT (wire contract 5.5). */
export function readAttachedLegs(
  biz: BizParameters,
  listing: Listing,
  parent: OrderTerms,
): readonly AttachedLeg[] {
  if (biz['attach_type'] === undefined || biz['attach_type'] === null) return [];
  const fields = readBiz(attachSchema, biz);
  if (parent.orderType !== 'LMT') throw businessError('attached orders need a main order of type LMT');
  const { trailing: _trailing, algo: _algo, expireTimeMs: _expireTimeMs, ...plain } = parent;
  const base = {
    ...plain,
    side: parent.side === 'BUY' ? 'SELL' : 'BUY',
    limitPrice: null,
    auxPrice: null,
  } as const;
  const legs: AttachedLeg[] = [];
  if (fields.attach_type !== 'LOSS') {
    const limitPrice = readPrice(listing, 'profit_taker_price', fields.profit_taker_price, null);
    const timeInForce = readTimeInForce(fields.profit_taker_tif);
    legs.push({ role: 'PROFIT', terms: { ...base, orderType: 'LMT', limitPrice, timeInForce } });
  }
  if (fields.attach_type !== 'PROFIT') {
    legs.push({
      role: 'LOSS',
      terms: { ...lossTerms(fields, listing, base), timeInForce: readTimeInForce(fields.stop_loss_tif) },
    });
  }
  if (legs.some(({ terms }) => terms.timeInForce === 'GTD')) {
    throw businessError("attached orders are DAY or GTC: they have no 'expire_time' of their own");
  }
  const isBeyond = legs.some(({ role, terms }) => isWrongSide(role, terms, parent));
  if (isBeyond)
    throw businessError('the prices of attached orders must lie on both sides of the limit price');
  return legs;
}

type LossFields = z.output<typeof attachSchema>;
type LegBase = Omit<OrderTerms, 'orderType'>;

function lossTerms(fields: LossFields, listing: Listing, base: LegBase): OrderTerms {
  const { stop_loss_trailing_percent: percent, stop_loss_trailing_amount: amount } = fields;
  if (percent !== null || amount !== null) {
    const trailing = toTrailing(percent, amount, 'stop_loss_trailing_percent', 'stop_loss_trailing_amount');
    return { ...base, orderType: 'TRAIL', trailing };
  }
  const auxPrice = readPrice(listing, 'stop_loss_price', fields.stop_loss_price, null);
  if (fields.stop_loss_limit_price === null) return { ...base, orderType: 'STP', auxPrice };
  const limitPrice = readPrice(listing, 'stop_loss_limit_price', fields.stop_loss_limit_price, null);
  return { ...base, orderType: 'STP_LMT', auxPrice, limitPrice };
}

/** A profit lies beyond the parent's limit, a loss short of it. */
function isWrongSide(role: AttachedLeg['role'], leg: OrderTerms, parent: OrderTerms): boolean {
  const price = role === 'PROFIT' ? leg.limitPrice : leg.auxPrice;
  if (price === null || parent.limitPrice === null) return false;
  const isAbove = compare(price, parent.limitPrice) > 0;
  return isAbove !== ((parent.side === 'BUY') === (role === 'PROFIT'));
}
