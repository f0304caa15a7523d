import type { ApprovalCard } from '../../shared/domain/approval-card.ts';
import { judgementsOf } from '../../shared/domain/card-alerts.ts';

export type ApproveObstacle =
  | { readonly kind: 'expired' }
  | { readonly kind: 'forbidden'; readonly count: number }
  | { readonly kind: 'stale' }
  | { readonly kind: 'moved' }
  | { readonly kind: 'not_acknowledged'; readonly count: number }
  | { readonly kind: 'not_still_wanted' }
  | { readonly kind: 'no_passphrase' };

export interface ApproveMarks {
  /** Keys, as the card names what must be acknowledged. */
  readonly acknowledged: ReadonlySet<string>;
  readonly isStillWanted: boolean;
  /** The market left the sealed price further behind than an order may be sent on. */
  readonly hasMoved: boolean;
  readonly passphrase: string;
}

/**
 * Why Approve is off, the weightiest reason first; null when it may be held. This is courtesy to the user: main judges
 * again by its own facts and refuses what it must.
 */
export function approveObstacle(
  card: ApprovalCard,
  marks: ApproveMarks,
  nowMs: number,
): ApproveObstacle | null {
  if (nowMs >= card.expiresAtMs) return { kind: 'expired' };
  const forbidden = card.controls.filter((control) => control.level === 'block').length;
  if (forbidden > 0) return { kind: 'forbidden', count: forbidden };
  const missing = card.acknowledgementsNeeded.filter((key) => !marks.acknowledged.has(key)).length;
  if (missing > 0) return { kind: 'not_acknowledged', count: missing };
  if (!card.client.isConnected && !marks.isStillWanted) return { kind: 'not_still_wanted' };
  if (card.reauthentication === 'passphrase' && marks.passphrase === '') return { kind: 'no_passphrase' };
  if (nowMs > card.staleAtMs) return { kind: 'stale' };
  return marks.hasMoved ? { kind: 'moved' } : null;
}

/**
 * A refresh keeps what the user has ticked unless the control now judges harder: figures move by the second, but a
 * warning that became a danger was never seen.
 */
export function keptAcknowledgements(
  before: ApprovalCard,
  after: ApprovalCard,
  acknowledged: ReadonlySet<string>,
): ReadonlySet<string> {
  const levelBefore = new Map(judgementsOf(before).map(({ key, result }) => [key, result.level]));
  const kept = judgementsOf(after).filter(
    ({ key, result: { level } }) =>
      acknowledged.has(key) && (level === levelBefore.get(key) || level === 'pass'),
  );
  return new Set(kept.map(({ key }) => key));
}
