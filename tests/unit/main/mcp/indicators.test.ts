import { expect, it } from 'vitest';
import { INDICATORS, indicatorSeries } from '../../../../src/main/mcp/tools/quotes/indicator-series.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import { rowsOf, ToolCallerFixture } from '../../../support/tool-caller-fixture.ts';

const BARS = Array.from({ length: 60 }, (_, index) => {
  const close = 80 + ((index * 7919) % 41) + index * 0.25;
  return {
    startMs: index,
    open: decimal(close),
    high: decimal(close + 1 + (index % 3) * 0.5),
    low: decimal(close - 1.5 - (index % 4) * 0.25),
    close: decimal(close),
    volume: null,
  };
});

/** The last values, computed from the textbook formulas in another language, without the library. */
const REFERENCE: Readonly<Record<string, number>> = {
  sma_20: 110.575,
  ema_20: 111.320219,
  rsi_14: 54.155,
  macd: 1.764074,
  macd_signal: 1.540683,
  macd_histogram: 0.223391,
  bollinger_lower: 86.741148,
  bollinger_middle: 110.575,
  bollinger_upper: 134.408852,
  atr_14: 11.582358,
  stochastic_k: 57.5,
  stochastic_d: 41.875,
};
/** Bars before the first value. */
const WARM_UP: Readonly<Record<string, number>> = {
  sma_20: 19,
  ema_20: 19,
  rsi_14: 14,
  macd: 25,
  macd_signal: 33,
  macd_histogram: 33,
  bollinger_lower: 19,
  bollinger_middle: 19,
  bollinger_upper: 19,
  atr_14: 13,
  stochastic_k: 17,
  stochastic_d: 17,
};

it.each(INDICATORS)('%s is what its definition says, and null before', (name) => {
  const { columns, definition } = indicatorSeries(name, BARS, undefined);
  expect(definition.length).toBeGreaterThan(20);
  for (const [column, values] of Object.entries(columns)) {
    expect(values).toHaveLength(BARS.length);
    expect(Number(values.at(-1)), column).toBeCloseTo(REFERENCE[column] ?? Number.NaN, 5);
    expect(
      values.findIndex((value) => value !== null),
      column,
    ).toBe(WARM_UP[column]);
  }
});

it('a price that has not moved has no relative strength', () => {
  const flat = BARS.map((bar) => ({ ...bar, close: decimal(5) }));
  expect(indicatorSeries('rsi', flat, 14).columns['rsi_14']).toEqual(flat.map(() => null));
});

it('the tool answers columns, definitions and how many bars it used', async () => {
  const tools = new ToolCallerFixture();
  const answer = await tools.answer('tiger_get_indicators', {
    symbol: '700',
    indicators: 'SMA, macd',
    length: '5',
    count: 3,
  });
  expect(answer).toMatchObject({
    symbol: '00700',
    currency: 'HKD',
    period: '1d',
    columns: ['time', 'close', 'sma_5', 'macd', 'macd_signal', 'macd_histogram'],
    bars_used: 803,
  });
  expect(rowsOf(answer, 'rows')).toHaveLength(3);
  expect(rowsOf(answer, 'rows')[2]).toEqual(['2026-11-23T14:59:00.000Z', '1.2', '1.2', '0', '0', '0']);
});
