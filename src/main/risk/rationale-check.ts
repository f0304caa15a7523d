import {
  absolute,
  compare,
  type Decimal,
  decimal,
  isNegative,
  isPositive,
  isZero,
  multiply,
  subtract,
} from '../../shared/domain/decimal.ts';
import type {
  RationaleClaim,
  RationaleFigures,
  RationaleTopic,
} from '../../shared/domain/rationale-claim.ts';
import {
  BUYING_POWER_BEHIND,
  CASH_BEHIND,
  CLAUSE_END,
  CLAUSE_END_BEHIND,
  COUNT_WORDS,
  currencyOfMark,
  DAY_CHANGE,
  NUMBER,
  STRIKE_BEHIND,
  scaleOf,
  TOPIC_WORDS,
} from './rationale-words.ts';

/** More is not read by anybody on a card. */
const CLAIMS_MAX = 20;
/** The words between a topic and its number: "the last price is now at USD". */
const BEFORE_MAX = 40;
const AFTER_MAX = 24;

/** Prices move while words are written; sums are rounded by whoever writes them; counts of shares are exact. */
const PRICE_TOLERANCE = decimal('0.005');
const SUM_TOLERANCE = decimal('0.01');
/** What moves by much more than the price that it comes from, or grows all day. */
const WIDE_TOLERANCE = decimal('0.05');
/** In percent points: what a price may move while words are written is as much of a change of the day. */
const DAY_CHANGE_TOLERANCE = decimal('0.5');
const EXACT = decimal(0);
const TOLERANCES: Readonly<Record<Exclude<RationaleTopic, 'day_change'>, Decimal>> = {
  last: PRICE_TOLERANCE,
  bid: PRICE_TOLERANCE,
  ask: PRICE_TOLERANCE,
  previous_close: PRICE_TOLERANCE,
  day_high: PRICE_TOLERANCE,
  day_low: PRICE_TOLERANCE,
  average_cost: PRICE_TOLERANCE,
  breakeven: PRICE_TOLERANCE,
  limit: EXACT,
  stop: EXACT,
  take_profit: EXACT,
  strike: EXACT,
  quantity: EXACT,
  position: EXACT,
  cash: SUM_TOLERANCE,
  buying_power: SUM_TOLERANCE,
  net_liquidation: SUM_TOLERANCE,
  realized_pnl: SUM_TOLERANCE,
  market_value: SUM_TOLERANCE,
  average_volume: WIDE_TOLERANCE,
  volume: WIDE_TOLERANCE,
  unrealized_pnl: WIDE_TOLERANCE,
  day_pnl: WIDE_TOLERANCE,
  max_loss: WIDE_TOLERANCE,
  max_gain: WIDE_TOLERANCE,
  delta: WIDE_TOLERANCE,
  implied_volatility: WIDE_TOLERANCE,
};

/** One number as it stands in the text. */
interface Stated {
  readonly text: string;
  readonly position: number;
  readonly value: Decimal;
  readonly currency: string | null;
  readonly isPercent: boolean;
  /** Followed by "shares" and the like. */
  readonly isCount: boolean;
  readonly hasUnit: boolean;
  /** The words of the same clause. */
  readonly before: string;
  readonly after: string;
}

/**
 * The numbers of a client's reason, each against the broker's figure of the same topic. A number with a unit and no
 * topic, or whose figure the broker does not state, is `unknown`; a bare number without a topic ("20-day") is left out.
 */
export function checkRationale(rationale: string, figures: RationaleFigures): RationaleClaim[] {
  const claims: RationaleClaim[] = [];
  for (const match of rationale.matchAll(NUMBER)) {
    if (claims.length >= CLAIMS_MAX) break;
    const claim = claimOf(statedBy(rationale, match), figures);
    if (claim !== null) claims.push(claim);
  }
  return claims;
}

function statedBy(rationale: string, match: RegExpExecArray): Stated {
  const [text, prefix, digits = '', suffix = ''] = match;
  const isPercent = /^(?:%|％|percent)$/i.test(suffix);
  const scale = scaleOf(suffix);
  const mark = prefix ?? (scale === null && !isPercent && suffix !== '' ? suffix : null);
  const before = rationale.slice(Math.max(0, match.index - BEFORE_MAX), match.index);
  const end = match.index + text.length;
  const after = rationale.slice(end, end + AFTER_MAX).split(CLAUSE_END_BEHIND)[0] ?? '';
  const isCount = COUNT_WORDS.test(after);
  const plain = decimal(digits.replace(/,/g, ''));
  return {
    text: isCount ? `${text.trim()} ${COUNT_WORDS.exec(after)?.[0]?.trim() ?? ''}` : text.trim(),
    position: match.index,
    value: scale === null ? plain : multiply(plain, scale),
    currency: mark === null ? null : currencyOfMark(mark),
    isPercent,
    isCount,
    hasUnit: isPercent || mark !== null || scale !== null || isCount,
    before: before.split(CLAUSE_END).at(-1) ?? '',
    after,
  };
}

