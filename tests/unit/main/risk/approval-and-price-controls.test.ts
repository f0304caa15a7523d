import { describe, expect, it } from 'vitest';
import type { ControlFacts } from '../../../../src/main/risk/control-facts.ts';
import { CONTROL_TABLE } from '../../../../src/main/risk/control-table.ts';
import {
  type ControlId,
  type ControlLevel,
  controlResultSchema,
} from '../../../../src/shared/domain/control.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import {
  ASSETS,
  factsWith,
  NOW_MS,
  openOrder,
  orderWith,
  PREVIEW,
  QUOTE,
  quoteWith,
} from './control-facts-of.ts';

function judgeBy(id: ControlId, change: Partial<ControlFacts> = {}) {
  const control = CONTROL_TABLE.find((candidate) => candidate.id === id)!;
  return control.judge(factsWith(change));
}

const LIVE = { mode: 'live', isLiveTradingEnabled: false, clientAccess: 'propose' } as const;
const MKT = { orderType: 'MKT', limitPrice: null } as const;
const APPROVAL = factsWith().approval!;
const aged = (ms: number) => ({ ...QUOTE, provenance: { ...QUOTE.provenance, receivedAtMs: NOW_MS - ms } });
const phase = (name: string) => ({ market: { ...factsWith().market!, phase: name as 'regular' } });
const NO_CAPS = { settings: { ...factsWith().settings, orderNotionalMax: {} } };
const YEN = { currency: 'JPY', cashBalance: decimal(0), rateToBase: decimal('0.0064') };
const inYen = (price: string) => ({
  ...orderWith({ currency: 'JPY', quantity: decimal(100), limitPrice: decimal(price) }),
  assets: { ...ASSETS, currencies: [YEN] },
});
const recent = (agoMs: number, isOpen = false) => [
  {
    proposalId: 'prp_x',
    side: 'BUY' as const,
    orderType: 'LMT' as const,
    quantity: decimal(10),
    createdAtMs: NOW_MS - agoMs,
    isOpen,
    brokerOrderId: '7',
  },
];

