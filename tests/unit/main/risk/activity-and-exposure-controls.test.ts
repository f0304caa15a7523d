import { describe, expect, it } from 'vitest';
import type { ControlFacts } from '../../../../src/main/risk/control-facts.ts';
import { CONTROL_TABLE } from '../../../../src/main/risk/control-table.ts';
import {
  type ControlId,
  type ControlLevel,
  controlResultSchema,
} from '../../../../src/shared/domain/control.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../../src/shared/domain/risk-settings.ts';
import {
  ASSETS,
  CONTRACT,
  factsWith,
  holding,
  NOW_MS,
  openOrder,
  orderWith,
  quoteWith,
} from './control-facts-of.ts';

function judgeBy(id: ControlId, change: Partial<ControlFacts> = {}) {
  const control = CONTROL_TABLE.find((candidate) => candidate.id === id)!;
  return control.judge(factsWith(change));
}

const activity = (change: Partial<ControlFacts['activity']>) => ({
  activity: { ...factsWith().activity, ...change },
});
const settings = (change: Partial<ControlFacts['settings']>) => ({
  settings: { ...DEFAULT_RISK_SETTINGS, ...change },
});
const assets = (change: Partial<typeof ASSETS>) => ({ assets: { ...ASSETS, ...change } });
const FULL = { ordersLastMinute: 5, ordersToday: 20, notionalToday: decimal(50_000) };
/** Sells all that is held: control 31. */
const CLOSES = { ...orderWith({ side: 'SELL' }), positions: [holding('10')] };
const PAST = (worth: number, count: number) => Array.from({ length: count }, () => decimal(worth));
const elsewhere = (side: 'BUY' | 'SELL', unread: string[] = []) => ({
  otherAccounts: { orders: [{ accountAlias: 'other', side, quantity: decimal(5) }], unread },
});
const OPTION = { securityType: 'OPT', symbol: 'MSFT', side: 'BUY' } as const;

