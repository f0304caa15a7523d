import { ArrowDown, ArrowUp } from 'lucide-react';
import type { SortOrder } from './sort-rows.ts';

interface SortableHeaderProps {
  readonly label: string;
  readonly column: string;
  readonly order: SortOrder<string>;
  readonly isNumber?: boolean;
  readonly onSort: () => void;
}

export function SortableHeader({ label, column, order, isNumber = false, onSort }: SortableHeaderProps) {
  const isSorted = order.column === column;
  const Arrow = order.direction === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      className={isNumber ? 'number' : undefined}
      aria-sort={isSorted ? order.direction : undefined}
    >
      <button type="button" className="table-sort" onClick={onSort}>
        {isNumber ? null : label}
        <Arrow size={11} aria-hidden visibility={isSorted ? 'visible' : 'hidden'} />
        {isNumber ? label : null}
      </button>
    </th>
  );
}
