import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRationale } from '../../../../src/main/risk/rationale-check.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import {
  type RationaleFigures,
  rationaleClaimSchema,
} from '../../../../src/shared/domain/rationale-claim.ts';

const FIGURES: RationaleFigures = {
  last: decimal('187.49'),
  bid: decimal('187.48'),
  ask: decimal('187.5'),
  previous_close: decimal('186'),
  day_high: decimal('188.2'),
  day_low: decimal('185.1'),
  day_change: decimal('-0.8'),
  volume: decimal(41_000_000),
  average_volume: decimal(52_000_000),
  average_cost: decimal('182.4'),
  limit: decimal('187.5'),
  stop: decimal(180),
  take_profit: decimal(200),
  strike: decimal(190),
  quantity: decimal(100),
  position: decimal(250),
  cash: decimal('871204.55'),
  buying_power: null,
  net_liquidation: decimal(1_000_000),
  unrealized_pnl: decimal('-1250.5'),
  realized_pnl: decimal(310),
  day_pnl: null,
  market_value: decimal('46872.5'),
  max_loss: decimal('452.3'),
  max_gain: null,
  breakeven: decimal('194.5'),
  delta: decimal('-0.42'),
  implied_volatility: decimal('31.4'),
  unlimited: ['max_gain'],
  currency: 'USD',
  baseCurrency: 'USD',
};
const CASES: [string, string[]][] = [
  ['The last price is 187.50.', ['last agrees']],
  ['The price is 120 now.', ['last differs']],
  ['Bid 187.48, ask 187.50.', ['bid agrees', 'ask agrees']],
  ['bid at $150 while the ask is $187.5', ['bid differs', 'ask agrees']],
  ['It trades at USD 187.', ['last agrees']],
  ['It trades at HKD 187.', ['last unknown']],
  ['Cash of USD 871,204.55 covers it.', ['cash agrees']],
  ['There is $871k in cash.', ['cash agrees']],
  ['There is cash of 2 million.', ['cash differs']],
  ['You hold 250 shares.', ['position agrees']],
  ['You hold 300 shares.', ['position differs']],
  ['The position of 250 grows.', ['position agrees']],
  ['Buy 100 shares.', ['quantity agrees']],
  ['Buying 1,000 shares.', ['quantity differs']],
  ['Limit 187.50, average cost 182.40.', ['limit agrees', 'average_cost agrees']],
  ['The limit is 187.51.', ['limit differs']],
  ['Buying power is 90,000.', ['buying_power unknown']],
  ['It is 2.3 % below its 20-day average.', ['null unknown']],
  ['It earned $4.5 per share in 2025.', ['null unknown']],
  ['Point 1: the user said so on 3 May.', []],
  ['Previous close 186.', ['previous_close agrees']],
  ['Net liquidation value of 1,000,000 USD.', ['net_liquidation agrees']],
  ['The unrealized loss is USD 1,250.50.', ['unrealized_pnl agrees']],
  ['Unrealised P&L of 1,240.', ['unrealized_pnl agrees']],
  ['An unrealized gain of 1,250 so far.', ['unrealized_pnl differs']],
  ['An unrealized loss of 4,000.', ['unrealized_pnl differs']],
  ['Realized profit 310.', ['realized_pnl agrees']],
  ['Its realised loss is 310.', ['realized_pnl differs']],
  ["Today's P&L is 80.", ['day_pnl unknown']],
  ['Market value 46,872.50.', ['market_value agrees']],
  ['', []],
  ['A stop loss at 180 and a take-profit at 200.', ['stop agrees', 'take_profit agrees']],
  ['The stop is 185.', ['stop differs']],
  ['A trailing stop of 2 %.', ['null unknown']],
  ["Analysts' target is $220.", ['null unknown']],
  ['Strike 190, breakeven 194.5.', ['strike agrees', 'breakeven agrees']],
  ['The 195 strike.', ['strike differs']],
  ['Buy 1 call, 5 contracts.', ['null unknown']],
  ['Buy 5 contracts.', ['quantity differs']],
  ['Buying 100 contracts.', ['quantity agrees']],
  ['The maximum loss is $450.', ['max_loss agrees']],
  ['You risk at most 100 USD.', ['max_loss differs']],
  ['The maximum gain is 2,000 USD.', ['max_gain differs']],
  ['Delta 0.42, implied volatility 31 %.', ['delta agrees', 'implied_volatility agrees']],
  ['An IV of 55 %.', ['implied_volatility differs']],
  ['It is down 0.9 % today.', ['day_change agrees']],
  ['The price fell 4 % today.', ['day_change differs']],
  ['Today it is up 0.8 percent.', ['day_change differs']],
  ['It is up 12 % this year.', ['null unknown']],
  ["Today's high 188.20, day's low 180.", ['day_high agrees', 'day_low differs']],
  ['Volume 41 million, average volume 52m.', ['volume agrees', 'average_volume agrees']],
  ['Volume 52m.', ['volume differs']],
  ['现价187.5美元，买入100股，限价187.50。', ['last agrees', 'quantity agrees', 'limit agrees']],
  ['現價 150 美元；持有300股。', ['last differs', 'position differs']],
  ['现价187.5港元。', ['last unknown']],
  ['现金87万美元，净资产100万。', ['cash agrees', 'net_liquidation agrees']],
  ['止损180，止盈210，行使價190。', ['stop agrees', 'take_profit differs', 'strike agrees']],
  ['股价今日上涨0.8%。', ['day_change differs']],
  ['今日跌0.8%，隐含波动率31%。', ['day_change agrees', 'implied_volatility agrees']],
  ['未实现亏损1,250美元，已实现盈利310。', ['unrealized_pnl agrees', 'realized_pnl agrees']],
  ['未實現盈利1,250。', ['unrealized_pnl differs']],
  ['最大亏损450美元。', ['max_loss agrees']],
];

describe('the numbers of a reason', () => {
  it.each(CASES)('%s', (rationale, expected) => {
    const claims = checkRationale(rationale, FIGURES);
    expect(claims.map(({ topic, verdict }) => `${topic} ${verdict}`)).toEqual(expected);
  });

  it('are shown as they were written', () => {
    const [claim] = checkRationale('Cash is USD 871,204.55 today.', FIGURES);
    expect(claim).toEqual({
      position: 8,
      text: 'USD 871,204.55',
      topic: 'cash',
      value: '871204.55',
      currency: 'USD',
      figure: '871204.55',
      isUnlimited: false,
      verdict: 'agrees',
    });
  });

  it('never break it, are bounded, and never agree where there is no figure', () => {
    const words = [
      'price',
      'bid',
      '$',
      '1,000',
      '3.5',
      '%',
      'cash',
      'shares',
      'USD',
      '.',
      ',',
      'max loss',
      'today',
    ];
    const word = fc.constantFrom(...words, '现价', '万', '股', '美元', '。', '跌', '今日', 'delta', 'strike');
    const none = Object.fromEntries(Object.keys(FIGURES).map((key) => [key, null]));
    const blind = {
      ...none,
      currency: 'USD',
      baseCurrency: null,
      unlimited: [],
    } as unknown as RationaleFigures;
    const text = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.array(word, { maxLength: 300 }).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(text, (rationale) => {
        const claims = checkRationale(rationale, blind);
        expect(claims.length).toBeLessThanOrEqual(20);
        for (const claim of claims) {
          expect(rationaleClaimSchema.parse(claim).verdict).toBe('unknown');
        }
      }),
    );
  });
});
