import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccountStore } from '../../../../src/main/accounts/account-store.ts';
import { LIVE_TRADING_SENTENCE } from '../../../../src/shared/ipc/commands/account-commands.ts';
import { Secret } from '../../../../src/shared/secret.ts';
import { type AccountsHarness, accountsHarness, clock } from './accounts-harness.ts';
import { PAPER } from './scripted-worker.ts';

let harness: AccountsHarness;
beforeEach(async () => {
  harness = await accountsHarness();
});
afterEach(() => harness.close());

describe('what the user does with accounts', () => {
  it('adds an account without any access for AI clients, its secret unseen by log and audit', async () => {
    const account = await harness.admin.add({
      alias: 'main',
      label: 'Main',
      properties: 'private_key_pk8=SECRETKEYTEXT',
    });
    expect(account).toMatchObject({ clientAccess: 'none', isLiveTradingEnabled: false, isDemo: false });
    const rows = JSON.stringify(await harness.database.db.selectFrom('audit_events').selectAll().execute());
    expect(rows).toContain('Account added');
    expect(rows).not.toContain('SECRETKEYTEXT');
    await expect(harness.admin.add({ alias: 'main', label: '', properties: 'x' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(harness.admin.add({ alias: 'demo', label: '', properties: 'x' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('gives new credentials to an account that waits for them', async () => {
    harness.set.credentials = async () => null;
    const before = await harness.admin.add({ alias: 'main', label: 'Main', properties: 'old' });
    await harness.untilState('credentials_needed', 'main');
    harness.set.credentials = async () => new Secret('new');
    const after = await harness.admin.add({ alias: 'main', label: 'Main', properties: 'new' });
    expect(after.id).toBe(before.id);
    await harness.untilState('ready', 'main');
  });

  it('withdraws all access when other credentials turn out to be another account', async () => {
    harness.set.scripts = [{}, { profile: () => ({ ...PAPER, lastFour: '9999' }) }];
    const { id } = await harness.admin.add({ alias: 'main', label: 'Main', properties: 'x' });
    await harness.untilState('ready', 'main');
    await harness.admin.setClientAccess(id, 'propose');
    await harness.admin.setLiveTrading(id, true, LIVE_TRADING_SENTENCE);
    await harness.supervisor.restart(id);
    const account = await harness.untilState('ready', 'main');
    expect(account).toMatchObject({ lastFour: '9999', clientAccess: 'none', isLiveTradingEnabled: false });
    expect((await harness.audited()).join('\n')).toMatch(/all access was withdrawn/);
  });

  it('withdraws all access when a paper account turns out to be live', async () => {
    harness.set.scripts = [{}, { profile: () => ({ ...PAPER, mode: 'live' }) }];
    const { id } = await harness.admin.add({ alias: 'main', label: 'Main', properties: 'x' });
    await harness.untilState('ready', 'main');
    await harness.admin.setClientAccess(id, 'read');
    await harness.supervisor.restart(id);
    expect(await harness.untilState('ready', 'main')).toMatchObject({ mode: 'live', clientAccess: 'none' });
  });

  it('allows live orders only for the typed sentence', async () => {
    await expect(harness.admin.setLiveTrading(harness.demo().id, true, 'yes')).rejects.toMatchObject({
      code: 'invalid_input',
    });
    expect(harness.demo().isLiveTradingEnabled).toBe(false);
    expect(
      (await harness.admin.setLiveTrading(harness.demo().id, true, LIVE_TRADING_SENTENCE))
        .isLiveTradingEnabled,
    ).toBe(true);
    expect((await harness.admin.setLiveTrading(harness.demo().id, false, '')).isLiveTradingEnabled).toBe(
      false,
    );
    expect((await harness.audited()).slice(-2)).toEqual([
      'risk.live_trading_changed: Live orders allowed',
      'risk.live_trading_changed: Live orders forbidden',
    ]);
  });

  it('removes an account, frees its name, keeps its row, and does not bring the demo back', async () => {
    harness.supervisor.start();
    const { id } = await harness.untilState('ready');
    await harness.admin.remove(id);
    expect(harness.supervisor.list()).toEqual([]);
    expect(() => harness.supervisor.get(id)).toThrow(expect.objectContaining({ code: 'not_found' }));
    expect(await harness.database.db.selectFrom('accounts').select('id').execute()).toHaveLength(1);
    await harness.admin.ensureDemoAccount();
    expect(harness.supervisor.list()).toEqual([]);
    await harness.admin.add({ alias: 'demo', label: 'again', properties: 'x' });
    expect(harness.supervisor.list()).toHaveLength(1);
  });

  it('describes an account, and keeps aliases apart', async () => {
    const { id } = await harness.admin.add({ alias: 'main', label: 'Main', properties: 'x' });
    const description = {
      alias: 'growth',
      label: 'Growth',
      colour: 'violet' as const,
      tags: ['ira', 'long term'],
    };
    expect(await harness.admin.describe(id, description)).toMatchObject(description);
    await expect(harness.admin.describe(id, { ...description, alias: 'demo' })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await harness.admin.describe(id, description)).toMatchObject(description);
    const again = new AccountStore({ database: harness.database.db, clock });
    await again.load();
    expect(again.get(id)).toMatchObject(description);
    expect((await harness.audited()).join('\n')).toMatch(/account.described: Renamed from main to growth/);
  });

  it('switches an account off: its process ends, calls say so, a restart changes nothing; and on again', async () => {
    const { id } = await harness.admin.add({ alias: 'main', label: '', properties: 'x' });
    await harness.untilState('ready', 'main');
    const processes = harness.workers.length;
    expect(await harness.admin.setEnabled(id, false)).toMatchObject({ state: 'disabled', isEnabled: false });
    expect(harness.workers.at(-1)?.received.at(-1)?.type).toBe('shutdown');
    expect(() => harness.supervisor.reads(id)).toThrow(
      expect.objectContaining({
        code: 'unavailable',
        nextStep: expect.stringMatching(/enable it/) as string,
      }),
    );
    await harness.supervisor.restart(id);
    expect(harness.workers).toHaveLength(processes);
    await harness.admin.setEnabled(id, true);
    await harness.untilState('ready', 'main');
    expect((await harness.audited()).filter((row) => /account\.(en|dis)abled/.test(row))).toEqual([
      'account.disabled: Account disabled',
      'account.enabled: Account enabled',
    ]);
  });

  it('does not start what is switched off when the app starts', async () => {
    await harness.admin.setEnabled(harness.demo().id, false);
    harness.supervisor.start();
    expect(harness.demo()).toMatchObject({ state: 'disabled' });
    expect(harness.workers).toHaveLength(0);
  });

  it('finds its accounts after a restart', async () => {
    await harness.admin.setClientAccess(harness.demo().id, 'read');
    const again = new AccountStore({ database: harness.database.db, clock });
    await again.load();
    expect(again.list()).toEqual(harness.store.list());
  });
});
