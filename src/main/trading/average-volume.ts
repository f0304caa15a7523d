import { type Decimal, decimal, divide, sum } from '../../shared/domain/decimal.ts';
import type { BarSeries } from '../../shared/domain/market-data.ts';

/** A trading month, as brokers' own average volume; one bar more, since the newest is the day that still runs. */
export const VOLUME_BARS = 21;
const DAY_MS = 24 * 60 * 60_000;

/** Mean volume of the full days. A bar that began within 24 hours is the day that still runs. null: none is known. */
export function averageVolume(series: BarSeries): Decimal | null {
  const { receivedAtMs } = series.provenance;
  const volumes = series.bars
    .filter(({ startMs }) => startMs <= receivedAtMs - DAY_MS)
    .flatMap(({ volume }) => (volume === null ? [] : [volume]));
  return volumes.length === 0 ? null : divide(sum(volumes), decimal(volumes.length), 0);
}
