import {
  Activity,
  CalendarDays,
  CandlestickChart,
  ChartPie,
  Crosshair,
  Gauge,
  HandCoins,
  ListOrdered,
  type LucideIcon,
  PlugZap,
  ScrollText,
  Settings,
  ShieldCheck,
  Stamp,
  Wallet,
} from 'lucide-react';
import { useAppState, useModel, useRead } from '../app-context.tsx';
import { shellText as text } from '../i18n/en-shell.ts';
import { PAGES, type PageName } from '../store.ts';
import { useWaitingProposals, waitingInOrder } from './waiting-proposals.ts';

const ICONS: Readonly<Record<PageName, LucideIcon>> = {
  approvals: Stamp,
  portfolio: ChartPie,
  market: CandlestickChart,
  orders: ListOrdered,
  accounts: Wallet,
  summary: CalendarDays,
  audit: ScrollText,
  connect: PlugZap,
  risk: ShieldCheck,
  limits: Gauge,
  supervisor: Activity,
  grants: HandCoins,
  redTeam: Crosshair,
  settings: Settings,
};

export function Sidebar() {
  const status = useRead('app.status', {}).value;
  return (
    <nav className="sidebar" aria-label={text.navigation}>
      <div className="brand">
        <span className="brand-mark">
          <Stamp size={15} aria-hidden />
        </span>
        {text.appName}
      </div>
      {PAGES.map((page) => (
        <NavItem key={page} page={page} />
      ))}
      <div className="sidebar-foot">{status === null ? '' : text.version(status.version)}</div>
    </nav>
  );
}

function NavItem({ page }: { readonly page: PageName }) {
  const { store } = useModel();
  const isCurrent = useAppState((state) => state.page === page);
  const Icon = ICONS[page];
  return (
    <button
      type="button"
      className="nav-item"
      aria-current={isCurrent ? 'page' : undefined}
      onClick={() => store.setState({ page })}
    >
      <Icon size={16} aria-hidden />
      {text.pages[page]}
      {page === 'approvals' ? <WaitingCount /> : null}
    </button>
  );
}

function WaitingCount() {
  const count = waitingInOrder(useWaitingProposals().value ?? []).length;
  if (count === 0) return null;
  return (
    <span className="count push">
      {count}
      <span className="visually-hidden"> {text.waitingCount(count)}</span>
    </span>
  );
}
