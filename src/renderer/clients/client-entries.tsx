import { PlugZap } from 'lucide-react';
import { useRead } from '../app-context.tsx';
import { clientsText as text } from '../i18n/en-clients.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Panel } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';
import { ClientEntryCard } from './client-entry-card.tsx';

/** Every client that the user has let in, with what it may do. */
export function ClientEntries() {
  const entries = useRead('clients.entries', {});
  return (
    <Panel
      title={text.entries}
      count={entries.value?.length ?? 0}
      aside={<span className="faint small">{text.entriesHint}</span>}
    >
      <ReadView read={entries}>
        {(value) =>
          value.length === 0 ? (
            <EmptyState icon={PlugZap} title={text.noEntries} text={text.noEntriesText} />
          ) : (
            value.map((entry) => <ClientEntryCard key={entry.id} entry={entry} />)
          )
        }
      </ReadView>
    </Panel>
  );
}
