import type { Quote } from '../../shared/domain/market-data.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import { cardText as text } from '../i18n/en-card.ts';
import { tradingStatusWords } from '../i18n/en-domain.ts';
import {
  ABSENT,
  formatPrice,
  formatQuantity,
  formatRate,
  formatSigned,
  formatSignedRate,
} from '../i18n/format-number.ts';
import { AgeSince, Freshness } from '../ui/age.tsx';
import { Badge } from '../ui/badge.tsx';
import { FactRow } from './fact-row.tsx';
import { TicketSection } from './ticket-section.tsx';

interface PriceFactsProps {
  readonly card: OrderCard;
  readonly now: Quote | null;
}

export function PriceFacts({ card, now }: PriceFactsProps) {
  const { quote, order } = card;
  const size = (quantity: typeof quote.bidSize) =>
    quantity === null ? null : text.size(formatQuantity(quantity));
  return (
    <TicketSection title={text.sections.price} aside={<Freshness provenance={quote.provenance} />}>
      <dl className="facts">
        <FactRow label={text.bid} value={formatPrice(quote.bidPrice)} note={size(quote.bidSize)} />
        <FactRow label={text.ask} value={formatPrice(quote.askPrice)} note={size(quote.askSize)} />
        <FactRow
          label={text.last}
          value={formatPrice(quote.lastPrice)}
          note={quote.changeRate === null ? null : formatSignedRate(quote.changeRate)}
        />
        <FactRow
          label={`${text.mid} · ${text.spread}`}
          value={formatPrice(card.midPrice)}
          note={card.spreadRate === null ? null : formatRate(card.spreadRate, 3)}
        />
        <FactRow label={text.dayRange} value={dayRange(card)} />
        <NowRow now={now} />
        {card.firstTrailStop === null ? null : (
          <FactRow
            isStrong
            label={text.trailStop}
            value={formatPrice(card.firstTrailStop)}
            note={text.trailMoves}
          />
        )}
        {order.limitPrice === null ? null : (
          <>
            <FactRow
              isStrong
              label={text.againstBook[order.side]}
              value={formatSignedRate(card.againstBookRate)}
              note={ticks(card.againstBookTicks)}
            />
            <FactRow
              isStrong
              label={text.againstLast}
              value={formatSignedRate(card.againstLastRate)}
              note={ticks(card.againstLastTicks)}
            />
          </>
        )}
      </dl>
      {order.orderType === 'MKT' ? <p className="field-hint">{text.noLimit}</p> : null}
      {order.algo !== null && order.limitPrice === null ? (
        <p className="field-hint">{text.algoNoLimit}</p>
      ) : null}
      {order.trail === null ? null : <p className="field-hint">{text.trailNoLimit}</p>}
      {quote.tradingStatus === 'normal' ? null : (
        <div>
          <Badge tone="danger">{tradingStatusWords[quote.tradingStatus]}</Badge>
        </div>
      )}
    </TicketSection>
  );
}

/** Not sealed: it moves while the card stands still. The row is always there, so that nothing below it jumps. */
function NowRow({ now }: { readonly now: Quote | null }) {
  if (now === null) return <FactRow label={text.now} value={text.nowSame} />;
  return (
    <FactRow
      label={text.now}
      value={`${formatPrice(now.bidPrice)} / ${formatPrice(now.askPrice)}`}
      note={<AgeSince atMs={now.provenance.receivedAtMs} />}
    />
  );
}

function ticks(count: OrderCard['againstBookTicks']): string | null {
  return count === null ? null : text.ticks(formatSigned(count, 0));
}

function dayRange({ quote }: OrderCard): string {
  if (quote.lowPrice === null && quote.highPrice === null) return ABSENT;
  return `${formatPrice(quote.lowPrice)} – ${formatPrice(quote.highPrice)}`;
}
