import { AppWindow, CheckCheck, History } from 'lucide-react';
import { useState } from 'react';
import type { Proposal } from '../../shared/domain/proposal.ts';
import { isWaiting } from '../../shared/domain/proposal.ts';
import { useAction, useModel, useRead } from '../app-context.tsx';
import { approvalsText as text } from '../i18n/en-approvals.ts';
import { useWaitingProposals, waitingInOrder } from '../shell/waiting-proposals.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Page, Panel } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';
import { ProposalDrawer } from './proposal-drawer.tsx';
import { ProposalHistory } from './proposal-history.tsx';
import { WaitingProposal } from './waiting-proposal.tsx';

/** Older ones are in the audit log. */
const HISTORY_LIMIT = 100;

export function ApprovalsPage() {
  const waiting = useWaitingProposals();
  const recent = useRead('proposals.list', { isWaitingOnly: false, limit: HISTORY_LIMIT });
  const open = useAction('approvals.open');
  const [detailsId, setDetailsId] = useState<string | null>(null);
  const past = (recent.value ?? []).filter((proposal) => !isWaiting(proposal.status));
  const shown = [...(recent.value ?? []), ...(waiting.value ?? [])].find((each) => each.id === detailsId);
  const review = (proposal: Proposal | null) => void open.run({ proposalId: proposal?.id ?? null });
  return (
    <Page
      title={text.title}
      subtitle={text.subtitle}
      actions={
        <Button icon={<AppWindow size={15} aria-hidden />} isBusy={open.isBusy} onClick={() => review(null)}>
          {text.openWindow}
        </Button>
      }
    >
      <ErrorNotice error={open.error} />
      <Panel title={text.waiting}>
        <ReadView read={waiting}>
          {(proposals) => (
            <WaitingList proposals={waitingInOrder(proposals)} onReview={review} onDetails={setDetailsId} />
          )}
        </ReadView>
      </Panel>
      <Panel title={text.history}>
        <ReadView read={recent}>
          {() =>
            past.length === 0 ? <NoHistory /> : <ProposalHistory proposals={past} onDetails={setDetailsId} />
          }
        </ReadView>
      </Panel>
      {shown === undefined ? null : <ProposalDrawer proposal={shown} onClose={() => setDetailsId(null)} />}
    </Page>
  );
}

interface WaitingListProps {
  readonly proposals: readonly Proposal[];
  readonly onReview: (proposal: Proposal) => void;
  readonly onDetails: (proposalId: string) => void;
}

function WaitingList({ proposals, onReview, onDetails }: WaitingListProps) {
  if (proposals.length === 0) {
    return <EmptyState icon={CheckCheck} title={text.emptyTitle} text={text.emptyText} />;
  }
  return (
    <ul className="proposal-list">
      {proposals.map((proposal) => (
        <WaitingProposal
          key={proposal.id}
          proposal={proposal}
          onReview={() => onReview(proposal)}
          onDetails={() => onDetails(proposal.id)}
        />
      ))}
    </ul>
  );
}

function NoHistory() {
  const { store } = useModel();
  return (
    <EmptyState
      icon={History}
      title={text.historyEmptyTitle}
      text={text.historyEmptyText}
      action={<Button onClick={() => store.setState({ page: 'connect' })}>{text.connect}</Button>}
    />
  );
}
