import { useRead } from '../app-context.tsx';
import { supervisorText as text } from '../i18n/en-supervisor.ts';
import { Page, Panel } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';
import { formatBytes, memoryTotal } from './process-figures.ts';
import { ProcessTable } from './process-table.tsx';

/** Often enough to see a process come back, seldom enough to cost nothing. */
const REFRESH_MS = 2_000;

export function SupervisorPage() {
  const processes = useRead('supervisor.get', {}, REFRESH_MS);
  const accounts = useRead('accounts.list', {}).value ?? [];
  return (
    <Page title={text.title} subtitle={text.subtitle}>
      <ReadView read={processes}>
        {(list) => {
          const running = list.filter(({ pid }) => pid !== null);
          return (
            <Panel
              title={text.processes}
              aside={
                <span className="soft">{text.total(formatBytes(memoryTotal(running)), running.length)}</span>
              }
            >
              <ProcessTable processes={list} accounts={accounts} />
            </Panel>
          );
        }}
      </ReadView>
    </Page>
  );
}
