import { type Decimal, isNegative, isZero } from '../../shared/domain/decimal.ts';
import { type OrderPreview, previewedFees } from '../../shared/domain/order.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import { referencePrice } from '../../shared/domain/price-drift.ts';
import { cardText as text } from '../i18n/en-card.ts';
import { ABSENT, formatAmount, formatPrice, formatQuantity, formatRate } from '../i18n/format-number.ts';
import { Freshness } from '../ui/age.tsx';
import { Notice } from '../ui/notice.tsx';
import { BeforeAfterRow, FactRow } from './fact-row.tsx';
import { TicketSection } from './ticket-section.tsx';

export function CostFacts({ card }: { readonly card: OrderCard }) {
  const { notional, preview, order } = card;
  const fees = preview === null ? ABSENT : formatAmount(previewedFees(preview));
  return (
    <TicketSection
      title={text.sections.cost}
      aside={preview === null ? null : <Freshness provenance={preview.provenance} />}
    >
      <dl className="facts">
        {order.multiplier === null ? null : (
          <FactRow label={text.contracts} value={factors(card, order.multiplier)} />
        )}
        <FactRow
          isStrong
          label={text.estimate[order.side]}
          value={formatAmount(notional.estimate)}
          note={notional.currency}
        />
        <FactRow label={text.worstCase} value={formatAmount(notional.worstCase)} note={notional.currency} />
        <FactRow
          label={text.commission}
          value={fees}
          note={fees === ABSENT || preview === null ? null : feesNote(preview)}
        />
        <FactRow
          label={text.netLiquidationRate}
          value={formatRate(card.netLiquidationRate)}
          note={card.symbolRate === null ? null : text.symbolRate(formatRate(card.symbolRate))}
        />
        <FundsRow label={text.cash} funds={card.cash} />
        <FundsRow label={text.buyingPower} funds={card.buyingPower} />
      </dl>
      {preview === null ? <p className="field-hint">{text.previewNone}</p> : null}
      {preview?.isPass === false ? (
        <Notice tone="danger" title={text.brokerRefuses}>
          {preview.message}
        </Notice>
      ) : null}
    </TicketSection>
  );
}

/** The tax is named where there is one, since not every account pays it. */
function feesNote({ commissionCurrency, gst }: OrderPreview): string | null {
  if (gst === null || isZero(gst)) return commissionCurrency;
  return [commissionCurrency, text.withGst(formatAmount(gst))].filter((part) => part !== null).join(' ');
}

/** How the amount of an order in options comes about; without a limit the book's price is the estimate's. */
function factors({ order, quote }: OrderCard, multiplier: Decimal): string {
  const price = order.limitPrice ?? order.stopPrice ?? referencePrice(order.side, quote);
  return [formatQuantity(order.quantity), formatQuantity(multiplier), formatPrice(price)].join(' × ');
}

function FundsRow({ label, funds }: { readonly label: string; readonly funds: OrderCard['cash'] }) {
  return (
    <BeforeAfterRow
      label={funds.currency === null ? label : `${label}, ${funds.currency}`}
      before={formatAmount(funds.before)}
      after={formatAmount(funds.after)}
      isNegativeAfter={funds.after !== null && isNegative(funds.after)}
    />
  );
}