const CASES: [ControlId, string, Partial<ControlFacts>, ControlLevel][] = [
  ['order_rate', 'the fifth in a minute', activity({ ordersLastMinute: 4 }), 'pass'],
  ['order_rate', 'the sixth in a minute', activity({ ordersLastMinute: 5 }), 'block'],
  ['order_rate', 'the twentieth of a day', activity({ ordersToday: 19 }), 'pass'],
  ['order_rate', 'one more', activity({ ordersToday: 20 }), 'block'],
  ['order_rate', 'one more that closes', { ...activity(FULL), ...CLOSES }, 'pass'],
  ['waiting_approvals', 'four others', activity({ waitingOfClient: 4 }), 'pass'],
  ['waiting_approvals', 'five others', activity({ waitingOfClient: 5 }), 'block'],
  ['daily_notional', 'to the cent', activity({ notionalToday: decimal(49_000) }), 'pass'],
  ['daily_notional', 'a cent more', activity({ notionalToday: decimal('49000.01') }), 'block'],
  ['daily_notional', 'no cap and no rate for the currency', orderWith({ currency: 'JPY' }), 'block'],
  [
    'daily_notional',
    'no price',
    { ...orderWith({ orderType: 'MKT', limitPrice: null }), quote: null },
    'block',
  ],
  ['daily_notional', 'what closes', { ...activity(FULL), ...CLOSES }, 'pass'],
  ['daily_loss', 'a gain', assets({ todayPnl: decimal(900) }), 'pass'],
  ['daily_loss', 'a loss below 2 %', assets({ todayPnl: decimal('-199.99') }), 'pass'],
  ['daily_loss', 'a loss of 2 %', assets({ todayPnl: decimal(-200) }), 'block'],
  ['daily_loss', 'what closes after it', { ...assets({ todayPnl: decimal(-200) }), ...CLOSES }, 'pass'],
  ['daily_loss', 'no assets', { assets: null }, 'block'],
  ['daily_loss', 'no net liquidation', assets({ netLiquidation: null }), 'block'],
  ['daily_loss', 'a result that the broker never states', assets({ todayPnl: null }), 'danger'],
  [
    'daily_loss',
    'the result of each position instead',
    { ...assets({ todayPnl: null }), positions: [{ ...holding('10'), todayPnl: decimal(-200) }] },
    'block',
  ],
  ['symbol_position', '10 % of net liquidation', {}, 'pass'],
  ['symbol_position', 'a share more', orderWith({ quantity: decimal(11) }), 'block'],
  ['symbol_position', 'with what is held', { positions: [holding('1')] }, 'block'],
  ['symbol_position', 'with what is open', { openOrders: [openOrder({ quantity: decimal(1) })] }, 'block'],
  [
    'symbol_position',
    'with what was accepted and is not listed yet',
    {
      recentOrders: [
        {
          proposalId: 'prp_x',
          side: 'BUY',
          orderType: 'LMT',
          quantity: decimal(1),
          createdAtMs: NOW_MS,
          isOpen: true,
          brokerOrderId: '9',
        },
      ],
    },
    'block',
  ],
  [
    'symbol_position',
    'an open order on the other side does not help',
    { ...orderWith({ quantity: decimal(11) }), openOrders: [openOrder({ side: 'SELL' })] },
    'block',
  ],
  ['symbol_position', 'positions unknown', { positions: null }, 'block'],
  ['symbol_position', 'open orders unknown', { openOrders: null }, 'block'],
  ['symbol_position', 'an open order by amount', { openOrders: [openOrder({ quantity: null })] }, 'block'],
  ['symbol_position', 'no rate', orderWith({ currency: 'SGD' }), 'block'],
  [
    'symbol_position',
    'a sale of much that is held',
    { ...orderWith({ side: 'SELL' }), positions: [holding('500')] },
    'pass',
  ],
  [
    'symbol_position',
    'a second sale of the whole holding is no close',
    {
      ...CLOSES,
      openOrders: [openOrder({ side: 'SELL' })],
      ...settings({ symbolPositionMax: decimal('0.01') }),
    },
    'block',
  ],
  ['gross_exposure', 'within', assets({ grossPositionValue: decimal(9000) }), 'pass'],
  ['gross_exposure', 'above', assets({ grossPositionValue: decimal('9000.01') }), 'block'],
  [
    'gross_exposure',
    'with an open order on another symbol',
    {
      ...assets({ grossPositionValue: decimal(8500) }),
      openOrders: [openOrder({ symbol: 'MSFT', quantity: decimal(6) })],
    },
    'block',
  ],
  [
    'gross_exposure',
    'a sale that only takes away adds nothing',
    {
      ...assets({ grossPositionValue: decimal(9000) }),
      positions: [{ ...holding('10'), symbol: 'MSFT' }],
      openOrders: [openOrder({ symbol: 'MSFT', side: 'SELL' })],
    },
    'pass',
  ],
  [
    'gross_exposure',
    'an open order without a known value',
    { openOrders: [openOrder({ ...OPTION })] },
    'danger',
  ],
  [
    'gross_exposure',
    'an open order without a value, above without it',
    {
      ...assets({ grossPositionValue: decimal(9500) }),
      openOrders: [openOrder({ ...OPTION })],
    },
    'block',
  ],
  [
    'gross_exposure',
    'an open order by amount',
    { openOrders: [openOrder({ symbol: 'MSFT', quantity: null })] },
    'danger',
  ],
  ['gross_exposure', 'not all open orders known', { areAllOpenOrdersKnown: false }, 'block'],
  ['gross_exposure', 'no assets', { assets: null }, 'block'],
  [
    'gross_exposure',
    'from the positions, where the account does not say',
    {
      ...assets({ grossPositionValue: null }),
      positions: [{ ...holding('-10'), symbol: 'MSFT', marketValue: decimal(-9500) }],
    },
    'block',
  ],
  [
    'gross_exposure',
    'what closes',
    { ...assets({ grossPositionValue: decimal(99_000) }), ...CLOSES },
    'pass',
  ],
  ['symbol_lists', 'no lists', {}, 'pass'],
  ['symbol_lists', 'allowed', settings({ symbolsAllowed: ['AAPL'] }), 'pass'],
  ['symbol_lists', 'not allowed', settings({ symbolsAllowed: ['MSFT'] }), 'block'],
  ['symbol_lists', 'denied', settings({ symbolsDenied: ['AAPL'] }), 'block'],
  ['symbol_lists', 'both', settings({ symbolsAllowed: ['AAPL'], symbolsDenied: ['AAPL'] }), 'block'],
  ['identity_mismatch', 'all fits', {}, 'pass'],
  ['identity_mismatch', 'another instrument', { contract: { ...CONTRACT, symbol: 'MSFT' } }, 'block'],
  ['identity_mismatch', 'another market', orderWith({ market: 'HK', currency: 'HKD' }), 'danger'],
  ['identity_mismatch', 'a code of Singapore', orderWith({ market: 'SG', currency: 'SGD' }), 'pass'],
  ['identity_mismatch', 'a counter in another currency', orderWith({ currency: 'CNH' }), 'danger'],
  ['identity_mismatch', 'a price in another currency', { rationale: 'The price is HKD 100.' }, 'danger'],
  ['identity_mismatch', 'a price in its own currency', { rationale: 'The price is 100 USD.' }, 'pass'],
  ['identity_mismatch', 'cash in another currency', { rationale: 'There is cash of HKD 900.' }, 'pass'],
  ['trading_session', 'regular', {}, 'pass'],
  ['trading_session', 'extended', orderWith({ session: 'extended' }), 'block'],
  [
    'trading_session',
    'extended, switched on',
    { ...orderWith({ session: 'extended' }), ...settings({ isExtendedSessionEnabled: true }) },
    'pass',
  ],
  [
    'trading_session',
    'extended, closes',
    { ...orderWith({ side: 'SELL', session: 'extended' }), positions: [holding('10')] },
    'pass',
  ],
  ['size_against_market', 'small', {}, 'pass'],
  ['size_against_market', '1 % of a day', { averageDailyVolume: decimal(1000) }, 'pass'],
  ['size_against_market', 'more of a day', { averageDailyVolume: decimal(999) }, 'warning'],
  ['size_against_market', 'no volume', { averageDailyVolume: null }, 'warning'],
  ['size_against_market', 'a volume of zero', { averageDailyVolume: decimal(0) }, 'warning'],
  [
    'size_against_market',
    'half of the book',
    { ...orderWith({ limitPrice: decimal(101) }), ...quoteWith({ askSize: decimal(20) }) },
    'pass',
  ],
  [
    'size_against_market',
    'more of the book',
    { ...orderWith({ limitPrice: decimal(101) }), ...quoteWith({ askSize: decimal(19) }) },
    'warning',
  ],
  [
    'size_against_market',
    'no size in the book',
    { ...orderWith({ limitPrice: decimal(101) }), ...quoteWith({ askSize: null }) },
    'warning',
  ],
  ['size_against_market', 'it waits in the book', quoteWith({ askSize: decimal(1) }), 'pass'],
  ['unusual_size', 'the first orders', activity({ pastNotionals: PAST(1, 9) }), 'pass'],
  ['unusual_size', 'a usual one', activity({ pastNotionals: PAST(1000, 10) }), 'pass'],
  ['unusual_size', 'up to three deviations', activity({ pastNotionals: PAST(770, 10) }), 'pass'],
  ['unusual_size', 'beyond three deviations', activity({ pastNotionals: PAST(769, 10) }), 'danger'],
  [
    'unusual_size',
    'a wide history',
    activity({ pastNotionals: [...PAST(100, 10), ...PAST(900, 10)] }),
    'pass',
  ],
  ['unusual_size', 'far smaller', activity({ pastNotionals: PAST(90_000, 10) }), 'pass'],
  ['opposite_order', 'no other account', {}, 'pass'],
  ['opposite_order', 'the same side', elsewhere('BUY'), 'pass'],
  ['opposite_order', 'the other side', elsewhere('SELL'), 'block'],
  ['opposite_order', 'an account that cannot be asked', elsewhere('BUY', ['third']), 'danger'],
];

describe('each control of activity and exposure', () => {
  it.each(CASES)('%s: %s', (id, _name, change, level) => {
    const judgement = judgeBy(id, change);
    expect(judgement.level, judgement.text).toBe(level);
    expect(() => controlResultSchema.parse({ control: id, ...judgement })).not.toThrow();
    expect(judgement.text).toMatch(/^\S.*\.$/);
  });

  it('of these has a case that passes and one that does not', () => {
    for (const id of new Set(CASES.map(([control]) => control))) {
      const levels = CASES.filter(([control]) => control === id).map(([, , , level]) => level);
      expect(levels, id).toContain('pass');
      expect(new Set(levels).size, id).toBeGreaterThan(1);
    }
  });
});
