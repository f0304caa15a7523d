import {
  add,
  compare,
  type Decimal,
  decimal,
  isZero,
  maximum,
  minimum,
  multiply,
  round,
  sum,
  ZERO,
} from '../../shared/domain/decimal.ts';
import type { Listing } from '../market/listings.ts';
import { CENT_PLACES } from './money.ts';

export interface FeeBase {
  readonly listing: Listing;
  readonly side: 'BUY' | 'SELL';
  /** Filled so far, over all parts of the order. */
  readonly quantity: Decimal;
  readonly amount: Decimal;
}

export interface FeeLine {
  readonly category: 'TIGER' | 'THIRD_PARTY';
  readonly type: string;
  readonly title: string;
  readonly amount: Decimal;
}

interface FeeRule {
  readonly category: FeeLine['category'];
  readonly type: string;
  readonly title: string;
  readonly perShare?: Decimal;
  readonly perAmount?: Decimal;
  readonly least?: Decimal;
  readonly most?: Decimal;
  /** Commission may not exceed this part of the amount, however small the order. */
  readonly mostOfAmount?: Decimal;
  readonly flat?: Decimal;
  readonly sellOnly?: true;
  readonly notForFunds?: true;
  /** Decimal places charged, always rounded up; stamp duty is charged in whole dollars. */
  readonly places?: number;
}

/**
 * Modelled on the broker's public US schedule (commission 0.0039 a share, least 0.99, at most 0.5 % of the amount;
 * platform 0.004 a share, least 1, at most 0.5 %) and the pass-through fees of the clearing house, SEC and FINRA.
 * Not compared with the schedules of today; real fees come from the broker's preview. The
 * figures are fixed here: they are the simulator's own and not a quotation.
 */
const US_FEES: readonly FeeRule[] = [
  {
    category: 'TIGER',
    type: 'COMMISSION',
    title: 'Commission',
    perShare: decimal('0.0039'),
    least: decimal('0.99'),
    mostOfAmount: decimal('0.005'),
  },
  {
    category: 'TIGER',
    type: 'PLATFORM_FEE',
    title: 'Platform fee',
    perShare: decimal('0.004'),
    least: decimal('1'),
    mostOfAmount: decimal('0.005'),
  },
  {
    category: 'THIRD_PARTY',
    type: 'SETTLEMENT_FEE',
    title: 'Settlement fee',
    perShare: decimal('0.003'),
    mostOfAmount: decimal('0.07'),
  },
  {
    category: 'THIRD_PARTY',
    type: 'SEC_FEE',
    title: 'SEC fee',
    perAmount: decimal('0.0000278'),
    least: decimal('0.01'),
    sellOnly: true,
  },
  {
    category: 'THIRD_PARTY',
    type: 'TRADING_ACTIVITY_FEE',
    title: 'Trading activity fee',
    perShare: decimal('0.000166'),
    least: decimal('0.01'),
    most: decimal('8.3'),
    sellOnly: true,
  },
];

/**
 * Modelled on the broker's public Hong Kong schedule (commission 0.03 %, least 3; platform 15 an order) and the
 * levies of HKEX, SFC and AFRC; stamp duty 0.1 %, rounded up to the dollar, not on funds. Not compared either.
 */
const HK_FEES: readonly FeeRule[] = [
  {
    category: 'TIGER',
    type: 'COMMISSION',
    title: 'Commission',
    perAmount: decimal('0.0003'),
    least: decimal('3'),
  },
  { category: 'TIGER', type: 'PLATFORM_FEE', title: 'Platform fee', flat: decimal('15') },
  {
    category: 'THIRD_PARTY',
    type: 'SETTLEMENT_FEE',
    title: 'Settlement fee',
    perAmount: decimal('0.000042'),
  },
  {
    category: 'THIRD_PARTY',
    type: 'STAMP_DUTY',
    title: 'Stamp duty',
    perAmount: decimal('0.001'),
    places: 0,
    notForFunds: true,
  },
  {
    category: 'THIRD_PARTY',
    type: 'TRANSACTION_LEVY',
    title: 'SFC transaction levy',
    perAmount: decimal('0.000027'),
  },
  { category: 'THIRD_PARTY', type: 'TRADING_FEE', title: 'Trading fee', perAmount: decimal('0.0000565') },
  {
    category: 'THIRD_PARTY',
    type: 'AFRC_LEVY',
    title: 'AFRC transaction levy',
    perAmount: decimal('0.0000015'),
  },
];

