import { HOLD_SECONDS_MAX } from '../../../../shared/domain/app-settings.ts';
import type { Proposal } from '../../../../shared/domain/proposal.ts';
import { integerInput } from '../../tolerant-input.ts';
import type { ReadContext } from '../../tool.ts';

/** Often enough that a person sees it move; no client extends its time limit for progress. */
const PROGRESS_INTERVAL_MS = 5000;

export function waitSecondsInput(defaultText: string) {
  return integerInput(0, HOLD_SECONDS_MAX)
    .optional()
    .describe(`Seconds to wait for a decision; ${defaultText}.`);
}

/** Waits, and only that: a client that cancels or leaves stops the waiting and nothing else. */
export async function waitForDecision(
  proposalId: Proposal['id'],
  waitSeconds: number,
  context: Pick<ReadContext, 'proposals' | 'reportProgress' | 'signal' | 'clock'>,
): Promise<Proposal> {
  const { reportProgress, signal } = context;
  if (waitSeconds === 0) return context.proposals.get(proposalId);
  const startedAtMs = context.clock.nowMs();
  const report = () => {
    const seconds = Math.round((context.clock.nowMs() - startedAtMs) / 1000);
    reportProgress?.(seconds, waitSeconds, 'Waiting for the decision in Tiger MCP Desktop');
  };
  const timer = reportProgress === null ? undefined : setInterval(report, PROGRESS_INTERVAL_MS);
  try {
    return await context.proposals.waitForOutcome(proposalId, { waitMs: waitSeconds * 1000, signal });
  } finally {
    clearInterval(timer);
  }
}
