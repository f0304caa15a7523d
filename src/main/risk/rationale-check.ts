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
import type { RationaleClaim, RationaleFigures } from '../../shared/domain/rationale-claim.ts';

type Topic = NonNullable<RationaleClaim['topic']>;

/** More is not read by anybody on a card. */
const CLAIMS_MAX = 20;
/** The words between a topic and its number: "the last price is now at USD". */
const BEFORE_MAX = 40;
const AFTER_MAX = 24;

/** The first that is found nearest before the number counts; longer words stand before those that they contain. */
const TOPIC_WORDS: readonly (readonly [RegExp, Topic])[] = [
  [/\b(?:previous|prior|yesterday's) close\b/gi, 'previous_close'],
  [/\bunreali[sz]ed (?:p&l|pnl|p\/l|gains?|loss(?:es)?|profits?)\b/gi, 'unrealized_pnl'],
  [/\breali[sz]ed (?:p&l|pnl|p\/l|gains?|loss(?:es)?|profits?)\b/gi, 'realized_pnl'],
  [/\b(?:today's|todays|daily|day) (?:p&l|pnl|p\/l|gains?|loss(?:es)?|profits?)\b/gi, 'day_pnl'],
  [/\bmarket value\b/gi, 'market_value'],
  [/\b(?:average|avg\.?) (?:cost|price|entry)\b|\bcost basis\b/gi, 'average_cost'],
  [/\bbuying power\b/gi, 'buying_power'],
  [/\bnet liquidation(?: value)?\b|\bnet liq\b|\bequity\b/gi, 'net_liquidation'],
  [/\bcash(?: balance| available)?\b/gi, 'cash'],
  [/\blimit(?: price)?\b/gi, 'limit'],
  [/\bbid\b/gi, 'bid'],
  [/\bask\b|\boffer(?:ed)?\b/gi, 'ask'],
  [/\b(?:position|holding|holds?|owns?|held)\b/gi, 'position'],
  [/\b(?:quantity|buy(?:ing)?|sell(?:ing)?)\b/gi, 'quantity'],
  [/\b(?:(?:last|current|market) )?(?:price|trades?|trading|quoted)\b|\blast\b/gi, 'last'],
];

const CURRENCY = 'US\\$|HK\\$|S\\$|A\\$|\\$|USD|HKD|CNH|CNY|SGD|AUD|NZD|EUR|GBP|JPY';
const NUMBER = new RegExp(
  `(?<![\\w.,])(?:(${CURRENCY})\\s?)?(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d{1,15}(?:\\.\\d{1,10})?)(?:\\s?(%|percent\\b|k\\b|m\\b|million\\b|bn\\b|billion\\b|${CURRENCY}))?(?![\\w-])`,
  'g',
);
const CURRENCY_OF: Readonly<Record<string, string>> = { US$: 'USD', HK$: 'HKD', S$: 'SGD', A$: 'AUD' };
const SCALES: Readonly<Record<string, Decimal>> = {
  k: decimal(1000),
  m: decimal(1_000_000),
  million: decimal(1_000_000),
  bn: decimal(1_000_000_000),
  billion: decimal(1_000_000_000),
};

/** Prices move while words are written; sums are rounded by whoever writes them; counts of shares are exact. */
const PRICE_TOLERANCE = decimal('0.005');
const SUM_TOLERANCE = decimal('0.01');
/** A gain moves by much more than the price that it comes from. */
const PNL_TOLERANCE = decimal('0.05');
const TOLERANCES: Readonly<Record<Topic, Decimal>> = {
  last: PRICE_TOLERANCE,
  bid: PRICE_TOLERANCE,
  ask: PRICE_TOLERANCE,
  previous_close: PRICE_TOLERANCE,
  average_cost: PRICE_TOLERANCE,
  limit: decimal(0),
  quantity: decimal(0),
  position: decimal(0),
  cash: SUM_TOLERANCE,
  buying_power: SUM_TOLERANCE,
  net_liquidation: SUM_TOLERANCE,
  unrealized_pnl: PNL_TOLERANCE,
  realized_pnl: SUM_TOLERANCE,
  day_pnl: PNL_TOLERANCE,
  market_value: SUM_TOLERANCE,
};

/**
 * The numbers of a client's reason, each against the broker's figure of the same topic. A number with a unit and no
 * topic, or whose figure the broker does not state, is `unknown`; a bare number without a topic ("20-day") is left out.
 */
export function checkRationale(rationale: string, figures: RationaleFigures): RationaleClaim[] {
  const claims: RationaleClaim[] = [];
  for (const match of rationale.matchAll(NUMBER)) {
    if (claims.length >= CLAIMS_MAX) break;
    const claim = claimOf(rationale, match, figures);
    if (claim !== null) claims.push(claim);
  }
  return claims;
}

function claimOf(
  rationale: string,
  match: RegExpExecArray,
  figures: RationaleFigures,
): RationaleClaim | null {
  const [text, prefix, digits = '', suffix = ''] = match;
  const unit = suffix.toLowerCase();
  const isPercent = unit === '%' || unit === 'percent';
  const scale = SCALES[unit];
  const mark = prefix ?? (scale === undefined && !isPercent && suffix !== '' ? suffix : null);
  const currency = mark === null || mark === '$' ? null : (CURRENCY_OF[mark] ?? mark);
  const after = clauseAfter(rationale, match.index + text.length);
  const isCount = /^\s*(?:shares?|lots?|units?)\b/i.test(after);
  const topic = isPercent ? null : topicOf(clauseBefore(rationale, match.index), after, isCount);
  const hasUnit = isPercent || mark !== null || scale !== undefined || isCount;
  if (topic === null && !hasUnit) return null;
  const plain = decimal(digits.replace(/,/g, ''));
  const value = scale === undefined ? plain : multiply(plain, scale);
  const figure = topic === null ? null : figures[topic];
  const isOtherCurrency = currency !== null && topic !== null && currency !== currencyOf(topic, figures);
  const verdict =
    topic === null || figure === null || isOtherCurrency
      ? 'unknown'
      : isNear(value, sizeOf(topic, figure), TOLERANCES[topic]) &&
          !isOtherSign(topic, figure, clauseBefore(rationale, match.index))
        ? 'agrees'
        : 'differs';
  return {
    position: match.index,
    text: isCount ? `${text.trim()} shares` : text.trim(),
    topic,
    value,
    currency,
    figure,
    verdict,
  };
}

/** The words of the same clause that stand before the number. */
function clauseBefore(rationale: string, index: number): string {
  const words = rationale.slice(Math.max(0, index - BEFORE_MAX), index);
  return words.split(/[;\n]|[.,!?]\s|\d/).at(-1) ?? '';
}

function clauseAfter(rationale: string, index: number): string {
  const words = rationale.slice(index, index + AFTER_MAX);
  return words.split(/[;\n,]|[.!?](?:\s|$)|\d/)[0] ?? '';
}

function topicOf(before: string, after: string, isCount: boolean): Topic | null {
  let nearest: { topic: Topic; end: number } | null = null;
  for (const [words, topic] of TOPIC_WORDS) {
    for (const found of before.matchAll(words)) {
      const end = found.index + found[0].length;
      if (nearest === null || end > nearest.end) nearest = { topic, end };
    }
  }
  if (isCount) {
    if (nearest?.topic === 'position') return 'position';
    return nearest?.topic === 'quantity' ? 'quantity' : null;
  }
  if (nearest !== null) return nearest.topic === 'quantity' ? null : nearest.topic;
  const follower = /^\s*(?:in |of )?(cash|buying power)\b/i.exec(after)?.[1]?.toLowerCase();
  if (follower === 'cash') return 'cash';
  return follower === 'buying power' ? 'buying_power' : null;
}

const IN_BASE: ReadonlySet<Topic> = new Set(['cash', 'buying_power', 'net_liquidation']);

const GAINS_AND_LOSSES: ReadonlySet<Topic> = new Set(['unrealized_pnl', 'realized_pnl', 'day_pnl']);

/** People write "a loss of 500", the broker -500. */
function sizeOf(topic: Topic, figure: Decimal): Decimal {
  return GAINS_AND_LOSSES.has(topic) ? absolute(figure) : figure;
}

/** A loss that is called a gain, or the other way round. */
function isOtherSign(topic: Topic, figure: Decimal, words: string): boolean {
  if (!GAINS_AND_LOSSES.has(topic)) return false;
  const saysLoss = /\bloss(?:es)?\b|[-\u2212]\s*(?:US\$|\$)?$/i.test(words);
  const saysGain = !saysLoss && /\b(?:gain|profit)s?\b/i.test(words);
  return (saysLoss && isPositive(figure)) || (saysGain && isNegative(figure));
}

function currencyOf(topic: Topic, figures: RationaleFigures): string | null {
  return IN_BASE.has(topic) ? figures.baseCurrency : figures.currency;
}

function isNear(value: Decimal, figure: Decimal, tolerance: Decimal): boolean {
  if (isZero(figure)) return isZero(value);
  return compare(absolute(subtract(value, figure)), multiply(absolute(figure), tolerance)) <= 0;
}
