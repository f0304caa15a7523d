import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AccountAdmin } from '../../../../src/main/accounts/account-admin.ts';
import { AccountStore } from '../../../../src/main/accounts/account-store.ts';
import { AccountSupervisor } from '../../../../src/main/accounts/account-supervisor.ts';
import { SUPERVISION_LIMITS } from '../../../../src/main/accounts/supervision-limits.ts';
import { AuditLog } from '../../../../src/main/audit/audit-log.ts';
import { type AppDatabase, openDatabase } from '../../../../src/main/database/database.ts';
import { Vault } from '../../../../src/main/vault/vault.ts';
import { AppError } from '../../../../src/shared/app-error.ts';
import type { Account } from '../../../../src/shared/domain/account.ts';
import { LIVE_TRADING_SENTENCE } from '../../../../src/shared/ipc/commands.ts';
import { Secret } from '../../../../src/shared/secret.ts';
import { silentLogger } from '../../../support/silent-logger.ts';
import { PAPER, type ScriptedWorker, scriptedWorker, type WorkerScript } from './scripted-worker.ts';

const QUICK = {
  ...SUPERVISION_LIMITS,
  helloTimeoutMs: 50,
  configureTimeoutMs: 50,
  healthEveryMs: 5,
  healthTimeoutMs: 20,
  restartWaitFirstMs: 1,
  restartWaitMaxMs: 2,
  brokerWaitFirstMs: 1,
  brokerWaitMaxMs: 2,
  stopTimeoutMs: 50,
};
const clock = { nowMs: () => Date.now() };

let dir = '';
let database: AppDatabase;
let supervisor: AccountSupervisor;
let admin: AccountAdmin;
let store: AccountStore;
let workers: ScriptedWorker[];
let scripts: WorkerScript[];
let recover: (accountId: string) => Promise<void>;
let credentials: () => Promise<Secret | null>;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'tiger-accounts-'));
  database = openDatabase({ path: join(dir, 'test.sqlite') });
  workers = [];
  scripts = [];
  recover = async () => {};
  credentials = async () => new Secret('properties-text');
  const audit = new AuditLog({ database: database.db, clock });
  store = new AccountStore({ database: database.db, clock });
  await store.load();
  supervisor = new AccountSupervisor({
    store,
    fork: () => {
      const worker = scriptedWorker(scripts.shift() ?? {});
      workers.push(worker);
      return worker.link;
    },
    credentials: () => credentials(),
    beforeReady: (accountId) => recover(accountId),
    audit,
    publish: () => {},
    clock,
    logger: silentLogger,
    limits: QUICK,
  });
  const box = { backend: async () => null, encrypt: vi.fn(), decrypt: vi.fn() };
  const vault = new Vault({ database: database.db, secretBox: box, clock });
  admin = new AccountAdmin({ store, vault, supervisor, audit, changed: () => {} });
  await admin.ensureDemoAccount();
});
afterEach(async () => {
  await supervisor.close();
  await database.close();
  rmSync(dir, { recursive: true, force: true });
});

function demo(): Account {
  const account = supervisor.find('demo');
  if (account === null) throw new Error('no demo account');
  return account;
}

async function untilState(state: string, alias = 'demo'): Promise<Account> {
  await vi.waitFor(() => expect(supervisor.find(alias)?.state).toBe(state), { timeout: 3000, interval: 1 });
  return supervisor.find(alias) as Account;
}

async function audited(): Promise<string[]> {
  const rows = await database.db
    .selectFrom('audit_events')
    .select(['kind', 'summary'])
    .orderBy('sequence')
    .execute();
  return rows.map((row) => `${row.kind}: ${row.summary}`);
}

