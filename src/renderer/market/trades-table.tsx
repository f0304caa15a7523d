import { marketOfSymbol } from '../../shared/domain/instrument.ts';
import type { TickSeries } from '../../shared/domain/intraday.ts';
import { marketText as text } from '../i18n/en-market.ts';
import { ABSENT, formatPrice, formatQuantity } from '../i18n/format-number.ts';
import { formatClock, MARKET_ZONES } from '../i18n/format-time.ts';

interface TradesTableProps {
  readonly symbol: string;
  /** Newest first. */
  readonly trades: readonly TickSeries['ticks'][number][];
}

/** Trades can be the same in every figure: how many of the same are older tells them apart. */
function keyed(trades: TradesTableProps['trades']) {
  const seen = new Map<string, number>();
  const oldestFirst = [...trades].reverse().map((trade) => {
    const figures = `${trade.timeMs} ${trade.price} ${trade.volume} ${trade.side}`;
    const older = seen.get(figures) ?? 0;
    seen.set(figures, older + 1);
    return { key: `${figures} ${older}`, trade };
  });
  return oldestFirst.reverse();
}

const SIDE_CLASS = { buy: 'is-up', sell: 'is-down', neutral: undefined } as const;

export function TradesTable({ symbol, trades }: TradesTableProps) {
  if (trades.length === 0) return <p className="panel-body soft small">{text.noTrades}</p>;
  const { zone, city } = MARKET_ZONES[marketOfSymbol(symbol)];
  return (
    <table className="table">
      <thead>
        <tr>
          <th>{`${text.time} (${city})`}</th>
          <th className="number">{text.price}</th>
          <th className="number">{text.quantity}</th>
          <th>{text.side}</th>
        </tr>
      </thead>
      <tbody>
        {keyed(trades).map(({ key, trade }) => (
          <tr key={key}>
            <td className="nowrap">{formatClock(trade.timeMs, zone)}</td>
            <td className="number">{formatPrice(trade.price)}</td>
            <td className="number">{formatQuantity(trade.volume)}</td>
            <td className={trade.side === null ? undefined : SIDE_CLASS[trade.side]}>
              {trade.side === null ? ABSENT : text.sides[trade.side]}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
