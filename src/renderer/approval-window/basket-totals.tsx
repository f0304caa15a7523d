import type { BasketCard } from '../../shared/domain/basket-card.ts';
import { isNegative } from '../../shared/domain/decimal.ts';
import { instrumentName } from '../../shared/domain/option-identifier.ts';
import { basketText as text } from '../i18n/en-basket.ts';
import { formatAmount, formatQuantity, formatRate } from '../i18n/format-number.ts';
import { DayUsage } from './day-usage.tsx';
import { BeforeAfterRow, FactRow } from './fact-row.tsx';
import { TicketSection } from './ticket-section.tsx';

/** What all orders do together, if all of them fill. */
export function BasketTotals({ card }: { readonly card: BasketCard }) {
  return (
    <div className="ticket-grid">
      <TicketSection title={text.together}>
        <dl className="facts">
          {card.notionals.flatMap(({ currency, buys, sells }) =>
            [
              { label: text.buys(buys.count, currency), total: buys },
              { label: text.sells(sells.count, currency), total: sells },
            ]
              .filter(({ total }) => total.count > 0)
              .map(({ label, total }) => (
                <FactRow
                  key={label}
                  isStrong
                  label={label}
                  value={formatAmount(total.estimate)}
                  note={text.worst(formatAmount(total.worstCase))}
                />
              )),
          )}
          <FactRow
            label={text.commission}
            value={formatAmount(card.commission)}
            note={card.commission === null ? null : card.commissionCurrency}
          />
          <FundsRow label={text.cash} funds={card.cash} />
          <FundsRow label={text.buyingPower} funds={card.buyingPower} />
        </dl>
        <p className="field-hint">{text.salesNotCounted}</p>
      </TicketSection>
      <TicketSection title={text.account}>
        <dl className="facts">
          {card.positions.map(({ symbol, before, after }) => (
            <BeforeAfterRow
              key={symbol}
              label={text.position(instrumentName(symbol))}
              before={formatQuantity(before)}
              after={formatQuantity(after)}
              isNegativeAfter={after !== null && isNegative(after)}
            />
          ))}
          <BeforeAfterRow
            label={text.exposure}
            before={formatRate(card.exposure.beforeRate)}
            after={formatRate(card.exposure.afterRate)}
          />
        </dl>
        <DayUsage usages={card.dayUsage} />
      </TicketSection>
    </div>
  );
}

function FundsRow({ label, funds }: { readonly label: string; readonly funds: BasketCard['cash'] }) {
  return (
    <BeforeAfterRow
      label={funds.currency === null ? label : `${label}, ${funds.currency}`}
      before={formatAmount(funds.before)}
      after={formatAmount(funds.after)}
      isNegativeAfter={funds.after !== null && isNegative(funds.after)}
    />
  );
}
