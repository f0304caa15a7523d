import { useDeferredValue, useState } from 'react';
import { useRead } from '../app-context.tsx';
import { auditText as text } from '../i18n/en-audit.ts';
import { Page } from '../ui/page.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { NO_AUDIT_FILTER, toAuditFilter } from './audit-filter.ts';
import { AuditFilters } from './audit-filters.tsx';
import { AuditTable } from './audit-table.tsx';
import { useAuditTasks } from './audit-tasks.tsx';
import { AuditTimeline } from './audit-timeline.tsx';

type View = keyof typeof text.view;
const VIEWS = (['list', 'timeline'] as const).map((value) => ({ value, label: text.view[value] }));

export function AuditPage() {
  const [view, setView] = useState<View>('list');
  const actions = <Segmented label={text.views} value={view} options={VIEWS} onChange={setView} />;
  return (
    <Page isFilling title={text.title} subtitle={text.subtitle} actions={actions}>
      {view === 'list' ? <AuditList /> : <AuditTimeline />}
    </Page>
  );
}

function AuditList() {
  const [form, setForm] = useState(NO_AUDIT_FILTER);
  const accounts = useRead('accounts.list', {}).value ?? [];
  const clients = useRead('audit.clientNames', {}).value ?? [];
  const filter = toAuditFilter(useDeferredValue(form));
  const tasks = useAuditTasks(filter);
  return (
    <>
      <div className="stack">
        <AuditFilters
          form={form}
          accounts={accounts}
          clients={clients}
          onChange={setForm}
          actions={tasks.buttons}
        />
        {tasks.results}
      </div>
      <AuditTable key={JSON.stringify(filter)} filter={filter} />
    </>
  );
}
