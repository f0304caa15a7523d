import type { AccountId } from '../shared/domain/account.ts';
import type { AppSettings } from '../shared/domain/app-settings.ts';
import type { Proposal } from '../shared/domain/proposal.ts';
import type { TradeAlert } from '../shared/domain/trade-alert.ts';
import type { Publish } from '../shared/ipc/events.ts';
import type { AccountAdmin } from './accounts/account-admin.ts';
import type { AccountSupervisor } from './accounts/account-supervisor.ts';
import type { ForkAccountProcess, ForkDemoGateway } from './accounts/child-link.ts';
import type { ConnectionDesk } from './accounts/connection-desk.ts';
import type { DemoGateway } from './accounts/demo-gateway.ts';
import type { ProcessFigures, ProcessReports } from './accounts/process-reports.ts';
import type { LiveNews } from './accounts/quote-feed.ts';
import type { RateLanes } from './accounts/rate-lanes.ts';
import type { SupervisionLimits } from './accounts/supervision-limits.ts';
import type { VaultAdmin } from './accounts/vault-admin.ts';
import { AuditLog } from './audit/audit-log.ts';
import type { Backups } from './backup/backups.ts';
import type { PendingRestore } from './backup/pending-restore.ts';
import { followSettingsFile, settingsChanger } from './change-settings.ts';
import { type CoreAccounts, coreAccounts } from './core-accounts.ts';
import { coreBackups } from './core-backups.ts';
import { type CoreClients, coreClients } from './core-clients.ts';
import { type CoreDoors, coreDoors } from './core-doors.ts';
import type { CoreHttp } from './core-http.ts';
import type { CoreMcp } from './core-mcp.ts';
import { type AppDatabase, openDatabase } from './database/database.ts';
import { AppMetrics } from './http/metrics.ts';
import type { Clock } from './platform/clock.ts';
import type { LogTail } from './platform/log-tail.ts';
import type { Logger } from './platform/logger.ts';
import type { AppPaths } from './platform/paths.ts';
import type { Settings, SettingsPatch } from './platform/settings.ts';
import { type QuitStep, quitInOrder } from './quit.ts';
import { RiskSettingsStore } from './risk/risk-settings-store.ts';
import { TradingDesk } from './trading/trading-desk.ts';
import type { AppLock } from './vault/app-lock.ts';
import type { ScryptCost } from './vault/scrypt-key.ts';
import type { SecretBox } from './vault/secret-box.ts';
import { type TouchId, UserProof } from './vault/user-proof.ts';
import type { Vault } from './vault/vault.ts';

/** What the core needs and Electron has; in tests, something else has it. */
export interface CoreDeps {
  readonly paths: AppPaths;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly appVersion: string;
  readonly secretBox: SecretBox;
  readonly forkAccountProcess: ForkAccountProcess;
  readonly forkDemoGateway: ForkDemoGateway;
  readonly publish: Publish;
  /** Something the user should look at now. */
  readonly notify: (proposal: Proposal) => void;
  readonly notifyAlert: (alert: TradeAlert) => void;
  /** null or absent: this computer cannot ask by fingerprint. */
  readonly touchId?: TouchId | null;
  /** Opens the demo exchange's fault door; null keeps it shut. */
  readonly controlToken: string | null;
  /** The database driver's binary, for a runtime that cannot load the installed one. */
  readonly nativeBinding?: string;
  /** Absent: it is opened here. Whoever looks at it first hands it on. */
  readonly database?: AppDatabase;
  /** What this start has restored from a backup. */
  readonly restored?: PendingRestore;
  /** What the operating system says of the app's processes; absent: nothing. */
  readonly processFigures?: () => readonly ProcessFigures[];
  readonly logTail?: LogTail;
  readonly limits?: SupervisionLimits;
  /** What a guess at a passphrase costs; tests take less. */
  readonly scryptCost?: ScryptCost;
}

