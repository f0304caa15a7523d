import type { Kysely } from 'kysely';
import { AppError } from '../shared/app-error.ts';
import type { AccountId } from '../shared/domain/account.ts';
import { AccountAdmin, type AccountAdminDeps, DEMO_ALIAS } from './accounts/account-admin.ts';
import { AccountStore } from './accounts/account-store.ts';
import { AccountSupervisor } from './accounts/account-supervisor.ts';
import { ConnectionDesk, type ConnectionDeskDeps } from './accounts/connection-desk.ts';
import { DemoGateway } from './accounts/demo-gateway.ts';
import { readsWithRecord } from './accounts/known-legs.ts';
import { ProcessBook } from './accounts/process-book.ts';
import { EXCHANGE_PROCESS, ProcessReports } from './accounts/process-reports.ts';
import type { AccountNews, LiveNews } from './accounts/quote-feed.ts';
import { RateLanes } from './accounts/rate-lanes.ts';
import { servedCalls } from './accounts/served-calls.ts';
import { SUPERVISION_LIMITS } from './accounts/supervision-limits.ts';
import { TokenDesk } from './accounts/token-desk.ts';
import { VaultAdmin } from './accounts/vault-admin.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { CoreDeps } from './core.ts';
import { corePush } from './core-push.ts';
import type { Schema } from './database/schema.ts';
import { LogTail } from './platform/log-tail.ts';
import { AppLock, type LockReason } from './vault/app-lock.ts';
import { Vault } from './vault/vault.ts';

export interface CoreAccounts {
  readonly vault: Vault;
  readonly vaultAdmin: VaultAdmin;
  readonly lock: AppLock;
  readonly demo: DemoGateway;
  readonly accounts: AccountSupervisor;
  readonly admin: AccountAdmin;
  readonly connections: ConnectionDesk;
  readonly processes: ProcessReports;
  readonly lanes: RateLanes;
  /** What the broker pushes, for whoever wants to be told. */
  readonly live: LiveNews;
  restart(accountId: AccountId): Promise<void>;
  /** @throws AppError not_found */
  takePushBack(accountId: AccountId): void;
  untilDemoIsReady(timeoutMs: number): Promise<void>;
  closeProcesses(): Promise<void>;
}

interface Input {
  readonly deps: CoreDeps;
  readonly database: Kysely<Schema>;
  readonly audit: AuditLog;
  readonly recover: (accountId: AccountId) => Promise<void>;
  /** What the broker pushed of an account that is ready. */
  readonly onNews: (news: AccountNews) => void;
}

/** How often the state of the demo account is looked at while somebody waits for it. */
const READY_POLL_MS = 100;

/** The accounts with their credentials, their processes, and the demo exchange behind one of them. */
export async function coreAccounts({ deps, database, audit, recover, onNews }: Input): Promise<CoreAccounts> {
  const { clock, logger, publish, settings } = deps;
  const shared = { database, audit, clock, logger, publish };
  const limits = deps.limits === undefined ? {} : { limits: deps.limits };
  const scrypt = deps.scryptCost === undefined ? {} : { scryptCost: deps.scryptCost };
  const store = new AccountStore(shared);
  await store.load();
  const vault = new Vault({ ...shared, secretBox: deps.secretBox, ...scrypt });
  const book = new ProcessBook(clock);
  const demo = new DemoGateway({
    ...shared,
    ...limits,
    fork: () => book.started(EXCHANGE_PROCESS, deps.forkDemoGateway()),
    onEnded: (reason) => book.endedUnasked(EXCHANGE_PROCESS, reason),
    homeDir: deps.paths.demoGatewayDir,
    clockMode: () => settings.get().demoClock,
    controlToken: deps.controlToken,
    onReplaced: () => restartDemoAccounts(),
  });
  const lanes = new RateLanes({ monotonicMs: () => performance.now() });
  const tokens = new TokenDesk({ ...shared, vault, lanes, accounts: () => accounts });
  const { push, live } = corePush({ logger, onNews, accounts: () => accounts });
  const accounts: AccountSupervisor = new AccountSupervisor({
    ...shared,
    ...limits,
    store,
    fork: deps.forkAccountProcess,
    book,
    named: (accountId, reads) => readsWithRecord(database, accountId, reads),
    credentials: (account) => (account.isDemo ? demo.properties() : vault.read(account.id)),
    beforeReady: recover,
    served: (accountId) => servedCalls({ lanes, tokens, accounts: () => accounts }, accountId),
    tokenFile: (account) => (account.isDemo ? Promise.resolve(null) : tokens.read(account.id)),
    push,
  });
  const failed = (error: unknown) => logger.error({ err: error }, 'the demo account was not started again');
  const restartDemoAccounts = () => {
    for (const { id, isDemo } of store.list()) if (isDemo) accounts.restart(id).catch(failed);
  };
  const held = { ...shared, store, vault, tokens, lanes, supervisor: accounts };
  const { admin, connections } = coreChanges(deps, held);
  const processes = reportsOf(deps, accounts, book);
  const { lock, vaultAdmin } = coreVault({ deps, audit, vault, accounts });
  await admin.ensureDemoAccount();
  await lock.start();
  return {
    vault,
    vaultAdmin,
    lock,
    demo,
    accounts,
    admin,
    connections,
    processes,
    lanes,
    live,
    takePushBack(accountId) {
      push.takeBack(accounts.get(accountId).id);
    },
    async restart(accountId) {
      if (accounts.get(accountId).isDemo && demo.hasGivenUp) await demo.restart();
      await accounts.restart(accountId);
    },
    untilDemoIsReady: (timeoutMs) => untilReady(accounts, timeoutMs),
    async closeProcesses() {
      await Promise.all([connections.close(), accounts.close()]);
    },
  };
}

