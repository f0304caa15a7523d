export interface TigerStatistics {
  readonly callsTotal: number;
  readonly errorsTotal: number;
  /** Of the last finished try; null before the first. */
  readonly lastLatencyMs: number | null;
  /** Of the last tries, at most {@link LATENCIES_KEPT_MAX}; null before the first. */
  readonly latency: { readonly p50Ms: number; readonly p99Ms: number; readonly samples: number } | null;
  /** Epoch milliseconds, and the failure's own words, which hold no secret; null if none has failed. */
  readonly lastError: { readonly atMs: number; readonly text: string } | null;
}

/** Some minutes of a busy account: old enough to be steady, young enough to show today. */
export const LATENCIES_KEPT_MAX = 500;
const ERROR_LENGTH_MAX = 500;

/** Counts the tries of one client. */
export class CallStatistics {
  readonly #latencies: number[] = [];
  #next = 0;
  #callsTotal = 0;
  #errorsTotal = 0;
  #lastLatencyMs: number | null = null;
  #lastError: TigerStatistics['lastError'] = null;

  begun(): void {
    this.#callsTotal += 1;
  }

  failed(error: unknown, atMs: number): void {
    this.#errorsTotal += 1;
    const text = error instanceof Error ? error.message : 'an unknown failure';
    this.#lastError = { atMs, text: text.slice(0, ERROR_LENGTH_MAX) };
  }

  ended(latencyMs: number): void {
    this.#lastLatencyMs = latencyMs;
    this.#latencies[this.#next] = latencyMs;
    this.#next = (this.#next + 1) % LATENCIES_KEPT_MAX;
  }

  get view(): TigerStatistics {
    return {
      callsTotal: this.#callsTotal,
      errorsTotal: this.#errorsTotal,
      lastLatencyMs: this.#lastLatencyMs,
      latency: latencyOf(this.#latencies),
      lastError: this.#lastError,
    };
  }
}

/** By nearest rank: a value that was measured, never one between two. */
function latencyOf(latencies: readonly number[]): TigerStatistics['latency'] {
  if (latencies.length === 0) return null;
  const sorted = [...latencies].sort((left, right) => left - right);
  const at = (part: number) => sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0;
  return { p50Ms: at(0.5), p99Ms: at(0.99), samples: sorted.length };
}
