import type { Quote } from '../../shared/domain/market-data.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import { cardText as text } from '../i18n/en-card.ts';
import { Notice } from '../ui/notice.tsx';
import { UntrustedText } from '../ui/untrusted-text.tsx';
import { AttachedFacts } from './attached-facts.tsx';
import { CardControls } from './card-controls.tsx';
import { CardNotices } from './card-notices.tsx';
import { CombinationFacts } from './combination-facts.tsx';
import { CostFacts } from './cost-facts.tsx';
import { Difference } from './difference.tsx';
import { EffectFacts } from './effect-facts.tsx';
import { MarketFacts } from './market-facts.tsx';
import { OpenOnSymbol } from './open-on-symbol.tsx';
import { PayoffFacts } from './payoff-facts.tsx';
import { PriceFacts } from './price-facts.tsx';
import { RationaleClaims } from './rationale-claims.tsx';
import { TicketAge } from './ticket-age.tsx';
import { TicketHead } from './ticket-head.tsx';
import { TicketRibbon } from './ticket-ribbon.tsx';
import { TicketSection } from './ticket-section.tsx';
import type { Marks } from './use-marks.ts';

interface ApprovalTicketProps {
  readonly card: OrderCard;
  /** The market as it is now, where it is newer than the card. It is shown beside what is decided on, not in its place. */
  readonly now: Quote | null;
  readonly marks: Marks;
  readonly isDecided: boolean;
  readonly isRefreshing: boolean;
}

/** The order ticket, in the order in which a professional reads it. */
export function ApprovalTicket({ card, now, marks, isDecided, isRefreshing }: ApprovalTicketProps) {
  return (
    <article className="ticket" aria-label={card.sentence}>
      <TicketRibbon account={card.account} />
      <div className="ticket-scroll" tabIndex={-1}>
        <TicketHead card={card} />
        {card.reviewReason === null ? null : <Notice tone="warning" title={card.reviewReason} />}
        <CardNotices card={card} />
        <Difference card={card} />
        <div className="ticket-grid">
          <PriceFacts card={card} now={now} />
          <CostFacts card={card} />
          <MarketFacts card={card} />
          <EffectFacts card={card} />
        </div>
        <CombinationFacts card={card} />
        <AttachedFacts card={card} />
        <PayoffFacts card={card} />
        <OpenOnSymbol card={card} />
        <TicketSection title={text.sections.rationale}>
          <UntrustedText text={card.rationale} speaker={card.client.name} />
          <RationaleClaims card={card} />
        </TicketSection>
        <TicketSection title={text.sections.controls}>
          <CardControls card={card} marks={marks} isDecided={isDecided} />
        </TicketSection>
        <TicketAge card={card} isRefreshing={isRefreshing} />
      </div>
    </article>
  );
}
