import type { AuditEvent, AuditKind } from '../../shared/domain/audit-event.ts';
import { evidenceLines } from '../../shared/domain/decision-evidence.ts';
import type { ExportEnd } from './export-verify.ts';

/** What a reader looks for first; everything else is in the list behind. */
const DECISIVE: ReadonlySet<AuditKind> = new Set([
  'approval.decided',
  'approval.refused',
  'order.intent_recorded',
  'order.state_changed',
  'risk.settings_changed',
  'risk.live_trading_changed',
  'stop.tripped',
  'stop.lifted',
  'account.added',
  'account.removed',
]);

const STYLE = `
  @page { margin: 14mm; }
  body { font: 12px/1.45 system-ui, sans-serif; color: #111; margin: 24px; }
  h1 { font-size: 20px; margin: 0 0 4px; }
  h2 { font-size: 14px; margin: 20px 0 6px; }
  p { margin: 2px 0; }
  table { border-collapse: collapse; width: 100%; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  th, td { text-align: left; vertical-align: top; padding: 3px 8px 3px 0; border-bottom: 1px solid #ddd; }
  td:first-child, td.time { white-space: nowrap; }
  tr.more td { border-bottom: 0; padding-bottom: 0; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: 1px 10px; margin: 2px 0 4px; font-size: 11px; }
  dt { color: #555; }
  dd { margin: 0; overflow-wrap: anywhere; }
  .decisive { font-weight: 600; }
  code { font-size: 10px; overflow-wrap: anywhere; }
`;

/** The first part of a report that a browser prints; no script, nothing from elsewhere. */
export function reportHead(createdAtMs: number): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Audit report</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>${STYLE}</style></head><body>
<h1>Audit report, Tiger MCP Desktop</h1>
<p>Made ${new Date(createdAtMs).toISOString()}. Times are UTC. Bold rows are decisions, orders and changes of what is allowed.</p>
<table><thead><tr><th>No.</th><th>Time</th><th>Event</th><th>By</th><th>Account</th><th>Client</th><th>What happened</th></tr></thead><tbody>
`;
}

/** @param aliases of the accounts, those that were removed included */
export function reportRow(event: AuditEvent, aliases: ReadonlyMap<string, string>): string {
  const { accountId } = event;
  const time = new Date(event.atMs).toISOString().replace('T', ' ').replace('Z', '');
  const cells = [
    event.kind,
    event.actor,
    accountId === null ? '' : (aliases.get(accountId) ?? accountId),
    event.clientName ?? '',
    event.summary,
  ].map((cell) => `<td>${escaped(cell)}</td>`);
  const more = [idsOf(event), evidenceOf(event)].join('');
  const classes = [DECISIVE.has(event.kind) ? 'decisive' : '', more === '' ? '' : 'more'].filter(Boolean);
  const head = `<tr class="${classes.join(' ')}"><td>${event.sequence}</td><td class="time">${time}</td>`;
  const moreRow = more === '' ? '' : `<tr><td></td><td colspan="6">${more}</td></tr>`;
  return `${head}${cells.join('')}</tr>${moreRow}\n`;
}

function idsOf({ proposalId, brokerOrderId }: AuditEvent): string {
  const ids = [proposalId, brokerOrderId].flatMap((id) => (id === null ? [] : [escaped(id)]));
  return ids.length === 0 ? '' : `<code>${ids.join(' · ')}</code>`;
}

/** What a decision was made upon. */
function evidenceOf({ kind, detail }: AuditEvent): string {
  const lines = kind === 'approval.decided' ? evidenceLines(detail) : [];
  if (lines.length === 0) return '';
  return `<dl>${lines.map(({ label, text }) => `<dt>${label}</dt><dd>${escaped(text)}</dd>`).join('')}</dl>`;
}

/** Counts by kind, and what proves the rows: the same hash stands in the app and in a JSONL export. */
export function reportEnd(end: ExportEnd, counts: ReadonlyMap<AuditKind, number>): string {
  const rows = [...counts].sort(([left], [right]) => left.localeCompare(right));
  return `</tbody></table>
<h2>Summary</h2>
<table><tbody>${rows.map(([kind, count]) => `<tr><td>${kind}</td><td>${count}</td></tr>`).join('')}</tbody></table>
<p>${end.eventsWritten} rows${end.isFiltered ? ', of those that the filter lets through' : ', all there are'}.</p>
<p>Last row ${end.lastSequence}, hash <code>${end.lastHash}</code></p>
</body></html>
`;
}

/** Names and reasons come from programs and brokers. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
