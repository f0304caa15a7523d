import { type Decimal, multiply, ZERO } from '../../shared/domain/decimal.ts';
import type { Currency } from '../../shared/domain/instrument.ts';
import { type OrderPreview, previewedFees } from '../../shared/domain/order.ts';
import type { Assets } from '../../shared/domain/portfolio.ts';

/** An amount in the account's base currency; null if the broker gave no rate. */
export function inBaseCurrency(amount: Decimal, currency: Currency, assets: Assets): Decimal | null {
  if (currency === assets.currency) return amount;
  const rate = assets.currencies.find((row) => row.currency === currency)?.rateToBase ?? null;
  return rate === null ? null : multiply(amount, rate);
}

/** The previewed fees in base currency. Unknown counts as nothing, since the broker refuses what it cannot charge. */
export function feesInBase(preview: OrderPreview | null, currency: Currency, assets: Assets): Decimal {
  const fees = preview === null ? null : previewedFees(preview);
  if (preview === null || fees === null) return ZERO;
  return inBaseCurrency(fees, preview.commissionCurrency ?? currency, assets) ?? ZERO;
}
