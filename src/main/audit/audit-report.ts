import type { AuditEvent, AuditKind } from '../../shared/domain/audit-event.ts';
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
  td:first-child { white-space: nowrap; }
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
<table><thead><tr><th>No.</th><th>Time</th><th>Event</th><th>By</th><th>Client</th><th>What happened</th></tr></thead><tbody>
`;
}

export function reportRow(event: AuditEvent): string {
  const cells = [
    String(event.sequence),
    new Date(event.atMs).toISOString().replace('T', ' ').replace('Z', ''),
    event.kind,
    event.actor,
    event.clientName ?? '',
    event.summary,
  ].map((cell) => `<td>${escaped(cell)}</td>`);
  const ids = [event.proposalId, event.brokerOrderId].flatMap((id) => (id === null ? [] : [escaped(id)]));
  const idRow =
    ids.length === 0 ? '' : `<tr><td></td><td colspan="5"><code>${ids.join(' · ')}</code></td></tr>`;
  return `<tr${DECISIVE.has(event.kind) ? ' class="decisive"' : ''}>${cells.join('')}</tr>${idRow}\n`;
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
