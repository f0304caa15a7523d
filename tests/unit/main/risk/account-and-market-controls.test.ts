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
  openOrder,
  orderWith,
  PREVIEW,
  quoteWith,
} from './control-facts-of.ts';

function judgeBy(id: ControlId, change: Partial<ControlFacts> = {}) {
  const control = CONTROL_TABLE.find((candidate) => candidate.id === id)!;
  return control.judge(factsWith(change));
}

const SHORTS = { settings: { ...DEFAULT_RISK_SETTINGS, areShortsEnabled: true } };
const MARGIN = { settings: { ...DEFAULT_RISK_SETTINGS, isMarginEnabled: true } };
const MKT = { orderType: 'MKT', limitPrice: null } as const;
const STOP = {
  target: { scope: 'app' },
  level: 1,
  trippedByClient: null,
  reason: 'stop',
  trippedAtMs: 0,
} as const;
const phase = (name: string) => ({ market: { ...factsWith().market!, phase: name as 'regular' } });

const CASES: [ControlId, string, Partial<ControlFacts>, ControlLevel][] = [
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
  ['kill_switch', 'no stop', {}, 'pass'],
  ['kill_switch', 'a stop', { stops: [STOP] }, 'block'],
  ['kill_switch', 'a stop by a client', { stops: [{ ...STOP, trippedByClient: 'Claude' }] }, 'block'],
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

describe('each control of account and market', () => {
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
