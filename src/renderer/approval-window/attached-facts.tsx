import { divide, isPositive } from '../../shared/domain/decimal.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import { cardText } from '../i18n/en-card.ts';
import { timeInForceWords } from '../i18n/en-domain.ts';
import { formatAmount, formatPrice } from '../i18n/format-number.ts';
import { FactRow } from './fact-row.tsx';
import { TicketSection } from './ticket-section.tsx';

const text = cardText.attached;
const RATIO_PLACES = 2;

/** The two orders that a bracket becomes when it has filled, and what each would bring. */
export function AttachedFacts({ card }: { readonly card: OrderCard }) {
  const { attachedOutcome: outcome, order, notional } = card;
  const { attached } = order;
  if (attached === null || outcome === null) return null;
  const { takeProfitPrice, stopLossPrice, stopLossLimitPrice } = attached;
  const side = order.side === 'BUY' ? 'SELL' : 'BUY';
  const { profit, loss } = outcome;
  const isKnown = profit !== null && loss !== null && isPositive(loss);
  const ratio = isKnown ? divide(profit, loss, RATIO_PLACES) : null;
  const hints = [
    takeProfitPrice !== null && stopLossPrice !== null ? text.hintBoth : text.hintOne,
    stopLossPrice === null ? text.noStop : stopLossLimitPrice === null ? text.stopIsMarket : null,
  ];
  return (
    <TicketSection title={text.title}>
      <div className="attached">
        <dl className="facts">
          {takeProfitPrice === null ? null : (
            <>
              <FactRow
                isStrong
                label={text.takeProfit(side)}
                value={text.atLimit(formatPrice(takeProfitPrice))}
              />
              <FactRow
                label={text.wins}
                value={formatAmount(profit)}
                note={ratio === null ? notional.currency : `${notional.currency} · ${text.ratio(ratio)}`}
              />
            </>
          )}
          <FactRow label={text.until} value={timeInForceWords[attached.timeInForce]} />
        </dl>
        {stopLossPrice === null ? null : (
          <dl className="facts">
            <FactRow
              isStrong
              label={text.stopLoss(side)}
              value={stopText(stopLossPrice, stopLossLimitPrice)}
            />
            <FactRow label={text.loses} value={formatAmount(loss)} note={notional.currency} />
          </dl>
        )}
      </div>
      <p className="field-hint">{hints.filter((hint) => hint !== null).join(' ')}</p>
    </TicketSection>
  );
}

type Price = Parameters<typeof formatPrice>[0];

function stopText(stop: Price, limit: Price): string {
  return limit === null
    ? text.atStop(formatPrice(stop))
    : text.atStopLimit(formatPrice(stop), formatPrice(limit));
}
