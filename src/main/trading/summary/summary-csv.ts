import type { TradeSummary } from '../../../shared/domain/trade-summary.ts';
import { csvLine } from '../../audit/csv-line.ts';

const COLUMNS = [
  ...['from', 'to', 'zone', 'account', 'client', 'proposals', 'approved', 'by_grant', 'declined', 'expired'],
  ...[
    'withdrawn',
    'edited',
    'blocked',
    'blocked_by',
    'dangers',
    'fills',
    'leg_fills',
    'alerts',
    'currency',
    'bought',
    'sold',
  ],
  ...['fees', 'realised', 'unknown_results'],
];

/** One line for each client, account and currency; the counts stand in each of them. */
export function summaryCsv(summary: TradeSummary): string {
  const lines = summary.rows.flatMap((row) => {
    const blockedBy = row.blockedBy.map(({ control, count }) => `${control} ${count}`).join('; ');
    const head = [summary.fromDay, summary.toDay, summary.zone, row.accountAlias, row.clientName];
    const counts = [row.proposals, row.approved, row.byGrant, row.declined, row.expired, row.withdrawn];
    const more = [row.edited, row.blocked, blockedBy, row.dangers, row.fills, row.legFills, row.alerts];
    const first = [...head, ...counts, ...more].map(String);
    if (row.money.length === 0) return [[...first, '', '', '', '', '', '']];
    return row.money.map(({ currency, bought, sold, fees, realised, unknownResults }) => [
      ...first,
      ...[currency, bought, sold, fees, realised, String(unknownResults)],
    ]);
  });
  return [COLUMNS, ...lines].map((line) => csvLine(line)).join('');
}
