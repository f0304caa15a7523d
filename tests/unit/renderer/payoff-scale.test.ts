import { expect, it } from 'vitest';
import {
  CHART_HEIGHT,
  CHART_WIDTH,
  labelsWithoutOverlap,
  payoffScale,
} from '../../../src/renderer/approval-window/payoff-scale.ts';
import { decimal } from '../../../src/shared/domain/decimal.ts';

const point = (price: number, result: number) => ({ price: decimal(price), result: decimal(result) });

it('puts dear prices to the right and gains above zero, and keeps zero on the drawing', () => {
  const scale = payoffScale([point(100, -50), point(110, -50), point(120, 200)])!;
  expect(scale.x('100')).toBeLessThan(scale.x('110'));
  expect(scale.y('200')).toBeLessThan(scale.zeroY);
  expect(scale.y('-50')).toBeGreaterThan(scale.zeroY);
  expect(scale.y('0')).toBe(scale.zeroY);
  const gainOnly = payoffScale([point(100, 20), point(120, 30)])!;
  expect(gainOnly.zeroY).toBe(gainOnly.plot.bottom);
  for (const one of [scale, gainOnly]) {
    expect(one.x('120')).toBeLessThanOrEqual(CHART_WIDTH);
    expect(one.zeroY).toBeLessThanOrEqual(CHART_HEIGHT);
  }
});

it('draws nothing from fewer than two points, and a flat result without dividing by zero', () => {
  expect(payoffScale([])).toBeNull();
  expect(payoffScale([point(1, 1)])).toBeNull();
  expect(Number.isFinite(payoffScale([point(1, 0), point(2, 0)])!.y('0'))).toBe(true);
});

it('leaves out a label that would cover another, and keeps every one inside the drawing', () => {
  const [first, covered, last] = labelsWithoutOverlap([0, 20, CHART_WIDTH]);
  expect(first).toBeGreaterThan(0);
  expect(covered).toBeNull();
  expect(last).toBeLessThan(CHART_WIDTH);
});
