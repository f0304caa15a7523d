import type { BasketCard } from '../../shared/domain/basket-card.ts';
import type { Proposal } from '../../shared/domain/proposal.ts';
import { useAction } from '../app-context.tsx';
import { basketText as text } from '../i18n/en-basket.ts';
import { cardText } from '../i18n/en-card.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { UntrustedText } from '../ui/untrusted-text.tsx';
import { BasketLeg } from './basket-leg.tsx';
import { BasketTotals } from './basket-totals.tsx';
import { CardNotices } from './card-notices.tsx';
import { Difference } from './difference.tsx';
import { TicketAge } from './ticket-age.tsx';
import { LevelChips, TicketClient } from './ticket-parts.tsx';
import { TicketRibbon } from './ticket-ribbon.tsx';
import { TicketSection } from './ticket-section.tsx';
import type { Marks } from './use-marks.ts';

interface BasketTicketProps {
  readonly card: BasketCard;
  /** As followed since; null until the list has answered. */
  readonly proposal: Proposal | null;
  readonly marks: Marks;
  readonly isDecided: boolean;
  /** The user holds, writes or has decided: nothing may change under their hands. */
  readonly isBusy: boolean;
  readonly isRefreshing: boolean;
  readonly onSuperseded: (proposalId: string) => void;
}

/** Several orders as one decision: what they do together first, then each of them. */
export function BasketTicket(props: BasketTicketProps) {
  const { card, proposal, marks, isDecided, isBusy } = props;
  const remove = useAction('approvals.removeLeg');
  const takeOut = async (legId: string) => {
    const next = await remove.run({ proposalId: card.proposalId, seal: card.seal, legId });
    if (next !== null) props.onSuperseded(next.proposalId);
  };
  return (
    <article className="ticket" aria-label={card.sentence}>
      <TicketRibbon account={card.account} />
      <div className="ticket-scroll" tabIndex={-1}>
        <header className="ticket-head">
          <TicketClient client={card.client} />
          <p className="ticket-sentence">{text.heading(card.legs.length)}</p>
          <p className="soft">{text.notAtomic}</p>
          <div className="row row-wrap">
            <LevelChips controls={card.controls} />
          </div>
        </header>
        {card.reviewReason === null ? null : <Notice tone="warning" title={card.reviewReason} />}
        <CardNotices card={card} />
        <Difference card={card} />
        <BasketTotals card={card} />
        {remove.error === null ? null : <ErrorNotice error={remove.error} />}
        <TicketSection title={text.orders}>
          <ol className="legs">
            {card.legs.map((leg, index) => (
              <BasketLeg
                key={leg.proposalId}
                card={leg}
                number={index + 1}
                outcome={isDecided ? (proposal?.legs[index] ?? null) : null}
                marks={marks}
                isDecided={isDecided}
                onTakeOut={card.legs.length > 1 && !isDecided ? () => void takeOut(leg.proposalId) : null}
                isBusy={isBusy || remove.isBusy}
              />
            ))}
          </ol>
        </TicketSection>
        <TicketSection title={cardText.sections.rationale}>
          <UntrustedText text={card.rationale} speaker={card.client.name} />
        </TicketSection>
        <TicketAge card={card} isRefreshing={props.isRefreshing} />
      </div>
    </article>
  );
}
