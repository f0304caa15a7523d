import { compare, type Decimal, divide, isZero, maximum, ZERO } from '../../shared/domain/decimal.ts';
import type { Depth } from '../../shared/domain/intraday.ts';
import { marketText as text } from '../i18n/en-market.ts';
import { formatPrice, formatQuantity } from '../i18n/format-number.ts';

/** What fits a panel without scrolling; the best ten levels of each side are what an order meets. */
const LEVELS_SHOWN_MAX = 10;

/** Bids on the left, asks on the right, the best in the first row; a bar behind each size compares them. */
export function DepthTable({ depth }: { readonly depth: Depth }) {
  const bids = depth.bids.slice(0, LEVELS_SHOWN_MAX);
  const asks = depth.asks.slice(0, LEVELS_SHOWN_MAX);
  const rows = Math.max(bids.length, asks.length);
  if (rows === 0) return <p className="panel-body soft small">{text.noDepth}</p>;
  const largest = [...bids, ...asks].reduce((most, { volume }) => maximum(most, volume ?? ZERO), ZERO);
  return (
    <table className="table market-depth">
      <thead>
        <tr>
          <th className="number">{`${text.bids}: ${text.quantity.toLowerCase()}`}</th>
          <th className="number">{text.price}</th>
          <th>{`${text.asks}: ${text.price.toLowerCase()}`}</th>
          <th>{text.quantity}</th>
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: rows }, (_, index) => {
          const bid = bids[index];
          const ask = asks[index];
          return (
            <tr key={`${bid?.price ?? ''} ${ask?.price ?? ''}`}>
              <td className="number depth-size depth-bid" style={barOf(bid?.volume, largest)}>
                {bid === undefined ? '' : formatQuantity(bid.volume)}
              </td>
              <td className="number is-up">{bid === undefined ? '' : formatPrice(bid.price)}</td>
              <td className="is-down">{ask === undefined ? '' : formatPrice(ask.price)}</td>
              <td className="depth-size depth-ask" style={barOf(ask?.volume, largest)}>
                {ask === undefined ? '' : formatQuantity(ask.volume)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The share of the largest size that is shown, in per cent. */
function barOf(volume: Decimal | null | undefined, largest: Decimal): React.CSSProperties {
  const isKnown = volume !== null && volume !== undefined && compare(volume, ZERO) > 0 && !isZero(largest);
  const share = isKnown ? Number(divide(volume, largest, 2)) * 100 : 0;
  return { '--share': `${share}%` } as React.CSSProperties;
}
