import type { AuditEvent } from '../../shared/domain/audit-event.ts';
import { evidenceLines } from '../../shared/domain/decision-evidence.ts';
import { auditText as text } from '../i18n/en-audit.ts';

/** What a decision was made upon, where the event is one; its detail has all of it. */
export function DecisionEvidence({ event }: { readonly event: AuditEvent }) {
  if (event.kind !== 'approval.decided') return null;
  const lines = evidenceLines(event.detail);
  if (lines.length === 0) return null;
  return (
    <section className="evidence" aria-label={text.evidence}>
      <h3>{text.evidence}</h3>
      <dl className="pairs">
        {lines.map(({ label, text: words }) => (
          <div key={`${label} ${words}`}>
            <dt>{label}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
