import { AppError } from '../shared/app-error.ts';
import type { ToolsetCost } from '../shared/domain/toolset.ts';
import type { AppStatus } from '../shared/ipc/commands/app-commands.ts';
import type { EventName, EventPayload, Publish } from '../shared/ipc/events.ts';
import type { AccountDirectory } from './accounts/account-directory.ts';
import type { AccountSupervisor } from './accounts/account-supervisor.ts';
import type { LiveNews } from './accounts/quote-feed.ts';
import type { RateLanes } from './accounts/rate-lanes.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { CoreDeps } from './core.ts';
import type { CoreClients } from './core-clients.ts';
import type { ObserveCall } from './mcp/call-tool.ts';
import { ClientSessions } from './mcp/client-sessions.ts';
import { McpHost } from './mcp/mcp-host.ts';
import type { ResourceNews } from './mcp/resources/resource-news.ts';
import { type SocketPlace, socketPlaceOf } from './mcp/socket-path.ts';
import { toolCatalog } from './mcp/tool-catalog.ts';
import { type ShownRights, toolsetCosts, toolsShown } from './mcp/toolset-cost.ts';
import { runtimeDir } from './platform/environment.ts';
import type { TradeProposals } from './trading/trading.ts';

/** The door for AI clients and what the window says about it. */
export interface CoreMcp {
  readonly connectionsOpen: number;
  /** Where the app's sockets lie. */
  readonly place: SocketPlace;
  /** What clients are given that come in, by whatever way. */
  readonly sessions: ClientSessions;
  status(): AppStatus['mcpEndpoint'];
  /** What the app tells its windows, for the clients that have a view of it. */
  published: Publish;
  toolsetCosts(rights: ShownRights): readonly ToolsetCost[];
  close(): Promise<void>;
}

export interface CoreMcpDeps {
  readonly core: CoreDeps;
  readonly accounts: AccountDirectory & Pick<AccountSupervisor, 'renewToken'>;
  readonly trading: TradeProposals;
  readonly held: CoreClients;
  readonly audit: AuditLog;
  readonly lock: { readonly isLocked: boolean };
  readonly lanes: Pick<RateLanes, 'usage'>;
  readonly live: LiveNews;
  readonly observe: ObserveCall;
}

/** Opens the door. An app that no AI client can reach still shows its accounts, so a failure is shown and not thrown. */
export async function coreMcp({
  core,
  accounts,
  trading,
  held,
  audit,
  lock,
  lanes,
  live,
  observe,
}: CoreMcpDeps): Promise<CoreMcp> {
  const { clock, logger, paths, settings, appVersion } = core;
  const sessions = new ClientSessions({
    holdSeconds: () => settings.get().holdSeconds,
    isAppLocked: () => lock.isLocked,
    pushed: live,
    routing: () => settings.get(),
    rateUsage: () => lanes.usage(),
    renewToken: (accountId) => accounts.renewToken(accountId),
    appVersion,
    accounts,
    trading,
    clients: held.clients,
    door: held.door,
    admin: held.accountManagement,
    audit,
    clock,
    logger,
    observe,
  });
  const place = socketPlaceOf(paths, runtimeDir());
  const host = new McpHost({
    place,
    endpointFile: paths.endpointFile,
    appVersion,
    sessions,
    door: held.door,
    audit,
    logger,
  });
  let endpoint: AppStatus['mcpEndpoint'] = {
    isListening: true,
    text: 'AI clients of this user can connect.',
  };
  await held.clients.recover();
  await host.listen().catch((error: unknown) => {
    logger.error({ err: error }, 'AI clients cannot connect');
    const text = error instanceof AppError ? `${error.message} ${error.nextStep}` : 'The log has the cause.';
    endpoint = { isListening: false, text: `AI clients cannot connect. ${text}` };
  });
  return {
    place,
    sessions,
    get connectionsOpen() {
      return host.connectionsOpen;
    },
    status: () => endpoint,
    published: (name, payload) => {
      const news = newsOf(name, payload, accounts);
      if (news !== null) sessions.changed(news);
    },
    toolsetCosts: (rights) => toolsetCosts(toolsShown(toolCatalog, rights)),
    close: () => host.close(),
  };
}

/** null: no client has a view of it. */
function newsOf(
  name: EventName,
  payload: unknown,
  accounts: Pick<AccountDirectory, 'find'>,
): ResourceNews | null {
  if (name === 'accounts.changed') return { kind: 'accounts' };
  if (name === 'lock.changed') return { kind: 'lock' };
  if (name === 'proposals.changed') {
    return { kind: 'proposal', proposalId: (payload as EventPayload<'proposals.changed'>).proposalId };
  }
  if (name !== 'orders.changed') return null;
  const account = accounts.find((payload as EventPayload<'orders.changed'>).accountId);
  return account === null ? null : { kind: 'orders', account };
}
