import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ControlFacts } from '../../../../src/main/risk/control-facts.ts';
import { CONTROL_TABLE } from '../../../../src/main/risk/control-table.ts';
import { runControls } from '../../../../src/main/risk/run-controls.ts';
import {
  type ControlId,
  type ControlLevel,
  controlIdSchema,
  controlResultSchema,
} from '../../../../src/shared/domain/control.ts';
import { compare, type Decimal, decimal } from '../../../../src/shared/domain/decimal.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../../src/shared/domain/risk-settings.ts';
import {
  ASSETS,
  CONTRACT,
  factsWith,
  holding,
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
const SHORTS = { settings: { ...DEFAULT_RISK_SETTINGS, areShortsEnabled: true } };
const MARGIN = { settings: { ...DEFAULT_RISK_SETTINGS, isMarginEnabled: true } };
const MKT = { orderType: 'MKT', limitPrice: null } as const;
const APPROVAL = factsWith().approval!;
const aged = (ms: number) => ({ ...QUOTE, provenance: { ...QUOTE.provenance, receivedAtMs: NOW_MS - ms } });
const phase = (name: string) => ({ market: { ...factsWith().market!, phase: name as 'regular' } });
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
  ['order_notional', 'a currency without a cap', orderWith({ currency: 'JPY' }), 'block'],
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
  ['contract_rules', 'fits', {}, 'pass'],
  ['contract_rules', 'not tradeable', { contract: { ...CONTRACT, isTradeable: false } }, 'block'],
  ['contract_rules', 'close only, opens', { contract: { ...CONTRACT, isCloseOnly: true } }, 'block'],
  [
    'contract_rules',
    'close only, closes',
    {
      ...orderWith({ side: 'SELL' }),
      contract: { ...CONTRACT, isCloseOnly: true },
      positions: [holding('10')],
    },
    'pass',
  ],
  ['contract_rules', 'off tick', orderWith({ limitPrice: decimal('100.005') }), 'block'],
  ['contract_rules', 'odd lot', { contract: { ...CONTRACT, lotSize: decimal(100) } }, 'block'],
  ['contract_rules', 'half a share', orderWith({ quantity: decimal('0.5') }), 'block'],
  ['contract_rules', 'unknown tick', { contract: { ...CONTRACT, tickSizes: [] } }, 'warning'],
  ['buying_power', 'enough', {}, 'pass'],
  ['buying_power', 'no preview', { preview: null }, 'block'],
  ['buying_power', 'preview fails', { preview: { ...PREVIEW, isPass: false } }, 'block'],
  ['buying_power', 'deficit', { preview: { ...PREVIEW, availableAfter: decimal(-1) } }, 'block'],
  ['buying_power', 'margin deficit', { preview: { ...PREVIEW, excessLiquidityAfter: decimal(-1) } }, 'block'],
  [
    'buying_power',
    'an empty preview',
    { preview: { ...PREVIEW, isPass: null, availableAfter: null, excessLiquidityAfter: null } },
    'block',
  ],
  ['buying_power', 'no assets', { assets: null }, 'block'],
  ['buying_power', 'too dear', { assets: { ...ASSETS, buyingPower: decimal(1001) } }, 'block'],
  ['buying_power', 'to the cent', { assets: { ...ASSETS, buyingPower: decimal(1002) } }, 'pass'],
  ['buying_power', 'no rate', orderWith({ currency: 'SGD' }), 'block'],
  ['buying_power', 'another currency', orderWith({ currency: 'HKD' }), 'pass'],
  [
    'buying_power',
    'closing in a deficit',
    {
      ...orderWith({ side: 'SELL' }),
      positions: [holding('10')],
      preview: { ...PREVIEW, availableAfter: decimal(-9) },
    },
    'pass',
  ],
  ['kinds_enabled', 'a stock with cash', {}, 'pass'],
  ['kinds_enabled', 'an option', orderWith({ securityType: 'OPT' }), 'block'],
  ['kinds_enabled', 'an unknown kind', orderWith({ securityType: 'OTHER' }), 'block'],
  ['kinds_enabled', 'no positions', { positions: null }, 'block'],
  [
    'kinds_enabled',
    'sells what is held',
    { ...orderWith({ side: 'SELL' }), positions: [holding('10')] },
    'pass',
  ],
  ['kinds_enabled', 'sells more', { ...orderWith({ side: 'SELL' }), positions: [holding('9')] }, 'block'],
  [
    'kinds_enabled',
    'sells what another sale takes',
    {
      ...orderWith({ side: 'SELL' }),
      positions: [holding('10')],
      openOrders: [openOrder({ side: 'SELL', quantity: decimal(1) })],
    },
    'block',
  ],
  ['kinds_enabled', 'short sale switched on', { ...orderWith({ side: 'SELL' }), ...SHORTS }, 'danger'],
  [
    'kinds_enabled',
    'short sale not possible',
    { ...orderWith({ side: 'SELL' }), ...SHORTS, contract: { ...CONTRACT, isShortable: false } },
    'block',
  ],
  [
    'kinds_enabled',
    'beyond the cash',
    { assets: { ...ASSETS, cashAvailableForTrade: decimal(1001) } },
    'block',
  ],
  [
    'kinds_enabled',
    'beyond the cash, on margin',
    { assets: { ...ASSETS, cashAvailableForTrade: decimal(1) }, ...MARGIN },
    'pass',
  ],
  ['kinds_enabled', 'covers a short without cash', { assets: null, positions: [holding('-10')] }, 'pass'],
  ['unlimited_loss', 'a purchase', {}, 'pass'],
  ['unlimited_loss', 'a short sale', orderWith({ side: 'SELL' }), 'block'],
  [
    'unlimited_loss',
    'a sale that flips',
    { ...orderWith({ side: 'SELL' }), positions: [holding('9')] },
    'block',
  ],
  ['unlimited_loss', 'switched on', { ...orderWith({ side: 'SELL' }), ...SHORTS }, 'danger'],
  ['unlimited_loss', 'positions unknown', { positions: null }, 'block'],
  ['market_state', 'regular', {}, 'pass'],
  ['market_state', 'unknown to us', { market: null }, 'block'],
  ['market_state', 'no quote', { quote: null }, 'block'],
  ['market_state', 'auction', phase('auction'), 'block'],
  ['market_state', 'unknown', phase('unknown'), 'block'],
  ['market_state', 'halted', quoteWith({ tradingStatus: 'halted' }), 'block'],
  ['market_state', 'closed, limit', phase('closed'), 'warning'],
  ['market_state', 'closed, market order', { ...orderWith(MKT), ...phase('closed') }, 'block'],
  ['market_state', 'lunch, limit', phase('lunch_break'), 'warning'],
  [
    'market_state',
    'pre-market, extended',
    { ...orderWith({ session: 'extended' }), ...phase('pre_market') },
    'danger',
  ],
];