/** Per contract; "perShare" counts contracts here. Modelled on the broker's public schedules, not compared either. */
const US_OPTION_FEES: readonly FeeRule[] = [
  {
    category: 'TIGER',
    type: 'COMMISSION',
    title: 'Commission',
    perShare: decimal('0.65'),
    least: decimal('0.99'),
  },
  {
    category: 'TIGER',
    type: 'PLATFORM_FEE',
    title: 'Platform fee',
    perShare: decimal('0.3'),
    least: decimal('1'),
  },
  {
    category: 'THIRD_PARTY',
    type: 'CLEARING_FEE',
    title: 'Options clearing fee',
    perShare: decimal('0.025'),
  },
  {
    category: 'THIRD_PARTY',
    type: 'REGULATORY_FEE',
    title: 'Options regulatory fee',
    perShare: decimal('0.02295'),
  },
];
const HK_OPTION_FEES: readonly FeeRule[] = [
  {
    category: 'TIGER',
    type: 'COMMISSION',
    title: 'Commission',
    perAmount: decimal('0.002'),
    least: decimal('3'),
  },
  { category: 'TIGER', type: 'PLATFORM_FEE', title: 'Platform fee', flat: decimal('15') },
  { category: 'THIRD_PARTY', type: 'EXCHANGE_FEE', title: 'Exchange fee', perShare: decimal('3') },
];
/** One table for all exchanges, of the order of what index futures cost; no exchange's own schedule. */
const FUTURE_FEES: readonly FeeRule[] = [
  { category: 'TIGER', type: 'COMMISSION', title: 'Commission', perShare: decimal('0.99') },
  { category: 'TIGER', type: 'PLATFORM_FEE', title: 'Platform fee', perShare: decimal('0.99') },
  { category: 'THIRD_PARTY', type: 'EXCHANGE_FEE', title: 'Exchange fee', perShare: decimal('1.38') },
  { category: 'THIRD_PARTY', type: 'REGULATORY_FEE', title: 'Regulatory fee', perShare: decimal('0.02') },
];

function rulesOf(listing: Listing): readonly FeeRule[] {
  if (listing.secType === 'FUT') return FUTURE_FEES;
  const isUs = listing.market === 'US';
  if (listing.secType === 'OPT') return isUs ? US_OPTION_FEES : HK_OPTION_FEES;
  return isUs ? US_FEES : HK_FEES;
}

/**
 * What an order has cost so far. Fees belong to the whole order, so a part fill pays the difference to what was
 * charged before: minimums count once, and the sum does not depend on how the order was cut up.
 */
export function orderFees(base: FeeBase): readonly FeeLine[] {
  if (isZero(base.quantity)) return [];
  const rules = rulesOf(base.listing);
  return rules
    .filter((rule) => rule.sellOnly !== true || base.side === 'SELL')
    .filter((rule) => rule.notForFunds !== true || !base.listing.isEtf)
    .map((rule) => ({
      category: rule.category,
      type: rule.type,
      title: rule.title,
      amount: ruleAmount(rule, base),
    }));
}

export function totalFees(base: FeeBase): Decimal {
  return sum(orderFees(base).map((line) => line.amount));
}

function ruleAmount(rule: FeeRule, { quantity, amount }: FeeBase): Decimal {
  const byShare = multiply(rule.perShare ?? ZERO, quantity);
  const byAmount = multiply(rule.perAmount ?? ZERO, amount);
  let fee = maximum(add(rule.flat ?? ZERO, add(byShare, byAmount)), rule.least ?? ZERO);
  if (rule.mostOfAmount !== undefined) fee = minimum(fee, multiply(rule.mostOfAmount, amount));
  if (rule.most !== undefined) fee = minimum(fee, rule.most);
  return roundUp(fee, rule.places ?? CENT_PLACES);
}

function roundUp(amount: Decimal, places: number): Decimal {
  return compare(amount, ZERO) >= 0 ? round(amount, places, 'up') : round(amount, places, 'down');
}
