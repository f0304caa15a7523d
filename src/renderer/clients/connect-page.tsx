import { PlugZap } from 'lucide-react';
import { useRead } from '../app-context.tsx';
import { HttpPanel } from '../http/http-panel.tsx';
import { connectText as text } from '../i18n/en-connect.ts';
import { Badge } from '../ui/badge.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Page, Panel } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';
import { ClientEntries } from './client-entries.tsx';
import { ClientTable } from './client-table.tsx';
import { ConnectRequests } from './connect-requests.tsx';
import { LinkTest } from './link-test.tsx';
import { SetupCard } from './setup-card.tsx';

export function ConnectPage() {
  const setup = useRead('clients.setup', {});
  const installations = useRead('clients.inspect', {});
  const clients = useRead('clients.list', {});
  return (
    <Page title={text.title} subtitle={text.subtitle} actions={<Endpoint />}>
      <ConnectRequests />
      <ClientEntries />
      <ReadView read={setup}>
        {(value) => (
          <>
            <Launcher command={value.command} />
            <ErrorNotice error={installations.error} onRetry={installations.reload} />
            <div className="setup-grid">
              {value.setups.map((each) => (
                <SetupCard
                  key={each.program}
                  setup={each}
                  installation={installations.value?.find(({ program }) => program === each.program)}
                  onChanged={installations.reload}
                />
              ))}
            </div>
          </>
        )}
      </ReadView>
      <HttpPanel />
      <Panel title={text.clients} aside={<span className="faint small">{text.clientsHint}</span>}>
        <ReadView read={clients}>
          {(value) =>
            value.length === 0 ? (
              <EmptyState icon={PlugZap} title={text.emptyTitle} text={text.emptyText} />
            ) : (
              <ClientTable clients={value} />
            )
          }
        </ReadView>
      </Panel>
    </Page>
  );
}

function Endpoint() {
  const endpoint = useRead('app.status', {}).value?.mcpEndpoint;
  if (endpoint === undefined) return null;
  return endpoint.isListening ? (
    <Badge tone="safe" title={endpoint.text}>
      {text.listening}
    </Badge>
  ) : (
    <Badge tone="danger" title={endpoint.text}>
      {text.notListening}
    </Badge>
  );
}

function Launcher({ command }: { readonly command: string }) {
  return (
    <Panel title={text.command} aside={<CopyButton text={command} label={text.copyCommand} />}>
      <div className="panel-body stack">
        <code className="launcher">{command}</code>
        <span className="field-hint">{text.commandHint}</span>
        <LinkTest />
      </div>
    </Panel>
  );
}
