import { type Decimal, decimal } from '../../shared/domain/decimal.ts';
import type { RationaleTopic } from '../../shared/domain/rationale-claim.ts';

// The words by which a client says what a number is: English, and Chinese in both scripts, in which many of Tiger's
// users are answered.

/** The one that ends nearest before the number counts; longer words stand before those that they contain. */
export const TOPIC_WORDS: readonly (readonly [RegExp, RationaleTopic])[] = [
  [/\b(?:previous|prior|yesterday's) close\b|昨收(?:[盘盤])?(?:[价價])?/gi, 'previous_close'],
  [
    /\bunreali[sz]ed (?:p&l|pnl|p\/l|gains?|loss(?:es)?|profits?)\b|未[实實][现現](?:[盈亏虧损損益]+)?|浮[动動]?[盈亏虧]+[损損]?/gi,
    'unrealized_pnl',
  ],
  [
    /\breali[sz]ed (?:p&l|pnl|p\/l|gains?|loss(?:es)?|profits?)\b|已[实實][现現](?:[盈亏虧损損益]+)?/gi,
    'realized_pnl',
  ],
  [
    /\b(?:today's|todays|daily|day) (?:p&l|pnl|p\/l|gains?|loss(?:es)?|profits?)\b|(?:今日|[当當]日)[盈亏虧损損益]+/gi,
    'day_pnl',
  ],
  [
    /\bmax(?:imum|imal)?\.? (?:loss|risk)\b|\b(?:risk|lose)s? at most\b|最大(?:[亏虧][损損]|[损損]失|[风風][险險])/gi,
    'max_loss',
  ],
  [/\bmax(?:imum|imal)?\.? (?:gain|profit|reward)\b|最大(?:收益|盈利|利[润潤])/gi, 'max_gain'],
  [/\bbreak-?\s?even(?: price| point)?\b|盈[亏虧]平衡[点點]?|[损損]益平衡[点點]?/gi, 'breakeven'],
  [/\bmarket value\b|市值/gi, 'market_value'],
  [
    /\b(?:average|avg\.?) (?:cost|price|entry)\b|\bcost basis\b|(?:持[仓倉]|平均)?成本(?:[价價])?|均[价價]/gi,
    'average_cost',
  ],
  [/\bbuying power\b|[购購][买買]力/gi, 'buying_power'],
  [
    /\bnet liquidation(?: value)?\b|\bnet liq\b|\bequity\b|[净淨][资資][产產]|[总總][资資][产產]|[净淨]值/gi,
    'net_liquidation',
  ],
  [/\bcash(?: balance| available)?\b|[现現]金(?:[余餘][额額])?/gi, 'cash'],
  [/\btake[- ]profit(?: price| at)?\b|\bprofit target\b|止盈(?:[价價])?/gi, 'take_profit'],
  [
    /\bstop(?:[- ]loss)?(?: price)?\b|\btrigger(?: price)?\b|止[损損](?:[价價])?|[触觸][发發](?:[价價])?/gi,
    'stop',
  ],
  [/\bstrike(?: price)?\b|行[权權使](?:[价價])?/gi, 'strike'],
  [/\bdelta\b/gi, 'delta'],
  [/\bimplied vol(?:atility)?\b|\bIV\b|[隐隱引][含伸]波(?:[动動]率|幅)/gi, 'implied_volatility'],
  [/\b(?:average|avg\.?|mean)(?: daily)? volume\b|\bADV\b|(?:日均|平均)成交量/gi, 'average_volume'],
  [/\bvolume\b|成交量/gi, 'volume'],
  [
    /\b(?:today's|day's|day|session|intraday) high\b|\bhigh of (?:the |this )?(?:day|session)\b|(?:今日|[当當]日|日[内內])最高(?:[价價])?/gi,
    'day_high',
  ],
  [
    /\b(?:today's|day's|day|session|intraday) low\b|\blow of (?:the |this )?(?:day|session)\b|(?:今日|[当當]日|日[内內])最低(?:[价價])?/gi,
    'day_low',
  ],
  [/\blimit(?: price)?\b|限[价價]/gi, 'limit'],
  [/\bbid\b|[买買]一(?:[价價])?/gi, 'bid'],
  [/\bask\b|\boffer(?:ed)?\b|[卖賣]一(?:[价價])?/gi, 'ask'],
  [/\b(?:position|holding|holds?|owns?|held)\b|持[仓倉]|持有/gi, 'position'],
  [/\b(?:quantity|buy(?:ing)?|sell(?:ing)?)\b|[买買]入|[卖賣]出|[数數]量/gi, 'quantity'],
  [
    /\b(?:(?:last|current|market) )?(?:price|trades?|trading|quoted)\b|\blast\b|[现現][价價]|最新[价價]|股[价價]|[当當]前[价價](?:格)?/gi,
    'last',
  ],
];

/** "Up 2 % today": of a change over any other time the broker's quote says nothing. */
export const DAY_CHANGE = {
  words:
    /\b(?:up|down|r[io]sen?|rose|fall(?:en|s|ing)?|fell|gain(?:ed|s)?|lost|drop(?:ped|s)?|chang(?:e|ed))\b|上?[涨漲]|下?跌/i,
  today: /\b(?:today|on the day|since (?:yesterday's|the previous) close)\b|今[日天]|[当當][日天]/i,
  falls: /\b(?:down|fall(?:en|s|ing)?|fell|lost|drop(?:ped|s)?)\b|下?跌|[-\u2212]\s*$/i,
  rises: /\b(?:up|r[io]sen?|rose|gain(?:ed|s)?)\b|上?[涨漲]/i,
} as const;

/** Directly behind a number. */
export const COUNT_WORDS = /^\s*(?:(?:shares?|lots?|units?|contracts?)\b|股|[张張]|手)/i;
export const STRIKE_BEHIND = /^\s*(?:dollar )?strike\b/i;
export const CASH_BEHIND = /^\s*(?:(?:in |of )?cash\b|(?:的)?[现現]金)/i;
export const BUYING_POWER_BEHIND = /^\s*(?:(?:in |of )?buying power\b|(?:的)?[购購][买買]力)/i;

/** Where a clause ends, and with it what its words say of a number. */
export const CLAUSE_END = /[;\n；。！？，、]|[.,!?]\s|\d/;
export const CLAUSE_END_BEHIND = /[;\n,；。！？，、]|[.!?](?:\s|$)|\d/;

const CURRENCY_MARKS = 'US\\$|HK\\$|S\\$|A\\$|\\$|USD|HKD|CNH|CNY|SGD|AUD|NZD|EUR|GBP|JPY';
const CURRENCY_WORDS = '美元|美金|港元|港[币幣]|人民[币幣]|新(?:加坡)?元|澳元';
const SCALE_WORDS = 'k\\b|m\\b|million\\b|bn\\b|billion\\b|[万萬]|[亿億]';
/** Groups: the mark before it, its digits, what follows it. */
export const NUMBER = new RegExp(
  `(?<![\\w.,])(?:(${CURRENCY_MARKS})\\s?)?(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d{1,15}(?:\\.\\d{1,10})?)(?:\\s?(%|percent\\b|％|${SCALE_WORDS}|(?:${CURRENCY_MARKS})(?!\\w)|${CURRENCY_WORDS}))?(?![\\w-])`,
  'g',
);

const CURRENCIES: readonly (readonly [RegExp, string])[] = [
  [/^(?:US\$|美元|美金)$/, 'USD'],
  [/^(?:HK\$|港元|港[币幣])$/, 'HKD'],
  [/^人民[币幣]$/, 'CNH'],
  [/^(?:S\$|新(?:加坡)?元)$/, 'SGD'],
  [/^(?:A\$|澳元)$/, 'AUD'],
];

/** null: a bare $, which is the dollar of whatever is spoken of. */
export function currencyOfMark(mark: string): string | null {
  if (mark === '$') return null;
  return CURRENCIES.find(([words]) => words.test(mark))?.[1] ?? mark;
}

const SCALES: readonly (readonly [RegExp, Decimal])[] = [
  [/^k$/i, decimal(1000)],
  [/^[万萬]$/, decimal(10_000)],
  [/^(?:m|million)$/i, decimal(1_000_000)],
  [/^[亿億]$/, decimal(100_000_000)],
  [/^(?:bn|billion)$/i, decimal(1_000_000_000)],
];

export function scaleOf(suffix: string): Decimal | null {
  return SCALES.find(([words]) => words.test(suffix))?.[1] ?? null;
}
