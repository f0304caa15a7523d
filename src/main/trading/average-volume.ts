import type { OrderLeg } from '../../shared/domain/combination.ts';
import { type Decimal, decimal, divide, sum } from '../../shared/domain/decimal.ts';
import { parseOptionIdentifier } from '../../shared/domain/option-identifier.ts';
import type { Provenance } from '../../shared/domain/provenance.ts';
import type { AccountReads, ReadOptions } from '../accounts/account-directory.ts';

/** A trading month, as brokers' own average volume; one bar more, since the newest is the day that still runs. */
const VOLUME_BARS = 21;
const DAY_MS = 24 * 60 * 60_000;

interface VolumeSeries {
  readonly bars: readonly { readonly startMs: number; readonly volume: Decimal | null }[];
  readonly provenance: Provenance;
}

/** In shares, or in contracts of an option. null: none is known. @throws AppError */
export async function readAverageVolume(
  reads: AccountReads,
  symbol: string,
  limits: ReadOptions,
): Promise<Decimal | null> {
  const option = parseOptionIdentifier(symbol);
  const wanted = { period: '1d', count: VOLUME_BARS } as const;
  return averageVolume(
    option === null
      ? await reads.read('bars.get', { symbol, ...wanted }, limits)
      : await reads.read('options.bars', { option, ...wanted }, limits),
  );
}

/** Of each leg of a combination, in their order; null: it is not known, whatever the reason. */
export function readLegVolumes(
  reads: AccountReads,
  legs: readonly OrderLeg[],
  limits: ReadOptions,
): Promise<(Decimal | null)[]> {
  return Promise.all(legs.map(({ symbol }) => readAverageVolume(reads, symbol, limits).catch(() => null)));
}

/** Mean volume of the full days. A bar that began within 24 hours is the day that still runs. null: none is known. */
function averageVolume(series: VolumeSeries): Decimal | null {
  const { receivedAtMs } = series.provenance;
  const volumes = series.bars
    .filter(({ startMs }) => startMs <= receivedAtMs - DAY_MS)
    .flatMap(({ volume }) => (volume === null ? [] : [volume]));
  return volumes.length === 0 ? null : divide(sum(volumes), decimal(volumes.length), 0);
}
