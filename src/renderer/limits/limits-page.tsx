import { Gauge } from 'lucide-react';
import { useRead } from '../app-context.tsx';
import { limitsText as text } from '../i18n/en-limits.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { NamedAccount } from '../ui/named-account.tsx';
import { Page, Panel } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';
import { LaneTable } from './lane-table.tsx';
import { ReuseTable } from './reuse-table.tsx';
import { RoutingPanel } from './routing-panel.tsx';

/** A minute passes while one looks; every two seconds it moves on. */
const REFRESH_MS = 2_000;

export function LimitsPage() {
  const limits = useRead('limits.get', {}, REFRESH_MS);
  const accounts = useRead('accounts.list', {}).value ?? [];
  return (
    <Page title={text.title} subtitle={text.subtitle}>
      <ReadView read={limits}>
        {({ lanes, accounts: reuse }) => (
          <>
            {lanes.length === 0 ? (
              <div className="panel">
                <EmptyState icon={Gauge} title={text.empty} text={text.emptyText} />
              </div>
            ) : (
              lanes.map((lane) => (
                <Panel
                  key={lane.accountIds.join()}
                  title={text.developer(lane.tigerIdLastFour)}
                  aside={
                    <span className="soft row">
                      {lane.accountIds.map((accountId) => (
                        <NamedAccount key={accountId} accountId={accountId} hasTags />
                      ))}
                    </span>
                  }
                >
                  <LaneTable lane={lane} />
                </Panel>
              ))
            )}
            <p className="field-hint">{text.reserve}</p>
            <Panel title={text.saved}>
              <ReuseTable accounts={reuse} />
            </Panel>
          </>
        )}
      </ReadView>
      <RoutingPanel accounts={accounts} />
    </Page>
  );
}