describe('an account that starts', () => {
  it('gets its secret by message, proves its mode, recovers, and only then is ready', async () => {
    const seen: string[] = [];
    recover = async (accountId) => {
      seen.push(demo().state);
      expect(() => supervisor.effects(accountId)).toThrow(AppError);
      await supervisor.reads(accountId).read('worker.health', {}, { timeoutMs: 100 });
    };
    supervisor.start();
    const account = await untilState('ready');
    expect(account).toMatchObject({ mode: 'paper', lastFour: '1234', stateText: null, isDemo: true });
    expect(seen).toEqual(['recovering']);
    expect(workers[0]?.received[0]).toMatchObject({
      type: 'configure',
      properties: 'properties-text',
      isDemo: true,
    });
    expect(() => supervisor.effects(account.id)).not.toThrow();
  });

  it('refuses reads and effects before it is ready', () => {
    expect(() => supervisor.reads(demo().id)).toThrow(/not ready/);
    expect(() => supervisor.effects(demo().id)).toThrow(/not ready/);
  });

  it('waits for the user when there are no credentials, and starts none of its processes', async () => {
    credentials = async () => null;
    supervisor.start();
    const account = await untilState('credentials_needed');
    expect(workers).toHaveLength(0);
    expect(account.stateText).not.toBeNull();
    expect(() => supervisor.reads(account.id)).toThrow(expect.objectContaining({ code: 'credentials' }));
  });

  it('waits for the user when the process cannot use them', async () => {
    scripts = [{ configured: { ok: false, message: 'The key is cut off.', nextStep: 'Copy it whole.' } }];
    supervisor.start();
    expect((await untilState('credentials_needed')).stateText).toBe('The key is cut off. Copy it whole.');
    expect(workers).toHaveLength(1);
  });

  it('waits for the user when the broker refuses them', async () => {
    scripts = [{ profile: () => ({ code: 'credentials' }) }];
    supervisor.start();
    await untilState('credentials_needed');
  });

  it('keeps its process and asks again while the broker cannot be reached', async () => {
    let attempts = 0;
    scripts = [
      {
        profile: () => {
          attempts += 1;
          if (attempts === 1) return { code: 'broker_unreachable' };
          return PAPER;
        },
      },
    ];
    supervisor.start();
    await untilState('ready');
    expect(attempts).toBe(2);
    expect(workers).toHaveLength(1);
  });

  it('is not ready until its recovery has worked', async () => {
    let attempts = 0;
    recover = async () => {
      attempts += 1;
      if (attempts < 3) throw new AppError('broker_unreachable', 'no line', { nextStep: 'Wait.' });
    };
    supervisor.start();
    await untilState('ready');
    expect(attempts).toBe(3);
    expect(workers).toHaveLength(1);
  });
});

describe('an account process that ends unasked', () => {
  it('is started again and recovers again, whatever its exit code', async () => {
    const recover2 = vi.fn(async () => {});
    recover = recover2;
    supervisor.start();
    await untilState('ready');
    const call = supervisor
      .effects(demo().id)
      .effect('orders.cancel', { brokerOrderId: '1' }, { timeoutMs: 5000 });
    workers[0]?.exit(0);
    await expect(call).rejects.toMatchObject({ code: 'outcome_unknown' });
    await vi.waitFor(() => expect(workers).toHaveLength(2));
    await untilState('ready');
    expect(recover2).toHaveBeenCalledTimes(2);
    await vi.waitFor(async () => expect((await audited()).join('\n')).toMatch(/Account is restarting/));
  });

  it('is left alone after five restarts in ten minutes, until the user asks', async () => {
    scripts = Array.from({ length: 6 }, () => ({ protocol: 99 }));
    supervisor.start();
    const account = await untilState('failed');
    expect(workers).toHaveLength(6);
    expect(account.stateText).toMatch(/Restart/);
    await supervisor.restart(account.id);
    await untilState('ready');
  });

  it('counts a missing hello as a failed start', async () => {
    scripts = [{ isSilent: true, ignoresShutdown: true }];
    supervisor.start();
    await untilState('ready');
    expect(workers).toHaveLength(2);
    expect(workers[0]?.wasKilled).toBe(true);
  });

  it('is killed when it does not answer two questions in a row, and replaced', async () => {
    let isAlive = true;
    scripts = [{ answersHealth: () => isAlive }];
    supervisor.start();
    await untilState('ready');
    isAlive = false;
    await vi.waitFor(() => expect(workers).toHaveLength(2));
    await untilState('ready');
    expect(workers[0]?.wasKilled).toBe(true);
  });
});

describe('the end', () => {
  it('asks each process to end, and kills the one that does not', async () => {
    scripts = [{ ignoresShutdown: true }];
    supervisor.start();
    await untilState('ready');
    await supervisor.close();
    expect(workers[0]?.received.at(-1)).toEqual({ type: 'shutdown' });
    expect(workers[0]?.wasKilled).toBe(true);
  });

  it('does not start a process again that was asked to end', async () => {
    supervisor.start();
    await untilState('ready');
    await supervisor.close();
    expect(workers).toHaveLength(1);
    expect(workers[0]?.wasKilled).toBe(false);
  });
});

