import type { ReactNode } from 'react';
import type { AuditEvent } from '../../shared/domain/audit-event.ts';
import { auditText as text } from '../i18n/en-audit.ts';
import { auditActorWords } from '../i18n/en-domain.ts';
import { formatDateTime } from '../i18n/format-time.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Drawer } from '../ui/drawer.tsx';
import { NamedAccount } from '../ui/named-account.tsx';
import { DecisionEvidence } from './decision-evidence.tsx';
import { prettyJson } from './pretty-json.ts';

interface AuditDrawerProps {
  readonly event: AuditEvent;
  readonly onClose: () => void;
}

export function AuditDrawer({ event, onClose }: AuditDrawerProps) {
  const { accountId } = event;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [text.facts.time, `${formatDateTime(event.atMs)} (${new Date(event.atMs).toISOString()})`],
    [text.facts.kind, event.kind],
    [text.facts.actor, auditActorWords[event.actor]],
    [text.facts.client, event.clientName],
    [
      text.facts.account,
      accountId === null ? null : <NamedAccount key={accountId} accountId={accountId} hasTags />,
    ],
    [text.facts.proposal, event.proposalId],
    [text.facts.order, event.brokerOrderId],
    [text.facts.hash, event.hash],
    [text.facts.previousHash, event.previousHash],
  ];
  const detail = prettyJson(event.detail);
  return (
    <Drawer title={text.drawerTitle(String(event.sequence))} onClose={onClose}>
      <p>{event.summary}</p>
      <dl className="pairs">
        {facts.map(([label, value]) =>
          value === null ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <DecisionEvidence event={event} />
      <section className="stack" aria-label={text.detail}>
        <div className="row">
          <h3>{text.detail}</h3>
          <span className="push" />
          <CopyButton text={detail} label={text.copyDetail} />
        </div>
        <pre className="code">{detail}</pre>
      </section>
    </Drawer>
  );
}
