import { ageMs, type Provenance, sinceReceiptMs } from '../../shared/domain/provenance.ts';
import { uiText } from '../i18n/en-ui.ts';
import { formatAge, formatDateTime } from '../i18n/format-time.ts';
import { Badge } from './badge.tsx';
import { useTicking } from './ticking.ts';

export function AgeSince({ atMs }: { readonly atMs: number }) {
  const text = useTicking((nowMs) => formatAge(nowMs - atMs));
  return (
    <time className="nowrap" dateTime={new Date(atMs).toISOString()} title={formatDateTime(atMs)}>
      {text}
    </time>
  );
}

/** How old a figure is and what to think of it: delayed and simulated are said. */
export function Freshness({ provenance }: { readonly provenance: Provenance }) {
  const age = useTicking((nowMs) => {
    const figureAgeMs = ageMs(provenance, nowMs);
    return figureAgeMs === null
      ? uiText.readAgo(formatAge(sinceReceiptMs(provenance, nowMs)))
      : formatAge(figureAgeMs);
  });
  const title = [
    provenance.asOfMs === null ? uiText.noBrokerTime : uiText.asOf(formatDateTime(provenance.asOfMs)),
    uiText.receivedAt(formatDateTime(provenance.receivedAtMs)),
  ].join('\n');
  return (
    <span className="row nowrap" title={title}>
      <span className="faint small">{age}</span>
      {provenance.isDelayed === true ? <Badge tone="warning">{uiText.delayed}</Badge> : null}
      {provenance.isSimulated ? <Badge>{uiText.simulated}</Badge> : null}
    </span>
  );
}
