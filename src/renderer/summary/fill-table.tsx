import type { SummaryFill } from '../../shared/domain/trade-summary.ts';
import { summaryText as text } from '../i18n/en-summary.ts';
import { formatPrice, formatQuantity } from '../i18n/format-number.ts';
import { formatDateTime } from '../i18n/format-time.ts';
import { NamedAccount } from '../ui/named-account.tsx';

/** A leg's fill is told with the order that it belongs to: nobody asked for it by itself. */
export function FillTable({ fills }: { readonly fills: readonly SummaryFill[] }) {
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{text.account}</th>
            <th scope="col">{text.filledAt}</th>
            <th scope="col">{text.side}</th>
            <th scope="col">{text.symbol}</th>
            <th scope="col" className="number">
              {text.quantity}
            </th>
            <th scope="col" className="number">
              {text.price}
            </th>
            <th scope="col">{text.order}</th>
          </tr>
        </thead>
        <tbody>
          {fills.map((fill) => (
            <tr key={`${fill.accountId} ${fill.fillId}`}>
              <td>
                <NamedAccount accountId={fill.accountId} alias={fill.accountAlias} />
              </td>
              <td>{fill.filledAtMs === null ? null : formatDateTime(fill.filledAtMs)}</td>
              <td>{fill.side}</td>
              <td>{fill.symbol}</td>
              <td className="number">{formatQuantity(fill.quantity)}</td>
              <td className="number">{`${formatPrice(fill.price)} ${fill.currency}`}</td>
              <td>
                {fill.leg === null ? fill.order : text.legOf(fill.leg, fill.order)}
                <div className="faint small">{fill.clientName}</div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
