import type { AccountMode } from '../../shared/domain/account.ts';
import { isLive } from '../../shared/domain/account.ts';
import { QUICK_APPROVAL_MS } from '../../shared/domain/trade-summary.ts';

/** A decision of the user, newest first in lists. */
export interface PastDecision {
  readonly isApproval: boolean;
  readonly createdAtMs: number;
  readonly decidedAtMs: number;
  /** How long that card's Approve had to be held. */
  readonly holdMs: number;
}

/** Long enough that a live order is never let go by a slip; a paper one needs less. */
const HOLD_LIVE_MS = 1_500;
const HOLD_PAPER_MS = 600;
/** Two quick approvals can be one thought; from the third on it is a habit. */
const RUN_MIN = 3;
const STEP_MS = 700;
const HOLD_MAX_MS = 6_000;
/** After a pause the next card is looked at anew. */
const RUN_PAUSE_MS = 10 * 60_000;
/** With these the longest hold is reached. */
export const DECISIONS_LOOKED_AT = 12;

/** How long Approve is held where nobody is in a hurry. */
export function usualHoldMs(mode: AccountMode): number {
  return isLive(mode) ? HOLD_LIVE_MS : HOLD_PAPER_MS;
}

/**
 * The hold after a run of approvals that each took less than two seconds: longer with each of them, until the user
 * declines, pauses or takes time.
 */
export function holdMsAfter(baseMs: number, decisions: readonly PastDecision[], nowMs: number): number {
  const [newest] = decisions;
  if (newest === undefined || nowMs - newest.decidedAtMs > RUN_PAUSE_MS) return baseMs;
  const firstSlow = decisions.findIndex(
    (decision, index) => !isQuick(decision, decisions[index + 1], baseMs),
  );
  const run = firstSlow === -1 ? decisions.length : firstSlow;
  const steps = Math.max(0, run - RUN_MIN + 1);
  return Math.max(baseMs, Math.min(HOLD_MAX_MS, baseMs + steps * STEP_MS));
}

/**
 * From the moment the user could turn to a card until they decided on it: one that waited behind another counts from that
 * one's decision.
 */
export function decisionMs(
  { createdAtMs, decidedAtMs }: Pick<PastDecision, 'createdAtMs' | 'decidedAtMs'>,
  decidedBeforeMs: number | null,
): number {
  return Math.max(0, decidedAtMs - Math.max(createdAtMs, decidedBeforeMs ?? 0));
}

/** Whether it was approved faster than anybody reads. What a hold longer than the usual one itself takes is no thought. */
export function isQuickApproval(
  { isApproval, holdMs }: Pick<PastDecision, 'isApproval' | 'holdMs'>,
  tookMs: number,
  baseMs: number,
): boolean {
  return isApproval && tookMs < QUICK_APPROVAL_MS + Math.max(0, holdMs - baseMs);
}

function isQuick(decision: PastDecision, before: PastDecision | undefined, baseMs: number): boolean {
  return isQuickApproval(decision, decisionMs(decision, before?.decidedAtMs ?? null), baseMs);
}
