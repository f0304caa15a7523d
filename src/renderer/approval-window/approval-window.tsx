import { CheckCheck, Inbox } from 'lucide-react';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { useAppState, useModel } from '../app-context.tsx';
import { cardText as text } from '../i18n/en-card.ts';
import { NewProposalAnnouncer } from '../shell/new-proposal-announcer.tsx';
import { StopBanner } from '../shell/stop-banner.tsx';
import { useWaitingProposals, waitingInOrder } from '../shell/waiting-proposals.ts';
import { useTheme } from '../theme.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { FlattenChoice } from './flatten-choice.tsx';
import { FlattenWizard } from './flatten-wizard.tsx';
import { queueReducer } from './queue-selection.ts';
import { ShownProposal } from './shown-proposal.tsx';
import { WaitingQueue } from './waiting-queue.tsx';

export function ApprovalWindow() {
  useTheme();
  const { store } = useModel();
  const waiting = useWaitingProposals();
  const queue = waitingInOrder(waiting.value ?? []);
  const [{ shownId }, dispatch] = useReducer(queueReducer, { shownId: null });
  /** A half-written edit or reason is not thrown away by a click in another window. */
  const isBusyRef = useRef(false);
  const onBusy = useCallback((isBusy: boolean) => {
    isBusyRef.current = isBusy;
  }, []);
  const waitingIds = queue.map((proposal) => proposal.id);
  const listed = waitingIds.join(' ');
  useEffect(() => {
    dispatch({ type: 'waiting_listed', waitingIds: listed === '' ? [] : listed.split(' ') });
  }, [listed]);
  const flattening = useAppState((state) => state.flattening);
  const returnToOrders = () => {
    store.setState({ flattening: null });
    dispatch({ type: 'returned', waitingIds });
  };
  const askedFor = useAppState((state) => state.askedFor);
  useEffect(() => {
    if (askedFor !== null && !isBusyRef.current) {
      dispatch({ type: 'chosen', proposalId: askedFor.proposalId });
    }
  }, [askedFor]);
  return (
    <div className="approval-shell">
      <div className="approval-stops">
        <StopBanner canLift={false} />
      </div>
      <WaitingQueue
        proposals={queue}
        shownId={shownId}
        onChoose={(proposalId) => {
          store.setState({ flattening: null });
          dispatch({ type: 'chosen', proposalId });
        }}
      />
      <main className="approval-main">
        <h1 className="visually-hidden">{text.windowTitle}</h1>
        {waiting.error === null ? null : <ErrorNotice error={waiting.error} onRetry={waiting.reload} />}
        {flattening?.accountId === null ? (
          <FlattenChoice
            onChoose={(accountId) => store.setState({ flattening: { accountId } })}
            onDone={returnToOrders}
          />
        ) : flattening !== null ? (
          <FlattenWizard
            key={flattening.accountId}
            accountId={flattening.accountId}
            onDone={returnToOrders}
          />
        ) : shownId === null ? (
          <NothingShown hasWaiting={queue.length > 0} />
        ) : (
          <ShownProposal
            key={shownId}
            proposalId={shownId}
            waitingCount={waitingIds.filter((id) => id !== shownId).length}
            onBusy={onBusy}
            onSuperseded={(proposalId) => dispatch({ type: 'superseded', proposalId })}
            onNext={() => dispatch({ type: 'next_wanted', waitingIds })}
          />
        )}
      </main>
      <NewProposalAnnouncer />
    </div>
  );
}

function NothingShown({ hasWaiting }: { readonly hasWaiting: boolean }) {
  return (
    <div className="approval-empty">
      {hasWaiting ? (
        <EmptyState icon={Inbox} title={text.chooseTitle} text={text.chooseText} />
      ) : (
        <EmptyState icon={CheckCheck} title={text.emptyTitle} text={text.emptyText} />
      )}
    </div>
  );
}
