import type { ReactNode } from 'react';
import type { Proposal } from '../../shared/domain/proposal.ts';
import { proposalSentence } from '../../shared/domain/proposal-sentence.ts';
import { approvalsText } from '../i18n/en-approvals.ts';
import { proposalStatusWords } from '../i18n/en-domain.ts';
import { moneyWordText } from '../i18n/en-money.ts';
import { formatClock, formatDateTime } from '../i18n/format-time.ts';
import { proposalStatusTone } from '../i18n/status-tone.ts';
import { Badge } from '../ui/badge.tsx';
import { ControlList } from '../ui/control-list.tsx';
import { Drawer } from '../ui/drawer.tsx';
import { ModeBadge } from '../ui/mode-badge.tsx';
import { NamedAccount } from '../ui/named-account.tsx';
import { UntrustedText } from '../ui/untrusted-text.tsx';
import { awaitsMoneyWord, MoneyWordForm } from './money-word.tsx';
import { proposalOutcome } from './proposal-outcome.ts';

const text = approvalsText.drawer;

interface ProposalDrawerProps {
  readonly proposal: Proposal;
  readonly onClose: () => void;
}

export function ProposalDrawer({ proposal, onClose }: ProposalDrawerProps) {
  const outcome = proposalOutcome(proposal);
  return (
    <Drawer title={proposalSentence(proposal)} onClose={onClose}>
      <div className="row row-wrap">
        <ModeBadge mode={proposal.mode} />
        <NamedAccount accountId={proposal.accountId} alias={proposal.accountAlias} hasTags />
        <Badge tone={proposalStatusTone(proposal.status)}>{proposalStatusWords[proposal.status]}</Badge>
        <span className="soft">{outcome}</span>
      </div>
      {awaitsMoneyWord(proposal) ? (
        <Part title={moneyWordText.title}>
          <MoneyWordForm proposal={proposal} />
        </Part>
      ) : null}
      <Part title={text.rationale}>
        <UntrustedText text={proposal.rationale} speaker={proposal.clientName} />
      </Part>
      <Part title={text.controls}>
        {proposal.controls.length === 0 ? (
          <p className="soft">{text.noControls}</p>
        ) : (
          <ControlList controls={proposal.controls} />
        )}
      </Part>
      <Part title={text.timeline}>
        <Timeline proposal={proposal} />
      </Part>
      <Part title={text.facts}>
        <Facts proposal={proposal} />
      </Part>
    </Drawer>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="stack" aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Timeline({ proposal }: { readonly proposal: Proposal }) {
  const moments: readonly (readonly [string, number | null])[] = [
    [text.created, proposal.createdAtMs],
    [text.decided, proposal.decidedAtMs],
    [text.updated, proposal.updatedAtMs],
    [text.expires, proposal.expiresAtMs],
  ];
  return (
    <ol className="timeline">
      {moments.map(([label, atMs]) =>
        atMs === null ? null : (
          <li key={label}>
            <time className="soft" dateTime={new Date(atMs).toISOString()} title={formatDateTime(atMs)}>
              {formatClock(atMs)}
            </time>
            <span>{label}</span>
          </li>
        ),
      )}
    </ol>
  );
}

function Facts({ proposal }: { readonly proposal: Proposal }) {
  const facts: readonly (readonly [string, string | null])[] = [
    [text.id, proposal.id],
    [text.requestId, proposal.requestId],
    [text.order, proposal.brokerOrderId ?? proposal.cancelsBrokerOrderId],
    [text.message, proposal.brokerMessage],
    [text.note, proposal.decisionNote],
    [text.review, proposal.reviewReason],
    [text.supersededBy, proposal.supersededBy],
  ];
  return (
    <dl className="pairs">
      {facts.map(([label, value]) =>
        value === null ? null : (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
