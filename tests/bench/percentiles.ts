/** Nearest-rank percentiles of a sample, in the sample's unit. */
export function percentile(sample: readonly number[], rank: number): number {
  const ascending = [...sample].sort((left, right) => left - right);
  return (
    ascending[Math.min(ascending.length - 1, Math.ceil((rank / 100) * ascending.length) - 1)] ?? Number.NaN
  );
}

export function summary(sample: readonly number[]): string {
  const figures = [50, 99].map((rank) => `p${rank} ${percentile(sample, rank).toFixed(2)} ms`);
  return `${figures.join(', ')} (${sample.length} samples)`;
}
