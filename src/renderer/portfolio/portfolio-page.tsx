import { PieChart } from 'lucide-react';
import type { Account } from '../../shared/domain/account.ts';
import { useRead } from '../app-context.tsx';
import { portfolioText as text } from '../i18n/en-portfolio.ts';
import { AccountGate } from '../shell/account-gate.tsx';
import { Freshness } from '../ui/age.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page, Panel } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';
import { AssetsSummary } from './assets-summary.tsx';
import { CurrencyTable } from './currency-table.tsx';
import { PositionsTable } from './positions-table.tsx';

/** Prices move all the time and the broker pushes none to this page; two calls every five seconds are far below its limits. */
const PORTFOLIO_REFRESH_MS = 5_000;

export function PortfolioPage() {
  return (
    <Page title={text.title}>
      <AccountGate>{(account) => <Portfolio key={account.id} account={account} />}</AccountGate>
    </Page>
  );
}

function Portfolio({ account }: { readonly account: Account }) {
  const assets = useRead('accounts.assets', { accountId: account.id }, PORTFOLIO_REFRESH_MS);
  const positions = useRead('accounts.positions', { accountId: account.id }, PORTFOLIO_REFRESH_MS);
  return (
    <>
      <Panel
        title={text.summary}
        aside={
          assets.value === null ? null : (
            <>
              <span className="faint small">{text.amountsIn(assets.value.currency)}</span>
              <Freshness provenance={assets.value.provenance} />
            </>
          )
        }
      >
        <ReadView read={assets}>{(value) => <AssetsSummary assets={value} />}</ReadView>
      </Panel>
      <Panel
        title={text.positions}
        {...(positions.value === null ? {} : { count: positions.value.positions.length })}
        aside={positions.value === null ? null : <Freshness provenance={positions.value.provenance} />}
      >
        <ReadView read={positions}>
          {(value) =>
            value.positions.length === 0 ? (
              <EmptyState icon={PieChart} title={text.emptyTitle} text={text.emptyText} />
            ) : (
              <PositionsTable positions={value.positions} />
            )
          }
        </ReadView>
      </Panel>
      {assets.value === null || assets.value.currencies.length === 0 ? null : (
        <Panel title={text.currencies}>
          <CurrencyTable assets={assets.value} />
        </Panel>
      )}
    </>
  );
}
