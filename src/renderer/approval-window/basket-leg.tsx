import { Minus } from 'lucide-react';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import type { BasketLeg as LegOutcome } from '../../shared/domain/proposal.ts';
import { legOutcome } from '../approvals/proposal-outcome.ts';
import { basketText as text } from '../i18n/en-basket.ts';
import { intentWords, proposalStatusWords } from '../i18n/en-domain.ts';
import { formatAmount, formatPrice } from '../i18n/format-number.ts';
import { proposalStatusTone } from '../i18n/status-tone.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Sentence } from '../ui/sentence.tsx';
import { CardControls } from './card-controls.tsx';
import { CostFacts } from './cost-facts.tsx';
import { EffectFacts } from './effect-facts.tsx';
import { INTENT_TONES } from './intent-tones.ts';
import { MarketFacts } from './market-facts.tsx';
import { OpenOnSymbol } from './open-on-symbol.tsx';
import { PayoffFacts } from './payoff-facts.tsx';
import { PriceFacts } from './price-facts.tsx';
import type { Marks } from './use-marks.ts';

interface BasketLegProps {
  readonly card: OrderCard;
  readonly number: number;
  /** What became of it; null before the decision. */
  readonly outcome: LegOutcome | null;
  readonly marks: Marks;
  readonly isDecided: boolean;
  readonly isBusy: boolean;
  /** null: it is the only one, or the decision is made. */
  readonly onTakeOut: (() => void) | null;
}

export function BasketLeg(props: BasketLegProps) {
  const { card, number, outcome, marks, isDecided } = props;
  const { contract, notional, order, quote } = card;
  return (
    <li className="leg" aria-label={`${text.order(number)}: ${card.sentence}`}>
      <div className="leg-head">
        <span className="leg-number" aria-hidden>
          {number}
        </span>
        <div className="leg-words">
          <strong className="leg-sentence">
            <Sentence text={card.sentence} />
          </strong>
          <span className="soft small">
            {[
              contract.name,
              `${text.estimate[order.side]} ${formatAmount(notional.estimate)} ${notional.currency}`,
              text.quote(formatPrice(quote.bidPrice), formatPrice(quote.askPrice)),
            ]
              .filter((part) => part !== null)
              .join(' · ')}
          </span>
        </div>
        {outcome === null ? (
          <Badge tone={INTENT_TONES[card.intent] ?? 'accent'}>{intentWords[card.intent]}</Badge>
        ) : (
          <Badge tone={proposalStatusTone(outcome.status)}>{proposalStatusWords[outcome.status]}</Badge>
        )}
        {props.onTakeOut === null ? null : (
          <Button
            variant="quiet"
            isSmall
            icon={<Minus size={14} aria-hidden />}
            aria-label={text.removeName(card.sentence)}
            disabled={props.isBusy}
            onClick={props.onTakeOut}
          >
            {text.remove}
          </Button>
        )}
      </div>
      {outcome === null ? null : <LegOutcomeText outcome={outcome} />}
      <CardControls card={card} marks={marks} isDecided={isDecided} leg={number} />
      <details className="leg-figures">
        <summary>{text.figures}</summary>
        <div className="ticket-grid">
          <PriceFacts card={card} now={null} />
          <CostFacts card={card} />
          <MarketFacts card={card} />
          <EffectFacts card={card} />
        </div>
        <PayoffFacts card={card} />
        <OpenOnSymbol card={card} />
      </details>
    </li>
  );
}

function LegOutcomeText({ outcome }: { readonly outcome: LegOutcome }) {
  const words = legOutcome(outcome);
  return words === '' ? null : <p className="small">{words}</p>;
}
