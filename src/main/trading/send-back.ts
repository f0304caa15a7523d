import type { Updateable } from 'kysely';
import { isLive } from '../../shared/domain/account.ts';
import type { RiskSettings } from '../../shared/domain/risk-settings.ts';
import { canonicalJson } from '../audit/canonical-json.ts';
import type { ProposalsTable } from '../database/schema.ts';
import { announce } from './announce.ts';
import { differenceOf, freshCard } from './fresh-card.ts';
import type { Gathered } from './gathered.ts';
import { cardFrom, type ProposalRow, proposalOf } from './proposal-record.ts';
import type { SendCheck } from './send-check.ts';
import type { TradingContext } from './trading-context.ts';

/** How long a person may take to decide. */
export function lifetimeMs(mode: Gathered['mode'], settings: RiskSettings): number {
  return isLive(mode) ? settings.approvalLifetimeLiveMs : settings.approvalLifetimePaperMs;
}

/**
 * approved -> needs_review: nothing was sent, and a person looks again. The time to decide begins anew, for it is a
 * new question. With new facts the card is built anew; without them the old one stays, marked stale, so that it
 * cannot be approved before a refresh.
 */
export async function sendBackToReview(
  context: TradingContext,
  row: ProposalRow,
  reason: string,
  check: SendCheck | null,
): Promise<void> {
  const { database, proposals, clock, riskSettings } = context;
  const { settings } = await riskSettings.get(row.account_id);
  const mode = check?.gathered.mode ?? row.mode;
  const nowMs = clock.nowMs();
  const expiresAtMs = nowMs + lifetimeMs(mode, settings);
  await database.transaction().execute(async (trx) => {
    const review = { ...row, expires_at_ms: expiresAtMs, state: 'needs_review' } as const;
    const card =
      check === null ? null : await freshCard(context, trx, review, check.gathered, differenceOf(row));
    await proposals.change(
      trx,
      row.id,
      'review',
      {
        actor: 'app',
        summary: `Not sent, needs another look: ${reason}`,
        detail: { reason, seal: card?.seal ?? null },
      },
      {
        ...stalePatch(row, nowMs),
        ...card?.patch,
        review_reason: reason,
        expires_at_ms: expiresAtMs,
        decided_at_ms: null,
        // From here on a person decides.
        grant_id: null,
      },
    );
  });
  announce(context, row, null);
  const record = await proposals.get(row.id);
  if (record.row.state === 'needs_review') context.notify(proposalOf(record));
}

function stalePatch(row: ProposalRow, nowMs: number): Updateable<ProposalsTable> {
  const card = cardFrom(row);
  return card === null
    ? {}
    : { card_json: canonicalJson({ ...card, staleAtMs: Math.min(card.staleAtMs, nowMs - 1) }) };
}
