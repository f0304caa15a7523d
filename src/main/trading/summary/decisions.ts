import type { AccountMode } from '../../../shared/domain/account.ts';
import type { ProposalState } from '../../../shared/domain/proposal.ts';
import type { DecisionRow } from '../../../shared/domain/trade-summary.ts';
import { decisionMs, isQuickApproval, usualHoldMs } from '../fatigue-guard.ts';

/** A card that a person was to decide on. */
export interface AskedCard {
  readonly clientName: string;
  readonly state: ProposalState;
  readonly mode: AccountMode;
  readonly createdAtMs: number;
  /** null: nobody decided. */
  readonly decidedAtMs: number | null;
  readonly holdMs: number;
}

interface TimedCard extends AskedCard {
  readonly tookMs: number | null;
}

/**
 * By client in the order in which they first appear, and all together at the end where there are several.
 * @param decidedMs when the user decided on anything since the first of the cards came, rising
 */
export function decisionsByClient(cards: readonly AskedCard[], decidedMs: readonly number[]): DecisionRow[] {
  const timed = cards.map((card) => ({ ...card, tookMs: tookMs(card, decidedMs) }));
  const names = [...new Set(cards.map(({ clientName }) => clientName))];
  const rows = names.map((name) =>
    decisionRow(
      name,
      timed.filter(({ clientName }) => clientName === name),
    ),
  );
  return names.length > 1 ? [...rows, decisionRow(null, timed)] : rows;
}

function tookMs({ createdAtMs, decidedAtMs }: AskedCard, decidedMs: readonly number[]): number | null {
  if (decidedAtMs === null) return null;
  return decisionMs({ createdAtMs, decidedAtMs }, decidedMs.findLast((atMs) => atMs < decidedAtMs) ?? null);
}

function decisionRow(clientName: string | null, cards: readonly TimedCard[]): DecisionRow {
  const inState = (state: ProposalState) => cards.filter((card) => card.state === state).length;
  const times = cards.flatMap((card) => card.tookMs ?? []).sort((left, right) => left - right);
  const approved = cards.filter(isApproved);
  return {
    clientName,
    approved: approved.length,
    declined: inState('declined'),
    expired: inState('expired'),
    edited: inState('superseded'),
    medianMs: median(times),
    fastestMs: times[0] ?? null,
    quickApprovals: approved.filter(isQuick).length,
  };
}

function isApproved({ state, decidedAtMs }: AskedCard): boolean {
  return decidedAtMs !== null && (state === 'approved' || state === 'submitting');
}

function isQuick({ tookMs, mode, holdMs }: TimedCard): boolean {
  return tookMs !== null && isQuickApproval({ isApproval: true, holdMs }, tookMs, usualHoldMs(mode));
}

/** Rising times; of an even number the mean of the two in the middle, in whole milliseconds. */
function median(times: readonly number[]): number | null {
  const middle = times.slice(Math.floor((times.length - 1) / 2), Math.floor(times.length / 2) + 1);
  if (middle.length === 0) return null;
  return Math.round(middle.reduce((sum, time) => sum + time, 0) / middle.length);
}