describe('each control', () => {
  it.each(CASES)('%s: %s', (id, _name, change, level) => {
    const judgement = judgeBy(id, change);
    expect(judgement.level, judgement.text).toBe(level);
    expect(() => controlResultSchema.parse({ control: id, ...judgement })).not.toThrow();
    expect(judgement.text).toMatch(/^\S.*\.$/);
  });

  it('is in the table once, and has a case that passes or judges and one that blocks', () => {
    expect(CONTROL_TABLE.map(({ id }) => id).sort()).toEqual([...controlIdSchema.options].sort());
    for (const { id } of CONTROL_TABLE) {
      const levels = CASES.filter(([control]) => control === id).map(([, , , level]) => level);
      expect(levels, id).toContain('pass');
      expect(levels, id).toContain('block');
    }
  });
});

describe('the table', () => {
  it('lets an ordinary order through at both stages', () => {
    for (const stage of ['proposal', 'send'] as const) {
      expect(runControls(stage, factsWith()).filter(({ level }) => level !== 'pass')).toEqual([]);
    }
  });

  it('tells all reasons, not the first alone', () => {
    const blocked = runControls('send', factsWith({ account: LIVE, approval: null, quote: null }));
    expect(blocked.filter(({ level }) => level === 'block').length).toBeGreaterThan(5);
  });

  it('blocks when a control breaks', () => {
    const broken = {
      id: 'price_collar',
      stages: ['proposal'],
      judge: () => {
        throw new Error('boom');
      },
    } as const;
    expect(runControls('proposal', factsWith(), [broken])).toMatchObject([
      { control: 'price_collar', level: 'block' },
    ]);
  });

  it('needs a decision at the moment of sending', () => {
    const without = runControls('send', factsWith({ approval: null })).filter(
      ({ level }) => level === 'block',
    );
    expect(without.map(({ control }) => control)).toEqual(
      expect.arrayContaining(['approval_required', 'sealed_approval', 'drift_at_send']),
    );
  });

  it('blocks when any one of the broker’s facts is missing', () => {
    for (const fact of ['quote', 'preview', 'assets', 'positions', 'market', 'openOrders'] as const) {
      const blocks = runControls('proposal', factsWith({ [fact]: null })).filter(
        ({ level }) => level === 'block',
      );
      expect(blocks.length, fact).toBeGreaterThan(0);
    }
  });
});

