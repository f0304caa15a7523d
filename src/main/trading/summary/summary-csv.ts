import type { DecisionRow, TradeSummary } from '../../../shared/domain/trade-summary.ts';
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
  ...['cards_approved', 'cards_declined', 'cards_expired', 'cards_edited'],
  ...['median_decision_ms', 'fastest_decision_ms', 'quick_approvals'],
];

/**
 * One line for each client, account and currency; the counts stand in each of them. Then one for each client with no
 * account: how the user decided on its cards, in columns of their own, so that no column adds up twice.
 */
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
  return [COLUMNS, ...lines.map(filled), ...summary.decisions.flatMap((row) => decisionLine(summary, row))]
    .map((line) => csvLine(line))
    .join('');
}

/** Whoever reads it adds up the clients. */
function decisionLine({ fromDay, toDay, zone }: TradeSummary, row: DecisionRow): string[][] {
  if (row.clientName === null) return [];
  const head = [fromDay, toDay, zone, '', row.clientName];
  const figures = [row.approved, row.declined, row.expired, row.edited];
  const speed = [row.medianMs ?? '', row.fastestMs ?? '', row.quickApprovals];
  const line = [...figures, ...speed].map(String);
  const blanks = Array.from({ length: COLUMNS.length - head.length - line.length }, () => '');
  return [[...head, ...blanks, ...line]];
}

function filled(line: readonly string[]): string[] {
  return COLUMNS.map((_, index) => line[index] ?? '');
}
