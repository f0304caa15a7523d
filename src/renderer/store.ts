import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Account } from '../shared/domain/account.ts';
import type { CommandName } from '../shared/ipc/commands.ts';
import type { EventName, EventPayload } from '../shared/ipc/events.ts';
import type { AppApi } from './api.ts';
import { NOT_READ, ReadCache, type ReadState } from './read-cache.ts';

export const PAGES = [
  'approvals',
  'portfolio',
  'market',
  'orders',
  'accounts',
  'summary',
  'audit',
  'connect',
  'risk',
  'limits',
  'supervisor',
  'grants',
  'redTeam',
  'settings',
] as const;
export type PageName = (typeof PAGES)[number];

export interface AppState {
  readonly page: PageName;
  /** The account that Portfolio, Orders and Risk show; null until the user chose one. */
  readonly chosenAccountId: string | null;
  /**
   * The proposal that the user last asked to see in the tray, a notification or the main window; a new object each
   * time. Kept here because the event can come before React has mounted anything.
   */
  readonly askedFor: EventPayload<'approvals.focused'> | null;
  /** The account whose positions the user is closing, null in it while they choose one; null: none. Kept here for the same reason. */
  readonly flattening: EventPayload<'flatten.asked'> | null;
  /** The form for a new account is open. */
  readonly isAddingAccount: boolean;
  readonly reads: Readonly<Record<string, ReadState>>;
}

/** Which answers a fact makes old. */
const READS_AFTER: Readonly<Record<EventName, readonly CommandName[]>> = {
  'accounts.changed': [
    'accounts.list',
    'accounts.assets',
    'accounts.positions',
    'accounts.orders',
    'app.status',
    'vault.status',
    'limits.get',
    'supervisor.get',
  ],
  'connections.changed': ['connections.get'],
  'proposals.changed': ['summary.get', 'proposals.list'],
  'orders.changed': [
    'summary.get',
    'grants.list',
    'accounts.orders',
    'accounts.assets',
    'accounts.positions',
    'proposals.list',
  ],
  // The audit page pages through its list by itself.
  'audit.appended': [],
  'clients.changed': ['clients.list', 'clients.entries', 'clients.requests', 'app.status'],
  'requests.changed': ['requests.list'],
  'http.changed': ['http.state', 'http.tokens'],
  'backups.changed': ['backup.list'],
  'lock.changed': ['app.status', 'vault.status'],
  'vault.changed': ['vault.status', 'app.status', 'accounts.list'],
  'settings.changed': ['settings.get', 'settings.states', 'settings.stopShortcuts', 'accounts.market'],
  'stops.changed': ['stops.list', 'grants.list'],
  'grants.changed': ['grants.list'],
  'alerts.changed': ['summary.get', 'alerts.list'],
  'redTeam.changed': ['redTeam.status'],
  'flatten.changed': ['flatten.latest'],
  'flatten.asked': [],
  // The figures are in the event.
  'quotes.pushed': [],
  'depth.pushed': [],
  'trades.pushed': [],
  'push.gap': ['market.quotes', 'market.depth', 'market.trades', 'accounts.positions', 'accounts.assets'],
  'approvals.focused': [],
};

export interface AppModel {
  readonly api: AppApi;
  readonly store: StoreApi<AppState>;
  readonly reads: ReadCache;
  close(): void;
}

export function createAppModel(deps: { readonly api: AppApi; readonly nowMs: () => number }): AppModel {
  const store = createStore<AppState>(() => ({
    page: 'approvals',
    chosenAccountId: null,
    askedFor: null,
    flattening: null,
    isAddingAccount: false,
    reads: {},
  }));
  const reads = new ReadCache({
    ...deps,
    change: (key, next) =>
      store.setState((state) => ({
        reads: { ...state.reads, [key]: next(state.reads[key] ?? NOT_READ) },
      })),
  });
  const unsubscribes = (Object.keys(READS_AFTER) as EventName[]).map((event) =>
    deps.api.on(event, () => reads.refresh(READS_AFTER[event])),
  );
  unsubscribes.push(
    deps.api.on('approvals.focused', (askedFor) => store.setState({ askedFor, flattening: null })),
  );
  unsubscribes.push(deps.api.on('flatten.asked', (flattening) => store.setState({ flattening })));
  return {
    api: deps.api,
    store,
    reads,
    close: () => {
      for (const unsubscribe of unsubscribes) unsubscribe();
    },
  };
}

/** The chosen account while it exists, else the first: an account that was removed must not leave an empty page. */
export function shownAccount(accounts: readonly Account[], chosenAccountId: string | null): Account | null {
  return accounts.find((account) => account.id === chosenAccountId) ?? accounts[0] ?? null;
}
