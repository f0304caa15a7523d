import type { OrderCard } from '../../shared/domain/order-card.ts';
import type { OrderPayoff } from '../../shared/domain/order-payoff.ts';
import { payoffText as text } from '../i18n/en-payoff.ts';
import {
  ABSENT,
  formatAmount,
  formatPrice,
  formatQuantity,
  formatRate,
  formatSigned,
} from '../i18n/format-number.ts';
import { Badge } from '../ui/badge.tsx';
import { FactRow } from './fact-row.tsx';
import { PayoffChart } from './payoff-chart.tsx';
import { TicketSection } from './ticket-section.tsx';

type Figures = NonNullable<OrderPayoff['figures']>;

/** Field 14: what an option, or a short sale, can lose and win. */
export function PayoffFacts({ card: { payoff, combination } }: { readonly card: OrderCard }) {
  if (payoff === null) return null;
  const { figures, currency, expiry, notes } = payoff;
  return (
    <TicketSection title={expiry === null ? text.title.short : text.title.option}>
      <div className="payoff">
        <div className="payoff-facts">
          <dl className="facts">
            {figures === null ? null : <ResultRows figures={figures} currency={currency} />}
            <EndRows payoff={payoff} isCombination={combination !== null} />
          </dl>
          {figures === null ? (
            <p className="field-hint">
              {payoff.isClosing ? text.closing : noFigures(payoff, combination !== null)}
            </p>
          ) : (
            <p className="field-hint">{assumptions(payoff, figures)}</p>
          )}
        </div>
        <PayoffChart payoff={payoff} />
      </div>
      {notes.length === 0 ? null : (
        <ul className="payoff-notes">
          {notes.map((note) => (
            <li key={note}>{text.notes[note]}</li>
          ))}
        </ul>
      )}
    </TicketSection>
  );
}

function noFigures({ legs }: OrderPayoff, isCombination: boolean): string {
  return isCombination && legs.length > 0 ? text.severalDays : text.noFigures;
}

function assumptions({ legs, expiry, currency }: OrderPayoff, { fees }: Figures): string {
  const feesText = fees === null ? null : `${formatAmount(fees)} ${currency}`;
  const cover = expiry === null ? undefined : legs.find(({ kind }) => kind === 'share');
  if (cover !== undefined) return text.withShares(formatQuantity(cover.shares), feesText);
  return text.assumptions(expiry !== null, feesText);
}

function ResultRows({ figures, currency }: { readonly figures: Figures; readonly currency: string }) {
  const { breakevens } = figures;
  const prices = breakevens.map((price) => formatPrice(price)).join(' · ');
  return (
    <>
      <BoundRow label={text.maxLoss} bound={figures.maxLoss} currency={currency} isBad />
      <BoundRow label={text.maxGain} bound={figures.maxGain} currency={currency} />
      <FactRow
        isStrong
        label={text.breakeven(breakevens.length)}
        value={breakevens.length === 0 ? text.breakevenNone : prices}
      />
    </>
  );
}

function BoundRow(props: {
  readonly label: string;
  readonly bound: Figures['maxLoss'];
  readonly currency: string;
  readonly isBad?: boolean;
}) {
  const { label, bound, currency, isBad = false } = props;
  if (bound.isLimited)
    return <FactRow isStrong label={label} value={formatAmount(bound.amount)} note={currency} />;
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>
        <Badge tone={isBad ? 'danger' : 'neutral'}>{text.unlimited}</Badge>
      </dd>
    </div>
  );
}

interface EndRowsProps {
  readonly payoff: OrderPayoff;
  /** It has no volatility of its own. */
  readonly isCombination: boolean;
}

function EndRows({ payoff, isCombination }: EndRowsProps) {
  const { underlying, expiry, exerciseAmount, greeks, currency } = payoff;
  if (expiry === null) return null;
  return (
    <>
      <FactRow label={text.underlying(underlying.symbol)} value={formatPrice(underlying.price)} />
      <FactRow label={text.expires} value={expiry.day} note={text.daysLeft(expiry.daysLeft)} />
      {exerciseAmount === null ? null : (
        <FactRow label={text.exercise} value={formatAmount(exerciseAmount)} note={currency} />
      )}
      {greeks === null ? (
        <FactRow
          label={text.delta}
          value={ABSENT}
          note={isCombination ? text.noGreeksOfLegs : text.noGreeks}
        />
      ) : (
        <>
          <FactRow label={text.delta} value={formatSigned(greeks.delta, 1)} />
          <FactRow label={text.gamma} value={formatSigned(greeks.gamma, 2)} />
          <FactRow label={text.theta} value={formatSigned(greeks.theta)} note={currency} />
          <FactRow label={text.vega} value={formatSigned(greeks.vega)} note={currency} />
          {isCombination ? null : (
            <FactRow label={text.impliedVolatility} value={formatRate(greeks.impliedVolatility, 1)} />
          )}
        </>
      )}
    </>
  );
}
