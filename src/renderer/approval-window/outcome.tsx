import { useEffect, useRef } from 'react';
import type { ErrorWire } from '../../shared/app-error.ts';
import type { Proposal } from '../../shared/domain/proposal.ts';
import { proposalOutcome } from '../approvals/proposal-outcome.ts';
import { cardText } from '../i18n/en-card.ts';
import { proposalStatusWords } from '../i18n/en-domain.ts';
import { proposalStatusTone } from '../i18n/status-tone.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice, type NoticeTone } from '../ui/notice.tsx';

const text = cardText.outcome;

export type OutcomeFacts =
  | {
      readonly kind: 'answered';
      readonly isDelivered: boolean;
      readonly text: string;
      readonly proposal: Proposal;
    }
  | { readonly kind: 'failed'; readonly error: ErrorWire }
  /** It ended without a decision here: expired, withdrawn, or decided before this window opened. */
  | { readonly kind: 'over' };

interface OutcomeProps {
  readonly facts: OutcomeFacts;
  /** As followed since, fills included; null until the list has answered. */
  readonly proposal: Proposal | null;
  readonly waitingCount: number;
  readonly onNext: () => void;
  readonly onReviewAgain: () => void;
}

export function Outcome({ facts, proposal, waitingCount, onNext, onReviewAgain }: OutcomeProps) {
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus({ preventScroll: true }), []);
  const latest = proposal ?? (facts.kind === 'answered' ? facts.proposal : null);
  const isReviewable = latest?.status === 'awaiting_approval' || latest?.status === 'needs_review';
  return (
    <section className="decision" aria-label={cardText.decision}>
      <div className="decision-body">
        <OutcomeNotice facts={facts} latest={latest} />
        <div className="decision-buttons">
          <span className="push" />
          {isReviewable ? <Button onClick={onReviewAgain}>{text.reviewAgain}</Button> : null}
          <Button ref={next} variant="primary" className="decision-button" onClick={onNext}>
            {waitingCount === 0 ? text.done : text.next(waitingCount)}
          </Button>
        </div>
      </div>
    </section>
  );
}

function OutcomeNotice({
  facts,
  latest,
}: {
  readonly facts: OutcomeFacts;
  readonly latest: Proposal | null;
}) {
  if (facts.kind === 'failed') return <ErrorNotice error={facts.error} />;
  const status =
    latest === null ? null : (
      <Badge tone={proposalStatusTone(latest.status)}>{proposalStatusWords[latest.status]}</Badge>
    );
  return (
    <Notice tone={toneOf(facts, latest)} role="status" title={titleOf(facts, latest)} action={status}>
      {latest === null ? undefined : proposalOutcome(latest)}
    </Notice>
  );
}

function titleOf(facts: Exclude<OutcomeFacts, { kind: 'failed' }>, latest: Proposal | null): string {
  if (facts.kind === 'over') return text.overTitle;
  if (!facts.isDelivered) return `${text.notDelivered}: ${facts.text}`;
  return latest?.status === 'declined' ? text.declined : facts.text;
}

function toneOf(facts: Exclude<OutcomeFacts, { kind: 'failed' }>, latest: Proposal | null): NoticeTone {
  if (latest !== null && proposalStatusTone(latest.status) === 'danger') return 'danger';
  if (facts.kind === 'answered' && !facts.isDelivered) return 'warning';
  return latest !== null && proposalStatusTone(latest.status) === 'safe' ? 'safe' : 'neutral';
}
