import { ScrollText } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useRead } from '../app-context.tsx';
import { auditText } from '../i18n/en-audit.ts';
import { groupDigits } from '../i18n/format-number.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { TimelinePlayer } from './timeline-player.tsx';
import { timelineSteps } from './timeline-steps.ts';
import { DAY_EVENTS_MAX, useClientDay } from './use-client-day.ts';

const text = auditText.timeline;

/** One client's day, event by event, as it happened. */
export function AuditTimeline() {
  const clients = useRead('audit.clientNames', {}).value ?? [];
  const [chosen, setChosen] = useState('');
  const [day, setDay] = useState(today);
  const clientName = chosen === '' && clients.length === 1 ? (clients[0] ?? '') : chosen;
  const { events, isCut, error } = useClientDay(clientName, day);
  const steps = useMemo(() => (events === null ? null : timelineSteps(events)), [events]);
  return (
    <>
      <div className="stack">
        <div className="replay-choice">
          <Field label={auditText.client}>
            {(control) => (
              <select
                {...control}
                className="input"
                value={clientName}
                onChange={(event) => setChosen(event.target.value)}
              >
                <option value="">{text.none}</option>
                {clients.map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </select>
            )}
          </Field>
          <Field label={text.day}>
            {(control) => (
              <input
                {...control}
                type="date"
                className="input"
                value={day}
                onChange={(event) => setDay(event.target.value)}
              />
            )}
          </Field>
        </div>
        <ErrorNotice error={error} />
        {isCut ? <Notice tone="warning" title={text.cut(groupDigits(String(DAY_EVENTS_MAX)))} /> : null}
      </div>
      {steps === null || steps.length === 0 ? (
        <section className="panel">
          <EmptyState
            icon={ScrollText}
            title={auditText.emptyTitle}
            text={clientName === '' ? text.choose : text.empty}
          />
        </section>
      ) : (
        <TimelinePlayer key={`${clientName} ${day}`} steps={steps} />
      )}
    </>
  );
}

/** yyyy-mm-dd of the computer's own calendar. */
function today(): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
