import { CircleHelp } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { DecisionInput } from '../../shared/domain/approval-card.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import { isWaiting, type Proposal } from '../../shared/domain/proposal.ts';
import { type CommandOutput, call } from '../api.ts';
import { useModel, useRead } from '../app-context.tsx';
import { cardText as text } from '../i18n/en-card.ts';
import { useLiveQuotes } from '../market/use-live.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { DecisionBar, type DecisionBarMode } from './decision-bar.tsx';
import { hasMoved, liveQuoteOf, newerQuote, ordersOf, quotedSymbols } from './live-price.ts';
import { Outcome, type OutcomeFacts } from './outcome.tsx';
import { ShownTicket } from './shown-ticket.tsx';
import { useCard } from './use-card.ts';
import { useMarks } from './use-marks.ts';

/** The shown proposal is among the latest, or it would not be shown; its fate is followed here. */
const FOLLOWED_MAX = 200;

interface ShownProposalProps {
  readonly proposalId: string;
  readonly waitingCount: number;
  readonly onBusy: (isBusy: boolean) => void;
  readonly onSuperseded: (proposalId: string) => void;
  readonly onNext: () => void;
}

export function ShownProposal(props: ShownProposalProps) {
  const { proposalId, waitingCount, onBusy, onSuperseded, onNext } = props;
  const { api, reads } = useModel();
  const [mode, setMode] = useState<DecisionBarMode>('choose');
  const [isHolding, setHolding] = useState(false);
  const [answer, setAnswer] = useState<OutcomeFacts | null>(null);
  const followed = useFollowed(proposalId);
  const isOver = followed !== null && !isWaiting(followed.status);
  const isPaused = mode !== 'choose' || isHolding || answer !== null || isOver;
  const { card, error, isRefreshing, refresh } = useCard(proposalId, isPaused);
  const orders = ordersOf(card);
  const symbols = [...new Set(orders.flatMap(({ order }) => quotedSymbols(order)))];
  const live = useLiveQuotes(isOver || answer !== null ? null : (followed?.accountId ?? null), symbols);
  const nowOf = (order: OrderCard) => newerQuote(order, liveQuoteOf(order.order, live.quotes));
  const isMoved = orders.some((order) => {
    const now = nowOf(order);
    return now !== null && hasMoved(order, now, live.quotes);
  });
  const marks = useMarks(card, isMoved);
  // Another card with another seal: what is approved is what was shown, so the shown one is never changed.
  useEffect(() => {
    if (isMoved && !isPaused) refresh();
  }, [isMoved, isPaused, refresh]);
  useEffect(() => {
    onBusy(mode !== 'choose' || isHolding);
    return () => onBusy(false);
  }, [onBusy, mode, isHolding]);
  const decide = async (input: DecisionInput) => {
    setMode('sending');
    const reply = await call(api, 'approvals.decide', input);
    setMode('choose');
    setHolding(false);
    setAnswer(reply.ok ? { kind: 'answered', ...reply.value } : { kind: 'failed', error: reply.error });
    reads.refresh(['proposals.list']);
  };
  const reviewAgain = () => {
    setAnswer(null);
    refresh();
  };
  if (card === null)
    return <NoCard error={error} onRetry={refresh} onNext={onNext} waitingCount={waitingCount} />;
  const outcome = answer ?? (isOver ? { kind: 'over' as const } : null);
  return (
    <div className="approval-frame">
      <ShownTicket
        card={card}
        proposal={followed}
        nowOf={nowOf}
        marks={marks}
        isDecided={outcome !== null}
        isBusy={isPaused}
        isRefreshing={isRefreshing}
        onSuperseded={onSuperseded}
      />
      {outcome === null ? (
        <DecisionBar
          card={card}
          marks={marks}
          mode={mode}
          refreshError={error}
          onMode={setMode}
          onHolding={setHolding}
          onRefresh={refresh}
          onDecide={(input) => void decide(input)}
          onSuperseded={onSuperseded}
        />
      ) : (
        <Outcome
          facts={outcome}
          proposal={followed}
          waitingCount={waitingCount}
          onNext={onNext}
          onReviewAgain={reviewAgain}
        />
      )}
    </div>
  );
}

function useFollowed(proposalId: string): Proposal | null {
  const list: CommandOutput<'proposals.list'> | null = useRead('proposals.list', {
    isWaitingOnly: false,
    limit: FOLLOWED_MAX,
  }).value;
  return list?.find((proposal) => proposal.id === proposalId) ?? null;
}

interface NoCardProps {
  readonly error: Parameters<typeof ErrorNotice>[0]['error'];
  readonly waitingCount: number;
  readonly onRetry: () => void;
  readonly onNext: () => void;
}

function NoCard({ error, waitingCount, onRetry, onNext }: NoCardProps) {
  if (error === null) return <div className="approval-empty" aria-busy />;
  return (
    <div className="approval-empty">
      <EmptyState
        icon={CircleHelp}
        title={text.notShown}
        text={error.message}
        action={
          <>
            <ErrorNotice error={error} onRetry={onRetry} />
            <Button onClick={onNext}>
              {waitingCount === 0 ? text.outcome.done : text.outcome.next(waitingCount)}
            </Button>
          </>
        }
      />
    </div>
  );
}
