import type { ApprovalCard } from '../../shared/domain/approval-card.ts';
import { cardText as text } from '../i18n/en-card.ts';
import { marketPhaseWords } from '../i18n/en-domain.ts';
import { formatMarketTime } from '../i18n/format-time.ts';
import { Freshness } from '../ui/age.tsx';
import { Badge } from '../ui/badge.tsx';
import { useTicking } from '../ui/ticking.ts';
import { TicketSection } from './ticket-section.tsx';

/** Phases in which an order of the regular session trades at once. */
const OPEN_PHASES = new Set(['regular']);

export function MarketFacts({ card }: { readonly card: ApprovalCard }) {
  const { market } = card;
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
        <>
          <div>
            <Badge tone={OPEN_PHASES.has(market.phase) ? 'safe' : 'warning'}>
              {text.marketState(market.market, marketPhaseWords[market.phase])}
            </Badge>
          </div>
          <p className="soft small">
            {[market.statusText, market.openTimeText].filter((part) => part !== null).join(' · ')}
          </p>
          {market.provenance.isSimulated ? null : <MarketClock market={market.market} />}
        </>
      )}
    </TicketSection>
  );
}

function MarketClock({ market }: { readonly market: NonNullable<ApprovalCard['market']>['market'] }) {
  const time = useTicking((nowMs) => formatMarketTime(nowMs, market));
  return <p className="soft small">{text.marketTime(time)}</p>;
}
