import { AccountsPage } from './accounts/accounts-page.tsx';
import { useAppState } from './app-context.tsx';
import { ApprovalsPage } from './approvals/approvals-page.tsx';
import { AuditPage } from './audit/audit-page.tsx';
import { ConnectPage } from './clients/connect-page.tsx';
import { GrantsPage } from './grants/grants-page.tsx';
import { LimitsPage } from './limits/limits-page.tsx';
import { MarketPage } from './market/market-page.tsx';
import { OrdersPage } from './orders/orders-page.tsx';
import { PortfolioPage } from './portfolio/portfolio-page.tsx';
import { RedTeamPage } from './red-team/red-team-page.tsx';
import { RiskPage } from './risk/risk-page.tsx';
import { SettingsPage } from './settings/settings-page.tsx';
import { ClientQuestions } from './shell/client-questions.tsx';
import { NewProposalAnnouncer } from './shell/new-proposal-announcer.tsx';
import { Sidebar } from './shell/sidebar.tsx';
import { TopBar } from './shell/top-bar.tsx';
import type { PageName } from './store.ts';
import { SummaryPage } from './summary/summary-page.tsx';
import { SupervisorPage } from './supervisor/supervisor-page.tsx';
import { useTheme } from './theme.ts';

const PAGE_VIEWS: Readonly<Record<PageName, () => React.JSX.Element>> = {
  approvals: ApprovalsPage,
  portfolio: PortfolioPage,
  market: MarketPage,
  orders: OrdersPage,
  accounts: AccountsPage,
  summary: SummaryPage,
  audit: AuditPage,
  connect: ConnectPage,
  risk: RiskPage,
  limits: LimitsPage,
  supervisor: SupervisorPage,
  grants: GrantsPage,
  redTeam: RedTeamPage,
  settings: SettingsPage,
};

export function App() {
  useTheme();
  const page = useAppState((state) => state.page);
  const PageView = PAGE_VIEWS[page];
  return (
    <div className="shell">
      <Sidebar />
      <TopBar />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <main className="main" key={page} tabIndex={0}>
        <ClientQuestions />
        <PageView />
      </main>
      <NewProposalAnnouncer />
    </div>
  );
}
