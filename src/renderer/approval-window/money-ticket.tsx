import { isNegative } from '../../shared/domain/decimal.ts';
import type { MoneyCard } from '../../shared/domain/money-card.ts';
import { outgoing } from '../../shared/domain/money-move.ts';
import { cardText } from '../i18n/en-card.ts';
import { moneyText as text } from '../i18n/en-money.ts';
import { formatAmount } from '../i18n/format-number.ts';
import { Notice } from '../ui/notice.tsx';
import { UntrustedText } from '../ui/untrusted-text.tsx';
import { CardControls } from './card-controls.tsx';
import { CardNotices } from './card-notices.tsx';
import { BeforeAfterRow, FactRow } from './fact-row.tsx';
import { TicketAge } from './ticket-age.tsx';
import { LevelChips, TicketClient } from './ticket-parts.tsx';
import { TicketRibbon } from './ticket-ribbon.tsx';
import { TicketSection } from './ticket-section.tsx';
import type { Marks } from './use-marks.ts';

interface MoneyTicketProps {
  readonly card: MoneyCard;
  readonly marks: Marks;
  readonly isDecided: boolean;
  readonly isRefreshing: boolean;
}

/** A transfer between segments or an exchange of currency. */
export function MoneyTicket({ card, marks, isDecided, isRefreshing }: MoneyTicketProps) {
  return (
    <article className="ticket" aria-label={card.sentence}>
      <TicketRibbon account={card.account} liveText={text.live} />
      <div className="ticket-scroll" tabIndex={-1}>
        <header className="ticket-head">
          <TicketClient client={card.client} />
          <p className="ticket-sentence">{card.sentence}</p>
          <p className="soft">{text.stays}</p>
          <div className="row row-wrap">
            <LevelChips controls={card.controls} />
          </div>
        </header>
        {card.reviewReason === null ? null : <Notice tone="warning" title={card.reviewReason} />}
        <CardNotices card={card} />
        <MoveFacts card={card} />
        <TicketSection title={cardText.sections.rationale}>
          <UntrustedText text={card.rationale} speaker={card.client.name} />
        </TicketSection>
        <TicketSection title={cardText.sections.controls}>
          <CardControls card={card} marks={marks} isDecided={isDecided} />
        </TicketSection>
        <TicketAge card={card} isRefreshing={isRefreshing} />
      </div>
    </article>
  );
}

function MoveFacts({ card }: { readonly card: MoneyCard }) {
  const { move, source, target, estimate } = card;
  const { amount, currency } = outgoing(move);
  const isTransfer = move.kind === 'transfer';
  const [from, to] = isTransfer
    ? [text.segments[move.fromSegment], text.segments[move.toSegment]]
    : [move.sourceCurrency, move.targetCurrency];
  const labelOf = (segment: string, of: string) => (isTransfer ? text.movable(segment, of) : text.cash(of));
  return (
    <TicketSection title={text.section[move.kind]}>
      <dl className="facts">
        <FactRow isStrong label={text.amount} value={formatAmount(amount)} note={currency} />
        <FactRow label={text.from} value={from} />
        <FactRow label={text.to} value={to} />
        {estimate === null ? null : (
          <FactRow
            label={text.estimate}
            value={formatAmount(estimate.amount)}
            note={`${target.currency} ${text.rate(estimate.rate)}`}
          />
        )}
        <BeforeAfterRow
          label={labelOf(from, source.currency)}
          before={formatAmount(source.before)}
          after={formatAmount(source.after)}
          isNegativeAfter={source.after !== null && isNegative(source.after)}
        />
        <BeforeAfterRow
          label={labelOf(to, target.currency)}
          before={formatAmount(target.before)}
          after={formatAmount(target.after)}
        />
      </dl>
      {isTransfer ? null : <p className="field-hint">{estimate === null ? text.noEstimate : text.ownRate}</p>}
    </TicketSection>
  );
}
