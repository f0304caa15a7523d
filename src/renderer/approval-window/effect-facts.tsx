import { isNegative } from '../../shared/domain/decimal.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import { cardText as text } from '../i18n/en-card.ts';
import { formatAmount, formatPrice, formatQuantity, formatSigned } from '../i18n/format-number.ts';
import { DayUsage } from './day-usage.tsx';
import { BeforeAfterRow, FactRow } from './fact-row.tsx';
import { TicketSection } from './ticket-section.tsx';

export function EffectFacts({ card }: { readonly card: OrderCard }) {
  const { preview, position } = card;
  const excess = preview?.excessLiquidityAfter ?? null;
  return (
    <TicketSection title={text.sections.effect}>
      <dl className="facts">
        <BeforeAfterRow
          label={text.position}
          before={formatQuantity(position.before)}
          after={formatQuantity(position.after)}
          isNegativeAfter={position.after !== null && isNegative(position.after)}
        />
        {position.averageCost === null ? null : (
          <FactRow label={text.averageCost} value={formatPrice(position.averageCost)} />
        )}
        {card.realisedPnl === null ? null : (
          <FactRow
            isStrong
            label={text.realisedPnl}
            value={formatSigned(card.realisedPnl.estimate)}
            note={text.realisedOn(formatQuantity(card.realisedPnl.quantity), card.notional.currency)}
          />
        )}
        <BeforeAfterRow
          label={text.initialMargin}
          before={formatAmount(preview?.initialMarginBefore ?? null)}
          after={formatAmount(preview?.initialMarginAfter ?? null)}
        />
        <BeforeAfterRow
          label={text.maintenanceMargin}
          before={formatAmount(preview?.maintenanceMarginBefore ?? null)}
          after={formatAmount(preview?.maintenanceMarginAfter ?? null)}
        />
        <FactRow label={text.excess} value={formatAmount(excess)} note={preview?.marginCurrency} />
        {card.dayTradesRemaining === null ? null : (
          <FactRow
            label={text.dayTrades}
            value={card.dayTradesRemaining < 0 ? text.dayTradesFree : String(card.dayTradesRemaining)}
          />
        )}
      </dl>
      <DayUsage usages={card.dayUsage} />
    </TicketSection>
  );
}
