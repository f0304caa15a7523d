/** How long a run waits for the broker, and how often it looks. */
export interface FlattenWaits {
  /** For the open orders of a symbol to be gone. */
  readonly cancelledWithinMs: number;
  readonly lookAtOrdersEveryMs: number;
  /** For all buy-backs of a run to fill: a limit at the ask fills at once or, mostly, not soon. */
  readonly boughtBackWithinMs: number;
  /** Slower than orders: the broker lets positions be read less often. */
  readonly lookAtCoverEveryMs: number;
}

export const FLATTEN_WAITS: FlattenWaits = {
  cancelledWithinMs: 20_000,
  lookAtOrdersEveryMs: 250,
  boughtBackWithinMs: 30_000,
  lookAtCoverEveryMs: 1_000,
};
