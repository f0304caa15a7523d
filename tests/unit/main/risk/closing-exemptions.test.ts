import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exemptForClosing } from '../../../../src/main/risk/closing-exemptions.ts';
import type { ControlFacts } from '../../../../src/main/risk/control-facts.ts';
import { killSwitch } from '../../../../src/main/risk/controls/kill-switch.ts';
import type { controlIdSchema } from '../../../../src/shared/domain/control.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import type { TradingStop } from '../../../../src/shared/domain/trading-stop.ts';
import { factsWith, holding, openOrder, orderWith } from './control-facts-of.ts';

const STOP: TradingStop = {
  target: { scope: 'app' },
  level: 2,
  trippedByClient: null,
  reason: 'stop',
  trippedAtMs: 0,
};

function closing(change: {
  held: string;
  quantity: string;
  side: 'BUY' | 'SELL';
  openSales?: string;
}): ControlFacts {
  const { held, quantity, side, openSales } = change;
  return factsWith({
    ...orderWith({ side, quantity: decimal(quantity) }),
    positions: [holding(held)],
    openOrders: openSales === undefined ? [] : [openOrder({ side: 'SELL', quantity: decimal(openSales) })],
    isFlattening: true,
    stops: [STOP],
  });
}

describe('an order of level 3', () => {
  it('passes a stop as long as it only closes', () => {
    expect(killSwitch(closing({ held: '10', quantity: '10', side: 'SELL' })).level).toBe('pass');
    expect(killSwitch(closing({ held: '-10', quantity: '4', side: 'BUY' })).level).toBe('pass');
  });

  it.each([
    ['flips', { held: '10', quantity: '11', side: 'SELL' }],
    ['adds', { held: '10', quantity: '1', side: 'BUY' }],
    ['opens', { held: '0', quantity: '1', side: 'SELL' }],
    ['sells what an open order sells already', { held: '10', quantity: '6', side: 'SELL', openSales: '5' }],
  ] as const)('is blocked when it %s, stopped or not', (_word, change) => {
    const facts = closing(change);
    expect(killSwitch(facts).level).toBe('block');
    expect(killSwitch({ ...facts, stops: [] }).level).toBe('block');
  });

  it('is blocked when what is held is not known', () => {
    const facts = { ...closing({ held: '10', quantity: '1', side: 'SELL' }), positions: null };
    expect(killSwitch(facts).level).toBe('block');
  });

  it('never opens the opposite, whatever is held and asked', () => {
    const amount = fc.integer({ min: -50, max: 50 });
    const size = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(amount, size, fc.constantFrom('BUY' as const, 'SELL' as const), (held, quantity, side) => {
        const facts = closing({ held: String(held), quantity: String(quantity), side });
        const after = side === 'BUY' ? held + quantity : held - quantity;
        const isCloser = Math.abs(after) < Math.abs(held) && after * held >= 0;
        expect(killSwitch(facts).level).toBe(isCloser ? 'pass' : 'block');
      }),
    );
  });
});

describe('limits on taking risk', () => {
  const kept = [
    'live_trading_switch',
    'market_state',
    'price_collar',
    'drift_at_send',
    'unknown_outcome_lock',
    'duplicate_order',
    'buying_power',
    'kill_switch',
    'sealed_approval',
  ] as const;
  const block = (control: (typeof controlIdSchema.options)[number]) => ({
    ...{ control, level: 'block' as const, value: null, limit: null, text: 'Too much.' },
  });

  it('are warnings for an order that closes, and stay what they are for every other one', () => {
    const facts = closing({ held: '10', quantity: '10', side: 'SELL' });
    const result = block('order_notional');
    expect(exemptForClosing(facts, result)).toMatchObject({
      level: 'warning',
      text: expect.stringContaining('Too much.'),
    });
    expect(exemptForClosing({ ...facts, isFlattening: false }, result)).toEqual(result);
    expect(exemptForClosing(closing({ held: '10', quantity: '11', side: 'SELL' }), result)).toEqual(result);
  });

  it.each(kept)('%s keeps a wrong order back, closing or not', (control) => {
    const facts = closing({ held: '10', quantity: '10', side: 'SELL' });
    expect(exemptForClosing(facts, block(control)).level).toBe('block');
  });
});
