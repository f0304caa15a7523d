import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RISK_FIELD_NAMES, RISK_GROUPS } from '../../../src/renderer/risk/risk-fields.ts';
import { changedFields, fromRiskForm, toRiskForm } from '../../../src/renderer/risk/risk-form.ts';
import { decimal } from '../../../src/shared/domain/decimal.ts';
import { DEFAULT_RISK_SETTINGS, riskSettingsSchema } from '../../../src/shared/domain/risk-settings.ts';

const form = toRiskForm(DEFAULT_RISK_SETTINGS);

describe('the form of the risk settings', () => {
  it('has every setting of the schema once', () => {
    const shown = Object.values(RISK_GROUPS).flat();
    expect([...shown].sort()).toEqual(Object.keys(riskSettingsSchema.shape).sort());
    expect(RISK_FIELD_NAMES).toHaveLength(shown.length);
  });

  it('writes values as people do', () => {
    expect(form).toMatchObject({
      orderQuantityMax: '1,000',
      priceCollarWarn: '3',
      driftMax: '0.5',
      duplicateWarnMs: '10',
      approvalLifetimeLiveMs: '120',
    });
  });

  it('gives back exactly what it was made from', () => {
    const fraction = fc.integer({ min: 1, max: 1_000_000 }).map((n) => decimal(`${n / 1_000_000}`));
    fc.assert(
      fc.property(
        fraction,
        fc.integer({ min: 1_000, max: 60_000 }),
        fc.integer({ min: 0, max: 86_400_000 }),
        (priceCollarWarn, quoteAgeMaxMs, duplicateWarnMs) => {
          const settings = { ...DEFAULT_RISK_SETTINGS, priceCollarWarn, quoteAgeMaxMs };
          expect(fromRiskForm(toRiskForm(settings))).toEqual({ ok: true, settings });
          // Some numbers of milliseconds have no finite text in minutes: those are refused, never rounded.
          const minutes = fromRiskForm(toRiskForm({ ...settings, duplicateWarnMs }));
          if (minutes.ok) expect(minutes.settings.duplicateWarnMs).toBe(duplicateWarnMs);
        },
      ),
    );
  });

  it('names the field that is wrong', () => {
    const result = fromRiskForm({ ...form, orderQuantityWarn: 'many', quoteAgeMaxMs: '0.1', driftMax: '-1' });
    expect(result).toMatchObject({ ok: false });
    expect(Object.keys(result.ok ? {} : result.errors).sort()).toEqual([
      'driftMax',
      'orderQuantityWarn',
      'quoteAgeMaxMs',
    ]);
  });

  it('takes grouping commas for what they are', () => {
    expect(changedFields(DEFAULT_RISK_SETTINGS, { ...form, orderQuantityMax: '1000' })).toEqual([]);
    expect(changedFields(DEFAULT_RISK_SETTINGS, { ...form, orderQuantityMax: '1001' })).toEqual([
      'orderQuantityMax',
    ]);
    expect(fromRiskForm({ ...form, orderQuantityMax: '1,00' })).toMatchObject({ ok: false });
  });

  it('reads symbols as people write them', () => {
    const result = fromRiskForm({ ...form, symbolsDenied: 'tsla; 700.hk  TSLA' });
    expect(result).toMatchObject({ ok: true, settings: { symbolsDenied: ['TSLA', '00700'] } });
    expect(fromRiskForm({ ...form, symbolsDenied: '!' })).toMatchObject({ ok: false });
  });
});
