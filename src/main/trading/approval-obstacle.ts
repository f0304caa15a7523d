import type { DecisionInput } from '../../shared/domain/approval-card.ts';
import { alertsOf } from '../../shared/domain/card-alerts.ts';
import { isWaiting } from '../../shared/domain/proposal.ts';
import { blocksOf } from '../risk/run-controls.ts';
import { cardFrom, type ProposalRecord, statusOf } from './proposal-record.ts';

type Approval = Extract<DecisionInput, { decision: 'approve' }>;

/** Why an approval does not count; null if it does. Judged on what is stored, never on what the window says of it. */
export function approvalObstacle(
  record: ProposalRecord,
  input: Approval,
  policyVersion: string,
  nowMs: number,
  /** When Approve was pressed: proving who one is takes longer than figures stay fresh, and sending reads new ones. */
  pressedAtMs: number = nowMs,
): string | null {
  const { row } = record;
  const status = statusOf(record);
  const card = cardFrom(row);
  if (row.state === 'draft') return 'It belongs to a basket, which is decided on as a whole.';
  if (!isWaiting(status) || card === null) {
    return `No decision is awaited any more: it is ${status.replace(/_/g, ' ')}.`;
  }
  if (row.expires_at_ms === null || nowMs >= row.expires_at_ms)
    return 'The time to decide is over; it was not sent.';
  if (row.seal === null || input.seal !== row.seal || card.seal !== row.seal) {
    return 'The card was refreshed since; look at the new one.';
  }
  if (row.policy_version !== policyVersion) return 'The limits were changed since; refresh the card.';
  if (pressedAtMs > card.staleAtMs) return 'The figures are too old; refresh the card.';
  const blocks = blocksOf(card.controls);
  if (blocks.length > 0) return `It is forbidden: ${blocks.map(({ text }) => text).join(' ')}`;
  const missing = alertsOf(card).filter(({ key }) => !input.acknowledged.includes(key));
  if (missing.length > 0) return `Not acknowledged: ${missing.map(({ result }) => result.text).join(' ')}`;
  if (row.is_client_connected === 0 && !input.isStillWanted) {
    return 'The program that asked for it has gone away; confirm that the order is still wanted.';
  }
  return null;
}
