import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { AccountAdmin } from '../../../../src/main/accounts/account-admin.ts';
import { AccountStore } from '../../../../src/main/accounts/account-store.ts';
import { AccountSupervisor } from '../../../../src/main/accounts/account-supervisor.ts';
import { readsWithRecord } from '../../../../src/main/accounts/known-legs.ts';
import { ProcessBook } from '../../../../src/main/accounts/process-book.ts';
import type { AccountNews } from '../../../../src/main/accounts/quote-feed.ts';
import { RateLanes } from '../../../../src/main/accounts/rate-lanes.ts';
import { servedCalls } from '../../../../src/main/accounts/served-calls.ts';
import {
  SUPERVISION_LIMITS,
  type SupervisionLimits,
} from '../../../../src/main/accounts/supervision-limits.ts';
import { TokenDesk } from '../../../../src/main/accounts/token-desk.ts';
import { AuditLog } from '../../../../src/main/audit/audit-log.ts';
import { corePush } from '../../../../src/main/core-push.ts';
import { openDatabase } from '../../../../src/main/database/database.ts';
import { Vault } from '../../../../src/main/vault/vault.ts';
import type { Account } from '../../../../src/shared/domain/account.ts';
import { Secret } from '../../../../src/shared/secret.ts';
import { silentLogger } from '../../../support/silent-logger.ts';
import { until } from '../../../support/until.ts';
import { type ScriptedWorker, scriptedWorker, type WorkerScript } from './scripted-worker.ts';

/** The waits between attempts are cut; how long an answer may take is not, for a busy machine may take that long. */
const QUICK = {
  ...SUPERVISION_LIMITS,
  healthEveryMs: 5,
  restartWaitFirstMs: 1,
  restartWaitMaxMs: 2,
  brokerWaitFirstMs: 1,
  brokerWaitMaxMs: 2,
  drainTimeoutMs: 50,
};
/** For a process that will not answer: what a test has patience for. */
export const NO_ANSWER_MS = 200;
export const clock = { nowMs: () => Date.now() };

/** Accounts over a real database, with processes that follow scripts; a test sets the first four before it starts them. */
export async function accountsHarness(limits: Partial<SupervisionLimits> = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'tiger-accounts-'));
  const database = openDatabase({ path: join(dir, 'test.sqlite') });
  const audit = new AuditLog({ database: database.db, clock });
  const store = new AccountStore({ database: database.db, clock });
  await store.load();
  const set = {
    /** Of the processes to come; without one, a process works. */
    scripts: [] as WorkerScript[],
    recover: async (_accountId: string): Promise<void> => {},
    news: [] as AccountNews[],
    credentials: async (): Promise<Secret | null> => new Secret('properties-text'),
  };
  const workers: ScriptedWorker[] = [];
  const lanes = new RateLanes({ monotonicMs: () => performance.now() });
  const box = { backend: async () => null, encrypt: vi.fn(), decrypt: vi.fn() };
  const vault = new Vault({ database: database.db, secretBox: box, clock });
  const tokens = new TokenDesk({ vault, lanes, accounts: () => supervisor, logger: silentLogger });
  const { push, live } = corePush({
    logger: silentLogger,
    accounts: () => supervisor,
    onNews: (news) => set.news.push(news),
  });
  const book = new ProcessBook(clock);
  const supervisor: AccountSupervisor = new AccountSupervisor({
    store,
    book,
    named: (accountId, reads) => readsWithRecord(database.db, accountId, reads),
    fork: () => {
      const worker = scriptedWorker(set.scripts.shift() ?? {});
      workers.push(worker);
      return worker.link;
    },
    credentials: () => set.credentials(),
    beforeReady: (accountId) => set.recover(accountId),
    served: (accountId) => servedCalls({ lanes, tokens, accounts: () => supervisor }, accountId),
    tokenFile: async () => null,
    push,
    audit,
    publish: () => {},
    clock,
    logger: silentLogger,
    limits: { ...QUICK, ...limits },
  });
  const admin = new AccountAdmin({ store, vault, tokens, supervisor, audit, changed: () => {} });
  await admin.ensureDemoAccount();
  return {
    set,
    workers,
    supervisor,
    book,
    push,
    live,
    admin,
    store,
    database,
    demo(): Account {
      const account = supervisor.find('demo');
      if (account === null) throw new Error('no demo account');
      return account;
    },
    async untilState(state: string, alias = 'demo'): Promise<Account> {
      await until(() => expect(supervisor.find(alias)?.state).toBe(state));
      return supervisor.find(alias) as Account;
    },
    async audited(): Promise<string[]> {
      const rows = await database.db
        .selectFrom('audit_events')
        .select(['kind', 'summary'])
        .orderBy('sequence')
        .execute();
      return rows.map((row) => `${row.kind}: ${row.summary}`);
    },
    async close(): Promise<void> {
      await supervisor.close();
      await database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export type AccountsHarness = Awaited<ReturnType<typeof accountsHarness>>;
