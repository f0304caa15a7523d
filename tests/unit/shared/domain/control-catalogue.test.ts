import { expect, it } from 'vitest';
import { controlIdSchema } from '../../../../src/shared/domain/control.ts';
import { CONTROL_CATALOGUE } from '../../../../src/shared/domain/controls/control-catalogue.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../../src/shared/domain/risk-settings.ts';

it('lists all 36 controls, every judgement and every setting', () => {
  expect(CONTROL_CATALOGUE.map(({ number }) => number)).toEqual(
    Array.from({ length: 36 }, (_, index) => index + 1),
  );
  const judged = new Set(CONTROL_CATALOGUE.flatMap(({ judgedBy }) => judgedBy));
  expect(controlIdSchema.options.filter((id) => !judged.has(id))).toEqual([]);
  const set = new Set(CONTROL_CATALOGUE.flatMap(({ settings }) => settings));
  expect(Object.keys(DEFAULT_RISK_SETTINGS).filter((name) => !set.has(name as never))).toEqual([]);
});
