import type { Proposal } from '../../shared/domain/proposal.ts';
import { proposalSentence } from '../../shared/domain/proposal-sentence.ts';
import { countdown } from '../i18n/countdown.ts';
import { approvalsText as text } from '../i18n/en-approvals.ts';
import { controlLevelWords } from '../i18n/en-domain.ts';
import { controlLevelTone, worstLevel } from '../i18n/status-tone.ts';
import { AgeSince } from '../ui/age.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ModeBadge } from '../ui/mode-badge.tsx';
import { NamedAccount } from '../ui/named-account.tsx';
import { Sentence } from '../ui/sentence.tsx';
import { useTicking } from '../ui/ticking.ts';

interface WaitingProposalProps {
  readonly proposal: Proposal;
  readonly onReview: () => void;
  readonly onDetails: () => void;
}

export function WaitingProposal({ proposal, onReview, onDetails }: WaitingProposalProps) {
  const sentence = proposalSentence(proposal);
  const level = worstLevel(proposal.controls);
  return (
    <li className="proposal-row">
      <div className="stack-tight">
        <button
          type="button"
          className="row-button proposal-sentence truncate"
          aria-label={text.details(sentence)}
          onClick={onDetails}
        >
          <Sentence text={sentence} />
        </button>
        <span className="row row-wrap soft small">
          <ModeBadge mode={proposal.mode} />
          <NamedAccount accountId={proposal.accountId} alias={proposal.accountAlias} hasTags />
          <span>{text.askedBy(proposal.clientName)}</span>
          {proposal.isClientConnected ? null : <Badge tone="warning">{text.clientGone}</Badge>}
          <AgeSince atMs={proposal.createdAtMs} />
          <Badge tone={controlLevelTone(level)}>{controlLevelWords[level]}</Badge>
        </span>
      </div>
      <TimeLeft proposal={proposal} />
      <Button variant="primary" aria-label={text.reviewName(sentence)} onClick={onReview}>
        {text.review}
      </Button>
    </li>
  );
}

export function TimeLeft({ proposal }: { readonly proposal: Proposal }) {
  const { createdAtMs, expiresAtMs } = proposal;
  const left = useTicking((nowMs) => {
    if (expiresAtMs === null) return '';
    const state = countdown(createdAtMs, expiresAtMs, nowMs);
    return `${state.urgency} ${state.text}`;
  });
  const [urgency = 'calm', time = ''] = left.split(' ');
  if (time === '') return <span />;
  return (
    <span className={`proposal-countdown countdown-${urgency}`}>
      <strong>{time}</strong> <span className="small">{text.expiresIn}</span>
    </span>
  );
}
