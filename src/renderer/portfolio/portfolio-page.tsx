import { PieChart } from 'lucide-react';
import type { Account } from '../../shared/domain/account.ts';
import type { Position } from '../../shared/domain/portfolio.ts';
import { SYMBOLS_PER_CALL_MAX } from '../../shared/ipc/worker-calls/quote-calls.ts';
import { useRead } from '../app-context.tsx';
import { portfolioText as text } from '../i18n/en-portfolio.ts';
import { useLiveQuotes } from '../market/use-live.ts';
import { AccountGate } from '../shell/account-gate.tsx';
import { ClosePositions } from '../shell/close-positions.tsx';
import { Freshness } from '../ui/age.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page, Panel } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';
import { AssetsSummary } from './assets-summary.tsx';
import { CurrencyTable } from './currency-table.tsx';
import { heldOptions } from './held-options.ts';
import { movedPositions } from './moved-positions.ts';
import { OptionsPanel } from './options-panel.tsx';
import { PositionsTable } from './positions-table.tsx';
import { SegmentsTable } from './segments-table.tsx';

/** What is not pushed moves, too; two calls every five seconds are far below the broker's limits. */
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
  const live = useLiveQuotes(account.id, stocksOf(positions.value?.positions ?? []));
  const options = heldOptions(positions.value?.positions ?? []);
  const asOptions = new Set(options.map(({ position }) => position));
  const others = (positions.value?.positions ?? []).filter((position) => !asOptions.has(position));
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
      <OptionsPanel account={account} held={options} />
      <Panel
        title={text.positions}
        {...(positions.value === null ? {} : { count: others.length })}
        aside={
          positions.value === null ? null : (
            <>
              <Freshness provenance={positions.value.provenance} />
              {positions.value.positions.length === 0 ? null : <ClosePositions account={account} />}
            </>
          )
        }
      >
        <ReadView read={positions}>
          {() =>
            others.length === 0 ? (
              <EmptyState icon={PieChart} title={text.emptyTitle} text={text.emptyText} />
            ) : (
              <PositionsTable positions={movedPositions(others, live.quotes)} />
            )
          }
        </ReadView>
      </Panel>
      {assets.value === null || assets.value.segments.length === 0 ? null : (
        <Panel title={text.segment.title}>
          <SegmentsTable segments={assets.value.segments} />
        </Panel>
      )}
      {assets.value === null || assets.value.currencies.length === 0 ? null : (
        <Panel title={text.currencies}>
          <CurrencyTable assets={assets.value} />
        </Panel>
      )}
    </>
  );
}

/** In one order, so that the same positions are the same question. */
function stocksOf(positions: readonly Position[]): readonly string[] {
  const stocks = positions.filter(({ securityType }) => securityType === 'STK').map(({ symbol }) => symbol);
  return [...new Set(stocks)].sort().slice(0, SYMBOLS_PER_CALL_MAX);
}