function reportsOf(deps: CoreDeps, accounts: AccountSupervisor, book: ProcessBook): ProcessReports {
  const { clock, processFigures = () => [], logTail = new LogTail() } = deps;
  const own = { pid: process.pid, startedAtMs: Math.round(clock.nowMs() - process.uptime() * 1_000) };
  return new ProcessReports({ accounts, book, figures: processFigures, logTail, own });
}

/** What the user does with accounts. */
function coreChanges(
  deps: CoreDeps,
  held: Omit<AccountAdminDeps & ConnectionDeskDeps, 'changed' | 'tested' | 'admin' | 'fork' | 'limits'>,
) {
  const changed = () => deps.publish('accounts.changed', {});
  const admin = new AccountAdmin({ ...held, changed });
  const connections = new ConnectionDesk({
    ...held,
    admin,
    changed,
    fork: deps.forkAccountProcess,
    limits: deps.limits ?? SUPERVISION_LIMITS,
    tested: () => deps.publish('connections.changed', {}),
  });
  return { admin, connections };
}

interface VaultInput extends Pick<Input, 'deps' | 'audit'> {
  readonly vault: Vault;
  readonly accounts: AccountSupervisor;
}

/** What protects the windows and the credentials, and what the user does with it. */
function coreVault({ deps, audit, vault, accounts }: VaultInput) {
  const { publish, settings } = deps;
  const shared = { ...deps, vault, audit };
  const lock = new AppLock({
    ...shared,
    settings,
    record: (reason) => recordLock(audit, reason),
    changed: () => publish('lock.changed', {}),
  });
  const vaultAdmin = new VaultAdmin({
    ...shared,
    lock,
    accounts,
    changed: () => publish('vault.changed', {}),
  });
  return { lock, vaultAdmin };
}

async function untilReady(accounts: AccountSupervisor, timeoutMs: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < timeoutMs; waitedMs += READY_POLL_MS) {
    if (accounts.find(DEMO_ALIAS)?.state === 'ready') return;
    await new Promise((resolve) => setTimeout(resolve, READY_POLL_MS));
  }
  const text = accounts.find(DEMO_ALIAS)?.stateText ?? 'There is no demo account.';
  throw new AppError('unavailable', `The demo account is not ready: ${text}`, {
    nextStep: 'Look at the log.',
  });
}

const LOCKED_BECAUSE: Readonly<Record<LockReason, string>> = {
  user: 'App locked by the user',
  no_input: 'App locked: nobody has used it for the time that is set',
  start: 'App locked at its start',
  screen: 'App locked with the screen of the computer',
};

async function recordLock(audit: AuditLog, reason: LockReason): Promise<void> {
  const nobody = { clientName: null, accountId: null, proposalId: null, brokerOrderId: null };
  const actor = reason === 'user' ? 'user' : 'app';
  const summary = LOCKED_BECAUSE[reason];
  await audit.append({ ...nobody, kind: 'app.locked', actor, summary, detail: { reason } });
}