describe('what the user does with accounts', () => {
  it('adds an account without any access for AI clients, its secret unseen by log and audit', async () => {
    const account = await admin.add({
      alias: 'main',
      label: 'Main',
      properties: 'private_key_pk8=SECRETKEYTEXT',
    });
    expect(account).toMatchObject({ clientAccess: 'none', isLiveTradingEnabled: false, isDemo: false });
    const rows = JSON.stringify(await database.db.selectFrom('audit_events').selectAll().execute());
    expect(rows).toContain('Account added');
    expect(rows).not.toContain('SECRETKEYTEXT');
    await expect(admin.add({ alias: 'main', label: '', properties: 'x' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(admin.add({ alias: 'demo', label: '', properties: 'x' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('gives new credentials to an account that waits for them', async () => {
    credentials = async () => null;
    const before = await admin.add({ alias: 'main', label: 'Main', properties: 'old' });
    await untilState('credentials_needed', 'main');
    credentials = async () => new Secret('new');
    const after = await admin.add({ alias: 'main', label: 'Main', properties: 'new' });
    expect(after.id).toBe(before.id);
    await untilState('ready', 'main');
  });

  it('withdraws all access when other credentials turn out to be another account', async () => {
    scripts = [{}, { profile: () => ({ ...PAPER, lastFour: '9999' }) }];
    const { id } = await admin.add({ alias: 'main', label: 'Main', properties: 'x' });
    await untilState('ready', 'main');
    await admin.setClientAccess(id, 'propose');
    await admin.setLiveTrading(id, true, LIVE_TRADING_SENTENCE);
    await supervisor.restart(id);
    const account = await untilState('ready', 'main');
    expect(account).toMatchObject({ lastFour: '9999', clientAccess: 'none', isLiveTradingEnabled: false });
    expect((await audited()).join('\n')).toMatch(/all access was withdrawn/);
  });

  it('withdraws all access when a paper account turns out to be live', async () => {
    scripts = [{}, { profile: () => ({ ...PAPER, mode: 'live' }) }];
    const { id } = await admin.add({ alias: 'main', label: 'Main', properties: 'x' });
    await untilState('ready', 'main');
    await admin.setClientAccess(id, 'read');
    await supervisor.restart(id);
    expect(await untilState('ready', 'main')).toMatchObject({ mode: 'live', clientAccess: 'none' });
  });

  it('allows live orders only for the typed sentence', async () => {
    await expect(admin.setLiveTrading(demo().id, true, 'yes')).rejects.toMatchObject({
      code: 'invalid_input',
    });
    expect(demo().isLiveTradingEnabled).toBe(false);
    expect((await admin.setLiveTrading(demo().id, true, LIVE_TRADING_SENTENCE)).isLiveTradingEnabled).toBe(
      true,
    );
    expect((await admin.setLiveTrading(demo().id, false, '')).isLiveTradingEnabled).toBe(false);
    expect((await audited()).slice(-2)).toEqual([
      'risk.live_trading_changed: Live orders allowed',
      'risk.live_trading_changed: Live orders forbidden',
    ]);
  });

  it('removes an account, frees its name, keeps its row, and does not bring the demo back', async () => {
    supervisor.start();
    const { id } = await untilState('ready');
    await admin.remove(id);
    expect(supervisor.list()).toEqual([]);
    expect(() => supervisor.get(id)).toThrow(expect.objectContaining({ code: 'not_found' }));
    expect(await database.db.selectFrom('accounts').select('id').execute()).toHaveLength(1);
    await admin.ensureDemoAccount();
    expect(supervisor.list()).toEqual([]);
    await admin.add({ alias: 'demo', label: 'again', properties: 'x' });
    expect(supervisor.list()).toHaveLength(1);
  });

  it('finds its accounts after a restart', async () => {
    await admin.setClientAccess(demo().id, 'read');
    const again = new AccountStore({ database: database.db, clock });
    await again.load();
    expect(again.list()).toEqual(store.list());
  });
});
