import type { OrderCard } from '../../shared/domain/order-card.ts';
import { cardText as text } from '../i18n/en-card.ts';
import { marketPhaseWords } from '../i18n/en-domain.ts';
import { formatPrice, formatQuantity, formatRate } from '../i18n/format-number.ts';
import { formatMarketTime } from '../i18n/format-time.ts';
import { Freshness } from '../ui/age.tsx';
import { Badge } from '../ui/badge.tsx';
import { FactRow } from './fact-row.tsx';
import { SessionRows } from './session-rows.tsx';
import { TicketSection } from './ticket-section.tsx';

/** Phases in which an order of the regular session trades at once. */
const OPEN_PHASES = new Set(['regular']);

export function MarketFacts({ card }: { readonly card: OrderCard }) {
  const { market, quote, marketSize } = card;
  return (
    <TicketSection
      title={text.sections.market}
      aside={market === null ? null : <Freshness provenance={market.provenance} />}
    >
      {market === null ? (
        <div>
          <Badge tone="danger">{text.marketUnknown}</Badge>
        </div>
      ) : (
        <div>
          <Badge tone={OPEN_PHASES.has(market.phase) ? 'safe' : 'warning'}>
            {text.marketState(market.market, marketPhaseWords[market.phase])}
          </Badge>
        </div>
      )}
      <dl className="facts">
        {market?.statusText ? <FactRow label={text.brokerSays} value={market.statusText} /> : null}
        {market === null || market.provenance.brokerTimeMs === null ? null : (
          <FactRow
            label={text.exchangeTime}
            value={formatMarketTime(market.provenance.brokerTimeMs, market.market)}
          />
        )}
        <SessionRows card={card} />
        <FactRow label={text.previousClose} value={formatPrice(quote.previousClose)} />
        <FactRow label={text.volume} value={formatQuantity(quote.volume)} />
        <FactRow
          label={card.order.legs === null ? text.averageVolume : text.scarcestLeg}
          value={formatQuantity(marketSize.averageDailyVolume)}
          note={marketSize.volumeRate === null ? null : text.ofIt(formatRate(marketSize.volumeRate, 3))}
        />
        <FactRow
          label={text.displayedSize[card.order.side]}
          value={formatQuantity(marketSize.displayedSize)}
          note={marketSize.displayedRate === null ? null : text.ofIt(formatRate(marketSize.displayedRate))}
        />
      </dl>
    </TicketSection>
  );
}
