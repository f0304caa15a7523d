import { useState } from 'react';
import { isNegative } from '../../shared/domain/decimal.ts';
import { instrumentName } from '../../shared/domain/option-identifier.ts';
import type { Position } from '../../shared/domain/portfolio.ts';
import { portfolioText as text } from '../i18n/en-portfolio.ts';
import { formatAmount, formatPrice, formatQuantity } from '../i18n/format-number.ts';
import { Badge } from '../ui/badge.tsx';
import { Flashing, Signed, SignedRate } from '../ui/figure.tsx';
import { nextSortOrder, type SortOrder, type SortValue, sortRows } from '../ui/sort-rows.ts';
import { SortableHeader } from '../ui/sortable-header.tsx';

const FIGURE_COLUMNS = [
  'quantity',
  'averageCost',
  'lastPrice',
  'marketValue',
  'todayPnl',
  'unrealizedPnl',
] as const;
type FigureColumn = (typeof FIGURE_COLUMNS)[number];
type Column = 'symbol' | FigureColumn;

function sortValueOf(position: Position, column: Column): SortValue {
  return column === 'symbol'
    ? { kind: 'text', value: position.symbol }
    : { kind: 'figure', value: position[column] };
}

export function PositionsTable({ positions }: { readonly positions: readonly Position[] }) {
  const [order, setOrder] = useState<SortOrder<Column>>({ column: 'marketValue', direction: 'descending' });
  return (
    <table className="table">
      <thead>
        <tr>
          <SortableHeader
            label={text.columns.symbol}
            column="symbol"
            order={order}
            onSort={() => setOrder(nextSortOrder(order, 'symbol', 'text'))}
          />
          {FIGURE_COLUMNS.map((column) => (
            <SortableHeader
              key={column}
              isNumber
              label={text.columns[column]}
              column={column}
              order={order}
              onSort={() => setOrder(nextSortOrder(order, column, 'figure'))}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {sortRows(positions, order, sortValueOf).map((position) => (
          <PositionRow key={`${position.symbol} ${position.securityType}`} position={position} />
        ))}
      </tbody>
    </table>
  );
}

function PositionRow({ position }: { readonly position: Position }) {
  return (
    <tr>
      <td>
        <div className="row cell-main">
          {instrumentName(position.symbol)}
          {isNegative(position.quantity) ? <Badge tone="warning">{text.short}</Badge> : null}
        </div>
        <div className="cell-sub">
          {[position.name, position.market].filter((part) => part !== null).join(' · ')}
        </div>
      </td>
      <td className="number">{formatQuantity(position.quantity)}</td>
      <td className="number">{formatPrice(position.averageCost)}</td>
      <td className="number">
        <Flashing text={formatPrice(position.lastPrice)} />
      </td>
      <td className="number">
        {formatAmount(position.marketValue)}
        <div className="cell-sub">{position.currency}</div>
      </td>
      <td className="number">
        <Signed value={position.todayPnl} />
      </td>
      <td className="number">
        <Signed value={position.unrealizedPnl} />
        <div className="small">
          <SignedRate value={position.unrealizedPnlRate} />
        </div>
      </td>
    </tr>
  );
}
