import type { Kysely } from 'kysely';
import type { AppSettings } from '../shared/domain/app-settings.ts';
import type { HttpState } from '../shared/domain/http-access.ts';
import type { Publish } from '../shared/ipc/events.ts';
import type { AccountSupervisor } from './accounts/account-supervisor.ts';
import type { RateLanes } from './accounts/rate-lanes.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { HttpTokenBook } from './clients/http-token-book.ts';
import type { CoreDeps } from './core.ts';
import type { CoreClients } from './core-clients.ts';
import type { CoreMcp } from './core-mcp.ts';
import type { Schema } from './database/schema.ts';
import { HttpDoor } from './http/http-door.ts';
import { HttpGate } from './http/http-gate.ts';
import type { AppMetrics } from './http/metrics.ts';
import type { GuardRules } from './http/request-guard.ts';
import { countProposals } from './trading/count-proposals.ts';

/** The door for programs that speak HTTP, and what the window says about it. */
export interface CoreHttp {
  readonly tokens: HttpTokenBook;
  state(): Promise<HttpState>;
  /** Tries again what failed. */
  retry(): Promise<HttpState>;
  close(): Promise<void>;
}

export interface CoreHttpDeps {
  readonly core: CoreDeps;
  readonly accounts: AccountSupervisor;
  readonly database: Kysely<Schema>;
  readonly held: CoreClients;
  readonly audit: AuditLog;
  readonly lanes: Pick<RateLanes, 'usage'>;
  readonly mcp: CoreMcp;
  readonly metrics: AppMetrics;
  readonly publish: Publish;
}

/** A program that knocks in a loop must not fill the audit log; the log file has every refusal. */
const REFUSALS_RECORDED_MAX = 100;
const NOBODY = { clientName: null, accountId: null, proposalId: null, brokerOrderId: null } as const;

/** Opens the door if the settings say so. A door that does not open is shown, and keeps nothing else from starting. */
export async function coreHttp(deps: CoreHttpDeps): Promise<CoreHttp> {
  const { core, accounts, database, held, audit, lanes, mcp, metrics, publish } = deps;
  const { settings, clock, logger, appVersion } = core;
  const { tokens, signingKey } = held.httpAccess;
  let refusals = 0;
  const door = new HttpDoor({
    ...{ tokens, sessions: mcp.sessions, audit, metrics, clock, logger, appVersion },
    rules: () => guardRules(settings.get()),
    refused: (reason) => {
      logger.warn({ reason }, 'a request over HTTP was turned away');
      refusals += 1;
      if (refusals > REFUSALS_RECORDED_MAX) return;
      const summary = `A request over HTTP was turned away: ${reason}`;
      audit
        .append({ ...NOBODY, kind: 'http.refused', actor: 'app', summary, detail: { reason } })
        .catch((error: unknown) => logger.error({ err: error }, 'a refusal could not be recorded'));
    },
  });
  metrics.read({
    lanes: () => lanes.usage(),
    accounts: () => accounts.list(),
    proposalsByState: () => countProposals(database),
    socketConnections: () => mcp.connectionsOpen,
    httpSessions: () => door.sessionsOpen,
  });
  const gate = new HttpGate({
    settings,
    logger,
    answer: (request, address) => door.answer(request, address),
    endSessions: () => door.endSessions(),
    sessionsOpen: () => door.sessionsOpen,
    isKeyStored: () => signingKey.isStored(),
    moved: (url) => recordMove(audit, url),
    changed: () => publish('http.changed', {}),
  });
  await gate.apply();
  return {
    tokens,
    state: () => gate.state(),
    async retry() {
      await gate.apply();
      return gate.state();
    },
    async close() {
      await gate.close();
      door.close();
      await mcp.sessions.settled();
    },
  };
}

function guardRules({ httpPort, httpAddress, httpNames, httpOrigins }: AppSettings): GuardRules {
  return { port: httpPort, address: httpAddress, names: httpNames, origins: httpOrigins };
}

async function recordMove(audit: AuditLog, url: string | null): Promise<void> {
  const summary = url === null ? 'The door for HTTP was closed' : `The door for HTTP was opened at ${url}`;
  const kind = url === null ? 'http.closed' : 'http.opened';
  await audit.append({ ...NOBODY, kind, actor: 'app', summary, detail: { url } });
}