const price = fc.integer({ min: 1, max: 5_000_000 }).map((cents) => decimal((cents / 100).toFixed(2)));
const maybePrice = fc.option(price, { nil: null });
const quantity = fc.integer({ min: 1, max: 100_000 }).map((value) => decimal(value));
const anyOrder = fc.record({
  side: fc.constantFrom('BUY' as const, 'SELL' as const),
  kind: fc.constantFrom('MKT' as const, 'LMT' as const, 'STP' as const, 'STP_LMT' as const),
  quantity,
  limit: price,
  stop: price,
});
const anyQuote = fc.record({ ask: maybePrice, bid: maybePrice, last: maybePrice });

function drawn(order: {
  side: 'BUY' | 'SELL';
  kind: string;
  quantity: Decimal;
  limit: Decimal;
  stop: Decimal;
}) {
  return orderWith({
    side: order.side,
    orderType: order.kind as 'LMT',
    quantity: order.quantity,
    limitPrice: order.kind.endsWith('LMT') ? order.limit : null,
    stopPrice: order.kind.startsWith('STP') ? order.stop : null,
  });
}

describe('properties', () => {
  it('no order passes whose value at any price in sight is above the cap', () => {
    fc.assert(
      fc.property(anyOrder, anyQuote, (order, quote) => {
        const facts = {
          ...drawn(order),
          ...quoteWith({ askPrice: quote.ask, bidPrice: quote.bid, lastPrice: quote.last }),
        };
        if (judgeBy('order_notional', facts).level !== 'pass') return;
        const bounded = order.side === 'BUY' && order.kind.endsWith('LMT');
        const inSight = bounded ? [order.limit] : [quote.ask, quote.bid, quote.last];
        for (const seen of inSight) {
          if (seen !== null) expect(Number(seen) * Number(order.quantity)).toBeLessThanOrEqual(10_000.001);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('a larger order is never judged more mildly', () => {
    const weight = { pass: 0, warning: 1, danger: 2, block: 3 };
    fc.assert(
      fc.property(anyOrder, quantity, (order, other) => {
        const [small, large] =
          compare(order.quantity, other) <= 0 ? [order.quantity, other] : [other, order.quantity];
        for (const id of ['order_notional', 'order_quantity', 'buying_power', 'kinds_enabled'] as const) {
          if (id === 'buying_power' && order.side === 'SELL') continue;
          const less = judgeBy(id, drawn({ ...order, quantity: small }));
          const more = judgeBy(id, drawn({ ...order, quantity: large }));
          expect(weight[more.level], id).toBeGreaterThanOrEqual(weight[less.level]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('every judgement is text without NaN or undefined, whatever is missing', () => {
    fc.assert(
      fc.property(anyOrder, anyQuote, fc.boolean(), fc.boolean(), (order, quote, hasAssets, hasPositions) => {
        const facts = factsWith({
          ...drawn(order),
          ...quoteWith({ askPrice: quote.ask, bidPrice: quote.bid, lastPrice: quote.last }),
          assets: hasAssets ? ASSETS : null,
          positions: hasPositions ? [] : null,
        });
        for (const result of runControls('send', facts)) {
          expect(JSON.stringify(result)).not.toMatch(/NaN|undefined|Infinity|because of an error in the app/);
          expect(() => controlResultSchema.parse(result)).not.toThrow();
        }
      }),
      { numRuns: 300 },
    );
  });

  it('what reduces a position is never blocked for its funds', () => {
    fc.assert(
      fc.property(quantity, quantity, (held, sold) => {
        fc.pre(compare(sold, held) <= 0);
        const facts = {
          ...orderWith({ side: 'SELL', quantity: sold }),
          positions: [holding(held)],
          assets: { ...ASSETS, buyingPower: decimal(0), cashAvailableForTrade: decimal(0) },
          preview: { ...PREVIEW, availableAfter: decimal(-5) },
        };
        for (const id of ['buying_power', 'kinds_enabled', 'unlimited_loss'] as const) {
          expect(judgeBy(id, facts).level, id).toBe('pass');
        }
      }),
    );
  });
});