const CASES: [ControlId, string, Partial<ControlFacts>, ControlLevel][] = [
  ['live_trading_switch', 'paper', {}, 'pass'],
  ['live_trading_switch', 'live, off', { account: LIVE }, 'block'],
  ['live_trading_switch', 'unknown counts as live', { account: { ...LIVE, mode: 'unknown' } }, 'block'],
  ['live_trading_switch', 'live, on', { account: { ...LIVE, isLiveTradingEnabled: true } }, 'pass'],
  ['client_access', 'propose', {}, 'pass'],
  ['client_access', 'read', { account: { ...LIVE, clientAccess: 'read' } }, 'block'],
  ['client_access', 'none', { account: { ...LIVE, clientAccess: 'none' } }, 'block'],
  ['approval_required', 'approved', {}, 'pass'],
  ['approval_required', 'not approved', { approval: null }, 'block'],
  ['approval_time_to_live', 'in time', {}, 'pass'],
  ['approval_time_to_live', 'waiting, in time', { approval: null }, 'pass'],
  ['approval_time_to_live', 'waiting, over', { approval: null, expiresAtMs: NOW_MS }, 'block'],
  [
    'approval_time_to_live',
    'decided at the end',
    { approval: { ...APPROVAL, decidedAtMs: NOW_MS + 60_000 } },
    'block',
  ],
  ['sealed_approval', 'same seal', {}, 'pass'],
  ['sealed_approval', 'none', { approval: null }, 'block'],
  ['sealed_approval', 'another seal', { approval: { ...APPROVAL, sealNow: 'b'.repeat(64) } }, 'block'],
  ['sealed_approval', 'used', { approval: { ...APPROVAL, isUsed: true } }, 'block'],
  ['idempotency', 'no key', {}, 'pass'],
  ['idempotency', 'a key', { requestId: 'r' }, 'pass'],
  ['idempotency', 'an order exists', { approval: { ...APPROVAL, isUsed: true } }, 'block'],
  ['drift_at_send', 'nothing moved', {}, 'pass'],
  ['drift_at_send', 'not approved', { approval: null }, 'block'],
  ['drift_at_send', 'no quote', { quote: null }, 'block'],
  ['drift_at_send', 'no preview', { preview: null }, 'block'],
  ['drift_at_send', '0.5 %', quoteWith({ askPrice: decimal('100.51') }), 'pass'],
  ['drift_at_send', 'above 0.5 %', quoteWith({ askPrice: decimal('100.52') }), 'block'],
  ['drift_at_send', 'down above 0.5 %', quoteWith({ askPrice: decimal('99.50') }), 'block'],
  ['drift_at_send', 'quote 3 s old', { quote: aged(3000) }, 'pass'],
  ['drift_at_send', 'quote older', { quote: aged(3001) }, 'block'],
  [
    'drift_at_send',
    'preview older than 15 s',
    { preview: { ...PREVIEW, provenance: { ...PREVIEW.provenance, receivedAtMs: NOW_MS - 15_001 } } },
    'block',
  ],
  [
    'drift_at_send',
    'two ticks of a cheap stock',
    {
      quote: { ...QUOTE, askPrice: decimal('1.02'), bidPrice: decimal('1'), lastPrice: decimal('1') },
      approval: { ...APPROVAL, sealedQuote: { ...QUOTE, askPrice: decimal('1'), lastPrice: decimal('1') } },
    },
    'pass',
  ],
  [
    'drift_at_send',
    'three ticks of a cheap stock',
    {
      quote: { ...QUOTE, askPrice: decimal('1.03'), bidPrice: decimal('1'), lastPrice: decimal('1') },
      approval: { ...APPROVAL, sealedQuote: { ...QUOTE, askPrice: decimal('1'), lastPrice: decimal('1') } },
    },
    'block',
  ],
  [
    'drift_at_send',
    'the price of a market order by its other side',
    { ...orderWith(MKT), ...quoteWith({ lastPrice: decimal(102) }) },
    'block',
  ],
  ['order_notional', 'at the cap', orderWith({ quantity: decimal(100) }), 'pass'],
  ['order_notional', 'above', orderWith({ quantity: decimal(100), limitPrice: decimal('100.01') }), 'block'],
  ['order_notional', 'a market order at its worst', orderWith({ ...MKT, quantity: decimal(98) }), 'block'],
  ['order_notional', 'a market order below it', orderWith({ ...MKT, quantity: decimal(97) }), 'pass'],
  ['order_notional', 'a market order without a price', { ...orderWith(MKT), quote: null }, 'block'],
  [
    'order_notional',
    'a market order with an empty quote',
    { ...orderWith(MKT), ...quoteWith({ askPrice: decimal(0), bidPrice: null, lastPrice: null }) },
    'block',
  ],
  [
    'order_notional',
    'a sale whose limit hides its value',
    orderWith({ side: 'SELL', quantity: decimal(101), limitPrice: decimal(1) }),
    'block',
  ],
  ['order_notional', 'a currency without a cap or a rate', orderWith({ currency: 'JPY' }), 'block'],
  // USD 10,000 at 0.0064 are JPY 1,562,500.
  ['order_notional', 'at the cap by rate', inYen('15625'), 'pass'],
  ['order_notional', 'above the cap by rate', inYen('15625.01'), 'block'],
  ['order_notional', 'by rate without a cap of US dollars', { ...inYen('1'), ...NO_CAPS }, 'block'],
  ['order_quantity', 'at the warning', orderWith({ quantity: decimal(500) }), 'pass'],
  ['order_quantity', 'above the warning', orderWith({ quantity: decimal(501) }), 'warning'],
  ['order_quantity', 'at the limit', orderWith({ quantity: decimal(1000) }), 'warning'],
  ['order_quantity', 'above the limit', orderWith({ quantity: decimal(1001) }), 'block'],
  ['price_collar', 'at the market', {}, 'pass'],
  ['price_collar', 'a patient buy far below', orderWith({ limitPrice: decimal(50) }), 'pass'],
  ['price_collar', 'a buy 3 % above', orderWith({ limitPrice: decimal('103.01') }), 'pass'],
  ['price_collar', 'a buy beyond 3 %', orderWith({ limitPrice: decimal('103.02') }), 'warning'],
  ['price_collar', 'a buy beyond 10 %', orderWith({ limitPrice: decimal('110.02') }), 'block'],
  ['price_collar', 'a sale beyond 10 %', orderWith({ side: 'SELL', limitPrice: decimal('89') }), 'block'],
  ['price_collar', 'no quote', { quote: null }, 'block'],
  ['price_collar', 'an empty quote', quoteWith({ askPrice: null, bidPrice: null, lastPrice: null }), 'block'],
  ['price_collar', 'a last price alone', quoteWith({ askPrice: null, bidPrice: null }), 'danger'],
  [
    'price_collar',
    'a delayed quote',
    { quote: { ...QUOTE, provenance: { ...QUOTE.provenance, isDelayed: true } } },
    'danger',
  ],
  [
    'price_collar',
    'a protective stop far below',
    orderWith({ side: 'SELL', orderType: 'STP', limitPrice: null, stopPrice: decimal(70) }),
    'pass',
  ],
  [
    'price_collar',
    'a stop that is reached',
    orderWith({ side: 'SELL', orderType: 'STP', limitPrice: null, stopPrice: decimal(101) }),
    'warning',
  ],
  [
    'price_collar',
    'a limit far beyond its stop',
    orderWith({ orderType: 'STP_LMT', stopPrice: decimal(110), limitPrice: decimal(125) }),
    'block',
  ],
  ['market_order_conditions', 'a limit order', phase('closed'), 'pass'],
  ['market_order_conditions', 'regular session, narrow', orderWith(MKT), 'pass'],
  ['market_order_conditions', 'closed', { ...orderWith(MKT), ...phase('closed') }, 'block'],
  ['market_order_conditions', 'extended session', orderWith({ ...MKT, session: 'extended' }), 'block'],
  [
    'market_order_conditions',
    'wide',
    { ...orderWith(MKT), ...quoteWith({ askPrice: decimal('101.2') }) },
    'block',
  ],
  ['market_order_conditions', 'no bid', { ...orderWith(MKT), ...quoteWith({ bidPrice: null }) }, 'block'],
  ['duplicate_order', 'none', {}, 'pass'],
  ['duplicate_order', 'unknown open orders', { openOrders: null }, 'block'],
  ['duplicate_order', '29 s before', { recentOrders: recent(29_999) }, 'block'],
  ['duplicate_order', '30 s before', { recentOrders: recent(30_000) }, 'warning'],
  ['duplicate_order', '10 min before, over', { recentOrders: recent(600_000) }, 'pass'],
  ['duplicate_order', '10 min before, open', { recentOrders: recent(600_000, true) }, 'warning'],
  [
    'duplicate_order',
    'another size',
    { ...orderWith({ quantity: decimal(9) }), recentOrders: recent(1) },
    'pass',
  ],
  ['duplicate_order', 'another side', { ...orderWith({ side: 'SELL' }), recentOrders: recent(1) }, 'pass'],
  ['duplicate_order', 'open at the broker for an hour', { openOrders: [openOrder()] }, 'warning'],
  [
    'duplicate_order',
    'opened at the broker just now',
    { openOrders: [openOrder({ openedAtMs: NOW_MS - 5 })] },
    'block',
  ],
  [
    'duplicate_order',
    'its own row at the broker counts once',
    { recentOrders: recent(600_000), openOrders: [openOrder({ brokerOrderId: '7', openedAtMs: NOW_MS })] },
    'pass',
  ],
  ['unknown_outcome_lock', 'free', {}, 'pass'],
  ['unknown_outcome_lock', 'locked', { lockedByProposalId: 'prp_y' }, 'block'],
];

describe('each control of approval, price and size', () => {
  it.each(CASES)('%s: %s', (id, _name, change, level) => {
    const judgement = judgeBy(id, change);
    expect(judgement.level, judgement.text).toBe(level);
    expect(() => controlResultSchema.parse({ control: id, ...judgement })).not.toThrow();
    expect(judgement.text).toMatch(/^\S.*\.$/);
  });

  it('of these has a case that passes and one that blocks', () => {
    for (const id of new Set(CASES.map(([control]) => control))) {
      const levels = CASES.filter(([control]) => control === id).map(([, , , level]) => level);
      expect(levels, id).toContain('pass');
      expect(levels, id).toContain('block');
    }
  });
});
