import type { Kysely } from 'kysely';
import { AppError } from '../shared/app-error.ts';
import type { AccountId } from '../shared/domain/account.ts';
import type { WorkerEvent } from '../shared/ipc/worker-events.ts';
import { AccountAdmin, DEMO_ALIAS } from './accounts/account-admin.ts';
import { AccountStore } from './accounts/account-store.ts';
import { AccountSupervisor } from './accounts/account-supervisor.ts';
import { DemoGateway } from './accounts/demo-gateway.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { CoreDeps } from './core.ts';
import type { Schema } from './database/schema.ts';
import { Vault } from './vault/vault.ts';

export interface CoreAccounts {
  readonly vault: Vault;
  readonly demo: DemoGateway;
  readonly accounts: AccountSupervisor;
  readonly admin: AccountAdmin;
  restart(accountId: AccountId): Promise<void>;
  untilDemoIsReady(timeoutMs: number): Promise<void>;
}

interface Input {
  readonly deps: CoreDeps;
  readonly database: Kysely<Schema>;
  readonly audit: AuditLog;
  readonly recover: (accountId: AccountId) => Promise<void>;
  readonly onBrokerEvent: (accountId: AccountId, event: WorkerEvent) => void;
}

/** How often the state of the demo account is looked at while somebody waits for it. */
const READY_POLL_MS = 100;

/** The accounts with their credentials, their processes, and the demo exchange behind one of them. */
export async function coreAccounts({
  deps,
  database,
  audit,
  recover,
  onBrokerEvent,
}: Input): Promise<CoreAccounts> {
  const { clock, logger, publish, settings } = deps;
  const shared = { database, audit, clock, logger, publish };
  const limits = deps.limits === undefined ? {} : { limits: deps.limits };
  const store = new AccountStore(shared);
  await store.load();
  const vault = new Vault({ ...shared, secretBox: deps.secretBox });
  const demo = new DemoGateway({
    ...shared,
    ...limits,
    fork: deps.forkDemoGateway,
    homeDir: deps.paths.demoGatewayDir,
    clockMode: () => settings.get().demoClock,
    controlToken: deps.controlToken,
    onReplaced: () => restartDemoAccounts(),
  });
  const accounts = new AccountSupervisor({
    ...shared,
    ...limits,
    store,
    fork: deps.forkAccountProcess,
    credentials: (account) => (account.isDemo ? demo.properties() : vault.read(account.id)),
    beforeReady: recover,
    onBrokerEvent,
  });
  const failed = (error: unknown) => logger.error({ err: error }, 'the demo account was not started again');
  const restartDemoAccounts = () => {
    for (const { id, isDemo } of store.list()) if (isDemo) accounts.restart(id).catch(failed);
  };
  const admin = new AccountAdmin({
    ...shared,
    store,
    vault,
    supervisor: accounts,
    changed: () => publish('accounts.changed', {}),
  });
  await admin.ensureDemoAccount();
  return {
    vault,
    demo,
    accounts,
    admin,
    async restart(accountId) {
      if (accounts.get(accountId).isDemo && demo.hasGivenUp) await demo.restart();
      await accounts.restart(accountId);
    },
    untilDemoIsReady: (timeoutMs) => untilReady(accounts, timeoutMs),
  };
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