export interface Core extends CoreClients {
  readonly accounts: AccountSupervisor;
  readonly admin: AccountAdmin;
  readonly connections: ConnectionDesk;
  readonly processes: ProcessReports;
  readonly restartExchange: () => Promise<void>;
  readonly lanes: RateLanes;
  readonly audit: AuditLog;
  readonly riskSettings: RiskSettingsStore;
  readonly trading: TradingDesk;
  readonly vault: Vault;
  readonly vaultAdmin: VaultAdmin;
  readonly lock: AppLock;
  readonly backups: Backups;
  readonly mcp: CoreMcp;
  readonly http: CoreHttp;
  readonly changeSettings: (patch: SettingsPatch) => Promise<AppSettings>;
  /** Besides, an address that other computers reach: for what the user has confirmed by typing. */
  readonly exposeHttp: (patch: SettingsPatch) => Promise<AppSettings>;
  /** What the broker pushes, for whoever wants to be told. */
  readonly live: LiveNews;
  readonly takePushBack: (accountId: AccountId) => void;
  readonly restartAccount: (accountId: AccountId) => Promise<void>;
  readonly databaseBytes: () => number;
  /** Starts the processes. Apart from building, because opening the keychain can block, and the window comes first. */
  start(): void;
  /** @throws AppError unavailable, when it is not ready within the time */
  untilDemoIsReady(timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}

/** Builds everything that needs no Electron, lowest first. @throws AppError when the database cannot be used */
export async function startCore(deps: CoreDeps): Promise<Core> {
  const { paths, settings, clock, logger } = deps;
  let door: CoreMcp | null = null;
  const publish: Publish = (name, payload) => {
    deps.publish(name, payload);
    // AI clients have views too, of accounts, orders and proposals.
    door?.published(name, payload);
  };
  const opened = deps.database ?? openDatabase(databaseOf(deps));
  const shared = { database: opened.db, clock, logger, publish };
  const audit = new AuditLog(shared);
  const riskSettings = new RiskSettingsStore({ ...shared, audit });
  const telling = { ...deps, publish };
  const metrics = new AppMetrics();
  const held = await coreAccounts({
    deps: { ...telling, forkAccountProcess: metrics.counted(deps.forkAccountProcess) },
    audit,
    database: opened.db,
    recover: (accountId) => trading.recover(accountId),
    onNews: (news) => trading.brokerNews(news),
  });
  const { accounts, admin, demo, lanes, live, lock, vault } = held;
  const { backups, schedule } = await coreBackups({ deps: telling, database: opened, audit, vault });
  const trading: TradingDesk = new TradingDesk({
    ...shared,
    audit,
    accounts,
    riskSettings,
    notify: deps.notify,
    notifyAlert: deps.notifyAlert,
    isLocked: () => lock.isLocked,
    userProof: userProofOf(deps, held),
  });
  const changed = settingsChanger({ settings, audit, publish, lock, backups });
  const clients = await coreClients({
    ...{ ...shared, audit, paths, accounts, admin, vault },
    changeSettings: changed.change,
    trust: trading.clientEnds,
  });
  followDemoClock(settings, demo, logger);
  followSettingsFile({ settings, audit, publish, logger });
  await recordApp(audit, 'app.started', deps.appVersion);
  const databaseBytes = () => opened.bytes();
  const doors = await coreDoors({
    ...{ ...shared, core: deps, accounts, held: clients, audit, lanes, trading, lock, live, metrics },
    ...{ vault, backups, databaseBytes },
  });
  door = doors.mcp;
  const end = quitSteps(deps, { doors, clients, trading, held, schedule, opened, audit });
  return {
    ...held,
    ...clients,
    audit,
    riskSettings,
    trading,
    backups,
    ...doors,
    changeSettings: changed.change,
    exposeHttp: changed.exposeHttp,
    restartAccount: (accountId) => held.restart(accountId),
    restartExchange: () => demo.restart(),
    databaseBytes,
    start() {
      for (const part of [demo, accounts, trading, schedule]) part.start();
    },
    close: () => quitInOrder(end, logger),
  };
}

/** Where the database is, for whoever opens it. */
export function databaseOf({ paths, nativeBinding }: Pick<CoreDeps, 'paths' | 'nativeBinding'>) {
  return { path: paths.databaseFile, ...(nativeBinding === undefined ? {} : { nativeBinding }) };
}

function userProofOf({ touchId }: CoreDeps, { vault, vaultAdmin }: CoreAccounts): UserProof {
  return new UserProof({
    touchId: touchId ?? null,
    isPassphraseSet: async () => (await vault.status()).protection === 'passphrase',
    checkPassphrase: (passphrase) => vaultAdmin.unlock(passphrase),
  });
}

interface Ending {
  readonly doors: CoreDoors;
  readonly clients: CoreClients;
  readonly trading: TradingDesk;
  readonly held: CoreAccounts;
  readonly schedule: { close(): Promise<void> | void };
  readonly opened: AppDatabase;
  readonly audit: AuditLog;
}

/** Who asks ends before what answers. */
function quitSteps(deps: CoreDeps, ending: Ending): QuitStep[] {
  const { doors, clients, trading, held, schedule, opened, audit } = ending;
  return [
    { name: 'http', timeoutMs: 2_000, run: () => doors.http.close() },
    { name: 'command line', timeoutMs: 1_000, run: () => doors.control.close() },
    { name: 'mcp', timeoutMs: 2_000, run: () => doors.mcp.close() },
    { name: 'clients', timeoutMs: 2_000, run: () => clients.book.close() },
    { name: 'trading', timeoutMs: 2_000, run: () => trading.close() },
    { name: 'accounts', timeoutMs: 6_000, run: () => held.closeProcesses() },
    { name: 'demo exchange', timeoutMs: 6_000, run: () => held.demo.close() },
    { name: 'backups', timeoutMs: 4_000, run: () => schedule.close() },
    { name: 'lock', timeoutMs: 1_000, run: () => held.lock.close() },
    { name: 'vault', timeoutMs: 1_000, run: () => held.vault.close() },
    { name: 'audit', timeoutMs: 1_000, run: () => recordApp(audit, 'app.stopped', deps.appVersion) },
    { name: 'database', timeoutMs: 2_000, run: () => opened.close() },
  ];
}

/** The exchange reads its clock at its start. */
function followDemoClock(settings: Settings, demo: DemoGateway, logger: Logger): void {
  let current = settings.get().demoClock;
  settings.onChange(({ demoClock }) => {
    if (demoClock === current) return;
    current = demoClock;
    demo
      .restart()
      .catch((error: unknown) => logger.error({ err: error }, 'the demo exchange was not restarted'));
  });
}

async function recordApp(
  audit: AuditLog,
  kind: 'app.started' | 'app.stopped',
  version: string,
): Promise<void> {
  const summary = `Tiger MCP Desktop ${version} ${kind === 'app.started' ? 'started' : 'stopped'}`;
  const nobody = { clientName: null, accountId: null, proposalId: null, brokerOrderId: null };
  await audit.append({ ...nobody, kind, actor: 'app', summary, detail: { version } });
}
