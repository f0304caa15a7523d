import type { Assets } from '../../shared/domain/portfolio.ts';
import { portfolioText } from '../i18n/en-portfolio.ts';
import { formatAmount, formatPrice } from '../i18n/format-number.ts';

const text = portfolioText.columns;
/** Currency rates are quoted to four places at least. */
const RATE_PLACES_MIN = 4;

export function CurrencyTable({ assets }: { readonly assets: Assets }) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{text.currency}</th>
          <th scope="col" className="number">
            {text.balance}
          </th>
          <th scope="col" className="number">
            {text.rate}
          </th>
        </tr>
      </thead>
      <tbody>
        {assets.currencies.map((row) => (
          <tr key={row.currency}>
            <td className="cell-main">{row.currency}</td>
            <td className="number">{formatAmount(row.cashBalance)}</td>
            <td className="number">{formatPrice(row.rateToBase, RATE_PLACES_MIN)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
