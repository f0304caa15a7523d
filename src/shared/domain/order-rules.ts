import { legsIssue } from './combination.ts';
import { compare, decimal } from './decimal.ts';
import type { OrderDraft, OrderType } from './order.ts';

/** What the rules look at. */
export type OrderTerms = Omit<
  OrderDraft,
  'symbol' | 'market' | 'securityType' | 'currency' | 'quantity' | 'multiplier'
>;

export interface OrderIssue {
  readonly field: keyof OrderTerms;
  readonly message: string;
}

/** A wider one is more likely a distance in the wrong unit. The same bound as the simulated exchange's. */
export const TRAIL_PERCENT_MAX = decimal(50);
/** Wire contract 5.5. */
const PARTICIPATION_MIN = decimal('0.01');
const PARTICIPATION_MAX = decimal('0.5');

const LIMITED: ReadonlySet<OrderType> = new Set(['LMT', 'STP_LMT']);
const STOPPED: ReadonlySet<OrderType> = new Set(['STP', 'STP_LMT']);
const ALGOS: ReadonlySet<OrderType> = new Set(['TWAP', 'VWAP']);

export function needsLimitPrice(orderType: OrderType): boolean {
  return LIMITED.has(orderType);
}

export function needsStopPrice(orderType: OrderType): boolean {
  return STOPPED.has(orderType);
}

export function needsTrail(orderType: OrderType): boolean {
  return orderType === 'TRAIL';
}

/** TWAP and VWAP: they may also have a limit price. */
export function isAlgo(orderType: OrderType): boolean {
  return ALGOS.has(orderType);
}

/**
 * What of an order does not go together, whatever the market: a part that its type does not have is refused and never
 * left out, for nobody may think that it counts. Empty: it is an order.
 */
export function orderIssues(order: OrderTerms): OrderIssue[] {
  return [
    ...presenceIssues(order),
    ...trailIssues(order),
    ...timeIssues(order),
    ...legIssues(order),
    ...algoIssues(order),
    ...combinationIssues(order),
  ];
}

function presenceIssues(order: OrderTerms): OrderIssue[] {
  const { orderType, timeInForce } = order;
  const rules: readonly [OrderIssue['field'], boolean, boolean, string][] = [
    ['limitPrice', needsLimitPrice(orderType), isAlgo(orderType), orderType],
    ['stopPrice', needsStopPrice(orderType), false, orderType],
    ['trail', needsTrail(orderType), false, orderType],
    ['algo', isAlgo(orderType), false, orderType],
    ['expiresAtMs', timeInForce === 'GTD', false, timeInForce],
    ['attached', false, orderType === 'LMT', orderType],
  ];
  return rules.flatMap(([field, isNeeded, isAllowed, of]) => {
    const isGiven = order[field] !== null;
    if (isGiven === isNeeded || (isGiven && isAllowed)) return [];
    return [{ field, message: `must be ${isNeeded ? 'given' : 'absent'} for ${of}` }];
  });
}

function trailIssues({ trail }: OrderTerms): OrderIssue[] {
  const isTooWide = trail?.by === 'percent' && compare(trail.value, TRAIL_PERCENT_MAX) > 0;
  return isTooWide ? [{ field: 'trail', message: `must be at most ${TRAIL_PERCENT_MAX} percent` }] : [];
}

/** Wire contract 5.5: algorithms run in regular hours of one day, stops that become market orders in regular hours. */
function timeIssues({ orderType, timeInForce, session }: OrderTerms): OrderIssue[] {
  const issues: OrderIssue[] = [];
  if (isAlgo(orderType) && timeInForce !== 'DAY') {
    issues.push({ field: 'timeInForce', message: `must be DAY for ${orderType}` });
  }
  if (orderType === 'MKT' && timeInForce !== 'DAY') {
    issues.push({ field: 'timeInForce', message: 'must be DAY for MKT' });
  }
  if (session === 'overnight' && (orderType !== 'LMT' || timeInForce !== 'DAY')) {
    issues.push({ field: 'session', message: 'overnight is for LMT orders with DAY alone' });
  }
  if (session !== 'regular' && (orderType === 'TRAIL' || isAlgo(orderType))) {
    issues.push({ field: 'session', message: `must be regular for ${orderType}` });
  }
  return issues;
}

/** The legs are for regular hours, so the order that they protect is too. */
function legIssues({ attached, session, timeInForce }: OrderTerms): OrderIssue[] {
  if (attached === null) return [];
  const { takeProfitPrice, stopLossPrice, stopLossLimitPrice } = attached;
  const issues: OrderIssue[] = [];
  const add = (message: string) => issues.push({ field: 'attached', message });
  if (takeProfitPrice === null && stopLossPrice === null) add('needs a take profit or a stop loss price');
  if (stopLossLimitPrice !== null && stopLossPrice === null) add('a stop loss limit needs a stop loss price');
  if (session !== 'regular') add('must be absent outside the regular session');
  if (timeInForce === 'GTD') add('must be absent for GTD');
  return issues;
}

/**
 * What Tiger's combinations are documented to take, less what could not be judged: a net price without a limit is any.
 */
function combinationIssues(order: OrderTerms): OrderIssue[] {
  const { legs, orderType, timeInForce, session, attached } = order;
  if (legs === null) return [];
  const issues: OrderIssue[] = [];
  const legsText = legsIssue(legs);
  if (legsText !== null) issues.push({ field: 'legs', message: legsText });
  if (orderType !== 'LMT') issues.push({ field: 'orderType', message: 'must be LMT for a combination' });
  if (timeInForce === 'GTD')
    issues.push({ field: 'timeInForce', message: 'must be DAY or GTC for a combination' });
  if (session !== 'regular') issues.push({ field: 'session', message: 'must be regular for a combination' });
  if (attached !== null) issues.push({ field: 'attached', message: 'must be absent for a combination' });
  return issues;
}

function algoIssues({ algo, orderType }: OrderTerms): OrderIssue[] {
  if (algo === null) return [];
  const { startMs, endMs, participationRate: rate } = algo;
  const issues: OrderIssue[] = [];
  const add = (message: string) => issues.push({ field: 'algo', message });
  if (startMs !== null && endMs !== null && endMs <= startMs) add('must end after it begins');
  if (rate !== null && orderType !== 'VWAP') add('a participation rate is for VWAP alone');
  if (rate !== null && (compare(rate, PARTICIPATION_MIN) < 0 || compare(rate, PARTICIPATION_MAX) > 0)) {
    add(`the participation rate must be ${PARTICIPATION_MIN} to ${PARTICIPATION_MAX}`);
  }
  return issues;
}
