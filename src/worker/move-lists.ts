/** A row of one of the broker's lists that can be a move of ours. */
export interface FoundRow {
  readonly id: string;
  readonly state: 'under_way' | 'settled' | 'failed' | 'cancelled';
  readonly text: string;
  readonly atMs: number | null;
  /** By its id or our mark: nothing else has these. */
  readonly isOurs: boolean;
  /** By its content, which another move can have too. */
  readonly isAlike: boolean;
}

export interface MoveLists {
  readonly rows: readonly FoundRow[];
  readonly isComplete: boolean;
  /** Whether a move that the lists do not show was never made. */
  readonly provesAbsence: boolean;
  readonly clockDifferenceMs: number;
}

/** More moves than a person makes before one of them is looked for. */
export const LIST_LIMIT = 100;
export const TIME_LIMIT = { timeoutMs: 5_000 } as const;

/** How far the broker's clock is from ours; 0 where nothing tells. */
export function timedReply(
  reply: { readonly brokerTimeMs: number | null; readonly receivedAtMs: number } | null,
): { readonly clockDifferenceMs: number } {
  if (reply === null) return { clockDifferenceMs: 0 };
  return { clockDifferenceMs: (reply.brokerTimeMs ?? reply.receivedAtMs) - reply.receivedAtMs };
}
