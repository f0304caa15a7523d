import { useDeferredValue, useState } from 'react';
import { useRead } from '../app-context.tsx';
import { auditText as text } from '../i18n/en-audit.ts';
import { Page } from '../ui/page.tsx';
import { NO_AUDIT_FILTER, toAuditFilter } from './audit-filter.ts';
import { AuditFilters } from './audit-filters.tsx';
import { AuditTable } from './audit-table.tsx';
import { useAuditTasks } from './audit-tasks.tsx';

export function AuditPage() {
  const [form, setForm] = useState(NO_AUDIT_FILTER);
  const accounts = useRead('accounts.list', {}).value ?? [];
  const filter = toAuditFilter(useDeferredValue(form));
  const tasks = useAuditTasks(filter);
  return (
    <Page isFilling title={text.title} subtitle={text.subtitle}>
      <div className="stack">
        <AuditFilters form={form} accounts={accounts} onChange={setForm} actions={tasks.buttons} />
        {tasks.results}
      </div>
      <AuditTable key={JSON.stringify(filter)} filter={filter} accounts={accounts} />
    </Page>
  );
}
