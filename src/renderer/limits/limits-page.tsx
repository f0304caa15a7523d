import { Gauge } from 'lucide-react';
import type { Account } from '../../shared/domain/account.ts';
import { useRead } from '../app-context.tsx';
import { limitsText as text } from '../i18n/en-limits.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page, Panel } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';
import { LaneTable } from './lane-table.tsx';
import { ReuseTable } from './reuse-table.tsx';
import { RoutingPanel } from './routing-panel.tsx';

/** A minute passes while one looks; every two seconds it moves on. */
const REFRESH_MS = 2_000;

export type AliasOf = (accountId: string) => string;

export function LimitsPage() {
  const limits = useRead('limits.get', {}, REFRESH_MS);
  const accounts = useRead('accounts.list', {}).value ?? [];
  const aliasOf = aliases(accounts);
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
                  aside={<span className="soft">{text.accounts(lane.accountIds.map(aliasOf))}</span>}
                >
                  <LaneTable lane={lane} aliasOf={aliasOf} />
                </Panel>
              ))
            )}
            <p className="field-hint">{text.reserve}</p>
            <Panel title={text.saved}>
              <ReuseTable accounts={reuse} aliasOf={aliasOf} />
            </Panel>
          </>
        )}
      </ReadView>
      <RoutingPanel accounts={accounts} />
    </Page>
  );
}

/** An account that was removed meanwhile has no alias any more. */
function aliases(accounts: readonly Account[]): AliasOf {
  const byId = new Map(accounts.map(({ id, alias }) => [id, alias]));
  return (accountId) => byId.get(accountId) ?? '–';
}
