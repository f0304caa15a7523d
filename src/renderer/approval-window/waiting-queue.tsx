import type { Proposal } from '../../shared/domain/proposal.ts';
import { proposalSentence } from '../../shared/domain/proposal-sentence.ts';
import { TimeLeft } from '../approvals/waiting-proposal.tsx';
import { cardText as text } from '../i18n/en-card.ts';
import { controlLevelWords } from '../i18n/en-domain.ts';
import { stopsText } from '../i18n/en-stops.ts';
import { controlLevelTone, worstLevel } from '../i18n/status-tone.ts';
import { StopButton } from '../shell/stop-button.tsx';
import { Badge } from '../ui/badge.tsx';
import { ModeBadge } from '../ui/mode-badge.tsx';
import { NamedAccount } from '../ui/named-account.tsx';
import { Sentence } from '../ui/sentence.tsx';

interface WaitingQueueProps {
  readonly proposals: readonly Proposal[];
  readonly shownId: string | null;
  readonly onChoose: (proposalId: string) => void;
}

export function WaitingQueue({ proposals, shownId, onChoose }: WaitingQueueProps) {
  return (
    <nav className="queue" aria-label={text.queue}>
      <h2 className="queue-head">
        {text.queue}
        <span className="count push">{proposals.length}</span>
      </h2>
      {proposals.length === 0 ? <p className="queue-empty faint">{text.queueEmpty}</p> : null}
      <ul className="queue-list">
        {proposals.map((proposal) => (
          <QueueRow
            key={proposal.id}
            proposal={proposal}
            isShown={proposal.id === shownId}
            onChoose={() => onChoose(proposal.id)}
          />
        ))}
      </ul>
      <div className="queue-foot">
        <StopButton
          target={{ scope: 'app' }}
          label={stopsText.stop}
          stoppedLabel={stopsText.stopped}
          hint={stopsText.stopHint}
        />
      </div>
    </nav>
  );
}

interface QueueRowProps {
  readonly proposal: Proposal;
  readonly isShown: boolean;
  readonly onChoose: () => void;
}

function QueueRow({ proposal, isShown, onChoose }: QueueRowProps) {
  const level = worstLevel(proposal.controls);
  return (
    <li>
      <button type="button" className="queue-row" aria-current={isShown} onClick={onChoose}>
        <strong>
          <Sentence text={proposalSentence(proposal)} />
        </strong>
        <span className="soft small truncate">
          <NamedAccount accountId={proposal.accountId} alias={proposal.accountAlias} /> ·{' '}
          {proposal.clientName}
        </span>
        <span className="row">
          <ModeBadge mode={proposal.mode} />
          {level === 'pass' ? null : <Badge tone={controlLevelTone(level)}>{controlLevelWords[level]}</Badge>}
          <span className="push" />
          <TimeLeft proposal={proposal} />
        </span>
      </button>
    </li>
  );
}
