import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import { loosenedSettings } from '../../../../src/shared/domain/risk-loosening.ts';
import {
  DEFAULT_RISK_SETTINGS as DEFAULTS,
  parseStoredRiskSettings,
} from '../../../../src/shared/domain/risk-settings.ts';

const BASE = { ...DEFAULTS, symbolsAllowed: ['AAPL'], symbolsDenied: ['TSLA'] };
const looser = (patch: object) => loosenedSettings(BASE, { ...BASE, ...patch });

describe('what loosens a control', () => {
  it.each([
    ['a higher limit', { orderQuantityMax: decimal(2000) }, ['orderQuantityMax']],
    ['a lower limit', { orderQuantityMax: decimal(10) }, []],
    ['a shorter guard', { duplicateBlockMs: 0 }, ['duplicateBlockMs']],
    ['a longer guard', { duplicateBlockMs: 60_000 }, []],
    ['a switch turned on', { areShortsEnabled: true }, ['areShortsEnabled']],
    ['more orders a day', { ordersPerDayMax: 21 }, ['ordersPerDayMax']],
    ['a cap for a new currency', { orderNotionalMax: { EUR: decimal(1) } }, ['orderNotionalMax']],
    [
      'a cap that leaves its currency to that of US dollars',
      { orderNotionalMax: { USD: decimal(1) } },
      ['orderNotionalMax'],
    ],
    ['no cap at all', { orderNotionalMax: {} }, []],
    ['lower caps', { orderNotionalMax: { ...DEFAULTS.orderNotionalMax, HKD: decimal(1) } }, []],
    ['another allowed symbol', { symbolsAllowed: ['AAPL', 'MSFT'] }, ['symbolsAllowed']],
    ['no list of allowed symbols any more', { symbolsAllowed: [] }, ['symbolsAllowed']],
    ['one denied symbol less', { symbolsDenied: [] }, ['symbolsDenied']],
    ['one denied symbol more', { symbolsDenied: ['TSLA', 'NVDA'] }, []],
  ])('%s', (_name, patch, names) => {
    expect(looser(patch)).toEqual(names);
  });

  it('does not find a first list of allowed symbols loose', () => {
    expect(loosenedSettings(DEFAULTS, BASE)).toEqual([]);
  });

  it('is never both a change and the change back, and never the same', () => {
    const rate = fc.integer({ min: 1, max: 100 }).map((n) => decimal(n));
    fc.assert(
      fc.property(rate, rate, (left, right) => {
        const [a, b] = [left, right].map((dailyLossMax) => ({ ...DEFAULTS, dailyLossMax }));
        expect(loosenedSettings(a!, b!).length + loosenedSettings(b!, a!).length).toBe(
          left === right ? 0 : 1,
        );
      }),
    );
  });
});

describe('stored settings', () => {
  it('get the default of what did not exist when they were stored', () => {
    const { ordersPerDayMax: _new, ...old } = { ...DEFAULTS, orderQuantityMax: decimal(700) };
    expect(parseStoredRiskSettings(old)).toMatchObject({
      success: true,
      data: { ordersPerDayMax: 20, orderQuantityMax: '700' },
    });
    expect(parseStoredRiskSettings(null).success).toBe(false);
  });
});