function claimOf(stated: Stated, figures: RationaleFigures): RationaleClaim | null {
  const topic = topicOf(stated);
  if (topic === null && !stated.hasUnit) return null;
  const { position, text, value, currency } = stated;
  const isUnlimited = topic !== null && figures.unlimited.includes(topic);
  const figure = topic === null ? null : figures[topic];
  return {
    ...{ position, text, topic, value, currency, figure, isUnlimited },
    verdict: isUnlimited ? 'differs' : verdictOf(stated, topic, figure, figures),
  };
}

function verdictOf(
  stated: Stated,
  topic: RationaleTopic | null,
  figure: Decimal | null,
  figures: RationaleFigures,
): RationaleClaim['verdict'] {
  if (topic === null || figure === null) return 'unknown';
  if (stated.currency !== null && stated.currency !== currencyOf(topic, figures)) return 'unknown';
  if (isOtherSign(topic, figure, stated)) return 'differs';
  return isNear(topic, stated.value, sizeOf(topic, figure)) ? 'agrees' : 'differs';
}

/** Figures in percent; every other number with a percent sign has no figure to stand beside. */
const IN_PERCENT: ReadonlySet<RationaleTopic> = new Set(['implied_volatility', 'day_change']);

function topicOf(stated: Stated): RationaleTopic | null {
  const nearest = nearestTopic(stated.before);
  if (stated.isPercent) {
    if (nearest !== null && IN_PERCENT.has(nearest)) return nearest;
    return (nearest === null || nearest === 'last') && isDayChange(stated) ? 'day_change' : null;
  }
  if (stated.isCount) return nearest === 'position' || nearest === 'quantity' ? nearest : null;
  if (STRIKE_BEHIND.test(stated.after)) return 'strike';
  if (nearest !== null && !IN_PERCENT.has(nearest)) return nearest === 'quantity' ? null : nearest;
  if (CASH_BEHIND.test(stated.after)) return 'cash';
  return BUYING_POWER_BEHIND.test(stated.after) ? 'buying_power' : null;
}

function nearestTopic(before: string): RationaleTopic | null {
  let nearest: { topic: RationaleTopic; end: number } | null = null;
  for (const [words, topic] of TOPIC_WORDS) {
    for (const found of before.matchAll(words)) {
      const end = found.index + found[0].length;
      if (nearest === null || end > nearest.end) nearest = { topic, end };
    }
  }
  return nearest?.topic ?? null;
}

function isDayChange({ before, after }: Stated): boolean {
  return DAY_CHANGE.words.test(before) && (DAY_CHANGE.today.test(before) || DAY_CHANGE.today.test(after));
}

const IN_BASE: ReadonlySet<RationaleTopic> = new Set(['cash', 'buying_power', 'net_liquidation']);

const GAINS_AND_LOSSES: ReadonlySet<RationaleTopic> = new Set([
  'unrealized_pnl',
  'realized_pnl',
  'day_pnl',
  'day_change',
]);

/** People write "a loss of 500", the broker -500; and a put's delta without its sign. */
function sizeOf(topic: RationaleTopic, figure: Decimal): Decimal {
  return GAINS_AND_LOSSES.has(topic) || topic === 'delta' ? absolute(figure) : figure;
}

/** A loss that is called a gain, or the other way round. */
function isOtherSign(topic: RationaleTopic, figure: Decimal, { before }: Stated): boolean {
  if (!GAINS_AND_LOSSES.has(topic)) return false;
  const saysLoss =
    topic === 'day_change'
      ? DAY_CHANGE.falls.test(before)
      : /\bloss(?:es)?\b|(?<!盈)[亏虧]|[损損]失|[-\u2212]\s*(?:US\$|\$)?$/i.test(before);
  const saysGain =
    !saysLoss &&
    (topic === 'day_change'
      ? DAY_CHANGE.rises.test(before)
      : /\b(?:gain|profit)s?\b|盈(?![亏虧])|收益/i.test(before));
  return (saysLoss && isPositive(figure)) || (saysGain && isNegative(figure));
}

function currencyOf(topic: RationaleTopic, figures: RationaleFigures): string | null {
  return IN_BASE.has(topic) ? figures.baseCurrency : figures.currency;
}

function isNear(topic: RationaleTopic, value: Decimal, figure: Decimal): boolean {
  const distance = absolute(subtract(value, figure));
  if (topic === 'day_change') return compare(distance, DAY_CHANGE_TOLERANCE) <= 0;
  if (isZero(figure)) return isZero(value);
  return compare(distance, multiply(absolute(figure), TOLERANCES[topic])) <= 0;
}
