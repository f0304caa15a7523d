import { describe, expect, it } from 'vitest';
import { approvalRequired } from '../../../../src/main/risk/controls/approval-required.ts';
import { contextTaint } from '../../../../src/main/risk/controls/context-taint.ts';
import { expiryDay } from '../../../../src/main/risk/controls/expiry-day.ts';
import { kindsEnabled } from '../../../../src/main/risk/controls/kinds-enabled.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import type { SecurityType } from '../../../../src/shared/domain/instrument.ts';
import { DEFAULT_RISK_SETTINGS, type RiskSettings } from '../../../../src/shared/domain/risk-settings.ts';
import { factsWith, holding, NOW_MS, ORDER } from './control-facts-of.ts';

const MINUTE_MS = 60_000;
const SYMBOL = 'AAPL  260105C00190000';
const CLOSE_MS = Date.parse('2026-01-05T21:00:00Z');
const option = { ...ORDER, symbol: SYMBOL, securityType: 'OPT' } as const;
const settings = (change: Partial<RiskSettings>) => ({ settings: { ...DEFAULT_RISK_SETTINGS, ...change } });

describe('expiry day', () => {
  const cases: [number, string][] = [
    [31, 'pass'],
    [30, 'warning'],
    [6, 'warning'],
    [5, 'block'],
    [-1, 'block'],
  ];
  it.each(cases)('%s minutes before the end of its last session: %s', (minutes, level) => {
    const nowMs = CLOSE_MS - minutes * MINUTE_MS;
    expect(expiryDay(factsWith({ order: option, nowMs })).level).toBe(level);
  });

  it('never holds back what reduces a position', () => {
    const held = { ...holding('20'), symbol: SYMBOL, securityType: 'OPT' } as const;
    const sale = { ...option, side: 'SELL', quantity: decimal(5) } as const;
    const facts = factsWith({ order: sale, positions: [held], nowMs: CLOSE_MS - MINUTE_MS });
    expect(expiryDay(facts).level).toBe('warning');
  });

  it('blocks what ends at a time that is not known, and leaves alone what never ends', () => {
    expect(expiryDay(factsWith({ order: { ...option, symbol: 'CLmain', securityType: 'FUT' } })).level).toBe(
      'block',
    );
    expect(expiryDay(factsWith()).level).toBe('pass');
  });
});

describe('kinds', () => {
  const switches: [SecurityType, keyof RiskSettings | null][] = [
    ['OPT', 'areOptionsEnabled'],
    ['FUT', 'areFuturesEnabled'],
    ['WAR', 'areWarrantsEnabled'],
    ['IOPT', 'areWarrantsEnabled'],
    ['FUND', 'areFundsEnabled'],
    ['FOP', null],
    ['CC', null],
    ['CASH', null],
    ['MLEG', 'areOptionsEnabled'],
    ['OTHER', null],
  ];
  it.each(switches)('%s is forbidden until its switch is on', (securityType, setting) => {
    const facts = factsWith({ order: { ...ORDER, securityType } });
    expect(kindsEnabled(facts).level).toBe('block');
    const all = Object.fromEntries(switches.flatMap(([, name]) => (name === null ? [] : [[name, true]])));
    const others = setting === null ? all : { ...all, [setting]: false };
    expect(kindsEnabled({ ...facts, ...settings(others) }).level).toBe('block');
    if (setting !== null)
      expect(kindsEnabled({ ...facts, ...settings({ [setting]: true }) }).level).toBe('pass');
  });
});

describe('text of third parties', () => {
  it('is named with its age, and blocks nobody', () => {
    const taints = [{ source: 'tiger_get_corporate_actions', atMs: NOW_MS - 4 * MINUTE_MS }];
    const judged = contextTaint(factsWith({ taints }));
    expect(judged).toMatchObject({ level: 'pass', value: '4 min ago' });
    expect(judged.text).toContain('tiger_get_corporate_actions');
    expect(contextTaint(factsWith()).text).toContain('no text');
  });
});

describe('approval required', () => {
  it('takes a grant only while it covers the order', () => {
    const { approval } = factsWith();
    const by = (obstacle: string | null) =>
      approvalRequired(
        factsWith({ approval: approval === null ? null : { ...approval, grant: { id: 'grt_a', obstacle } } }),
      );
    expect(by(null).level).toBe('pass');
    expect(by('The grant was revoked.')).toMatchObject({ level: 'block', text: 'The grant was revoked.' });
  });
});
