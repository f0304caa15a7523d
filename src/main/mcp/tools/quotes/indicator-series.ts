import { ATR, BollingerBands, EMA, MACD, RSI, SMA, StochasticOscillator } from 'trading-signals';
import { decimal } from '../../../../shared/domain/decimal.ts';
import type { BarSeries } from '../../../../shared/domain/market-data.ts';

type Bar = BarSeries['bars'][number];
type Column = readonly (number | null)[];

export const INDICATORS = ['sma', 'ema', 'rsi', 'macd', 'bollinger', 'atr', 'stochastic'] as const;
export type IndicatorName = (typeof INDICATORS)[number];

const LENGTH_DEFAULTS = { sma: 20, ema: 20, rsi: 14, bollinger: 20, atr: 14, stochastic: 14 } as const;
const MACD_LENGTHS = { short: 12, long: 26, signal: 9 };
const BOLLINGER_WIDTH = 2;
const STOCHASTIC_SMOOTHING = 3;
/** Statistics, not money: computed in double precision from the exact bars, so that this many places are sure. */
const PLACES = 6;

export interface IndicatorSeries {
  readonly definition: string;
  /** By the name of the column; null while there are too few bars. */
  readonly columns: Readonly<Record<string, readonly (string | null)[]>>;
}

/** @param bars oldest first */
export function indicatorSeries(
  name: IndicatorName,
  bars: readonly Bar[],
  lengthWanted: number | undefined,
): IndicatorSeries {
  const length = lengthWanted ?? (name === 'macd' ? 0 : LENGTH_DEFAULTS[name]);
  const { definition, columns } = COMPUTE[name](bars, length);
  const texts = Object.entries(columns).map(([column, values]) => [column, values.map(textOf)]);
  return { definition, columns: Object.fromEntries(texts) };
}

interface Computed {
  readonly definition: string;
  readonly columns: Readonly<Record<string, Column>>;
}

const COMPUTE: Readonly<Record<IndicatorName, (bars: readonly Bar[], length: number) => Computed>> = {
  sma: (bars, length) => ({
    definition: `arithmetic mean of the last ${length} closes`,
    columns: { [`sma_${length}`]: closes(bars, new SMA(length)) },
  }),
  ema: (bars, length) => ({
    definition: `exponential mean of closes, weight 2/(${length}+1), begun with the first close; null for ${length - 1} bars`,
    columns: { [`ema_${length}`]: closes(bars, new EMA(length)).map(after(length - 1)) },
  }),
  rsi: (bars, length) => ({
    definition: `Wilder's relative strength index of ${length} changes: begun with plain means, then smoothed by 1/${length}; 0 to 100; null while the price has not moved at all`,
    columns: { [`rsi_${length}`]: closes(bars, new RSI(length)).map(onceMoved(bars)) },
  }),
  macd: macdOf,
  bollinger: bollingerOf,
  atr: (bars, length) => ({
    definition: `Wilder's average true range: mean of the first ${length} true ranges (the first is high less low), then smoothed by 1/${length}`,
    columns: { [`atr_${length}`]: candles(bars, new ATR(length)) },
  }),
  stochastic: stochasticOf,
};

function macdOf(bars: readonly Bar[]): Computed {
  const { short, long, signal } = MACD_LENGTHS;
  const macd = new MACD(new EMA(short), new EMA(long), new EMA(signal));
  const rows = bars.map(({ close }) => macd.update(Number(close), false));
  const signalFrom = long - 1 + signal - 1;
  return {
    definition: `EMA ${short} less EMA ${long} of closes; signal: EMA ${signal} of it; histogram: the difference`,
    columns: {
      macd: rows.map((row) => row?.macd ?? null),
      macd_signal: rows.map((row) => row?.signal ?? null).map(after(signalFrom)),
      macd_histogram: rows.map((row) => row?.histogram ?? null).map(after(signalFrom)),
    },
  };
}

function bollingerOf(bars: readonly Bar[], length: number): Computed {
  const bands = new BollingerBands(length, BOLLINGER_WIDTH);
  const rows = bars.map(({ close }) => bands.update(Number(close), false));
  return {
    definition: `mean of the last ${length} closes and ${BOLLINGER_WIDTH} population standard deviations either way`,
    columns: {
      bollinger_lower: rows.map((row) => row?.lower ?? null),
      bollinger_middle: rows.map((row) => row?.middle ?? null),
      bollinger_upper: rows.map((row) => row?.upper ?? null),
    },
  };
}

function stochasticOf(bars: readonly Bar[], length: number): Computed {
  const smoothing = STOCHASTIC_SMOOTHING;
  const oscillator = new StochasticOscillator({
    kPeriod: length,
    kSlowingPeriod: smoothing,
    dPeriod: smoothing,
  });
  const rows = bars.map((bar) => oscillator.update(candle(bar), false));
  return {
    definition: `slow stochastic: place of the close in the range of ${length} bars, mean of ${smoothing}; d: mean of ${smoothing} of k`,
    columns: {
      stochastic_k: rows.map((row) => row?.stochK ?? null),
      stochastic_d: rows.map((row) => row?.stochD ?? null),
    },
  };
}

const candle = ({ high, low, close }: Bar) => ({
  high: Number(high),
  low: Number(low),
  close: Number(close),
});

function closes(bars: readonly Bar[], indicator: { update(value: number, replace: boolean): number | null }) {
  return bars.map(({ close }) => indicator.update(Number(close), false));
}

function candles(
  bars: readonly Bar[],
  indicator: { update(value: ReturnType<typeof candle>, replace: boolean): number | null },
) {
  return bars.map((bar) => indicator.update(candle(bar), false));
}

/** The library answers before its own warm-up is over; such a value is none. */
const after = (first: number) => (value: number | null, index: number) => (index < first ? null : value);

/** Without any gain or loss so far there is no relative strength; the library says 100. */
function onceMoved(bars: readonly Bar[]) {
  const moved = bars.findIndex(({ close }) => close !== bars[0]?.close);
  return (value: number | null, index: number) => (moved < 0 || index < moved ? null : value);
}

function textOf(value: number | null): string | null {
  return value === null || !Number.isFinite(value) ? null : decimal(value.toFixed(PLACES));
}
