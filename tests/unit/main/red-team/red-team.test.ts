import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Attack } from '../../../../src/main/red-team/attack.ts';
import { attackedRules } from '../../../../src/main/red-team/attacked-rules.ts';
import { type AttackedRules, RedTeam } from '../../../../src/main/red-team/red-team.ts';
import { RunFile } from '../../../../src/main/red-team/run-file.ts';
import { AppError } from '../../../../src/shared/app-error.ts';
import type { ClientEntry } from '../../../../src/shared/domain/client-entry.ts';
import type { RedTeamRun } from '../../../../src/shared/domain/red-team.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../../src/shared/domain/risk-settings.ts';
import { DEFAULT_TOOLSETS, TOOLSETS } from '../../../../src/shared/domain/toolset.ts';
import { brokenApp } from '../../../support/broken-app.ts';
import { ManualClock } from '../../../support/manual-clock.ts';
import { silentLogger } from '../../../support/silent-logger.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { ACCOUNT_ID, TradingHarness } from '../../../support/trading-harness.ts';
import { until } from '../../../support/until.ts';

let homeDir: string;
beforeEach(() => {
  homeDir = mkdtempSync(join(tmpdir(), 'tiger-red-'));
});
afterEach(() => rmSync(homeDir, { recursive: true, force: true }));

const RULES: AttackedRules = {
  alias: 'demo',
  settings: DEFAULT_RISK_SETTINGS,
  settingsVersion: 3,
  client: {
    name: 'Claude',
    rules: { role: 'trader', isReadOnly: false, toolsets: [], state: 'active', readsPerMinute: 600 },
  },
  isClientTheUsers: true,
};

const attackThat = (id: Attack['id'], run: Attack['run'], settings: Attack['settings'] = []): Attack => ({
  id,
  name: id,
  tries: 'Something.',
  settings,
  run,
});
const STOPPED = attackThat('drip', async () => ({ isStopped: true, stoppedBy: ['order_rate'], text: 'No.' }));
const THROUGH = attackThat('flood', async () => ({ isStopped: false, stoppedBy: [], text: 'Yes.' }), [
  'driftMax',
]);

class Setting {
  readonly clock = new ManualClock();
  readonly file = join(homeDir, 'red-team.json');
  readonly published: string[] = [];
  open = 0;
  started = 0;

  redTeam(
    attacks: readonly Attack[],
    change: Partial<ConstructorParameters<typeof RedTeam>[0]> = {},
  ): RedTeam {
    return new RedTeam({
      attacks,
      startApp: async () => {
        this.open += 1;
        this.started += 1;
        return {
          range: brokenApp(),
          close: async () => {
            this.open -= 1;
          },
        };
      },
      rulesOf: async () => RULES,
      runs: new RunFile(this.file),
      exportsDir: join(homeDir, 'exports'),
      appVersion: '1.2.3',
      clock: this.clock,
      logger: silentLogger,
      publish: (name) => this.published.push(name),
      ...change,
    });
  }
}

async function finished(redTeam: RedTeam): Promise<RedTeamRun | undefined> {
  await until(() => expect(redTeam.status().running).toBeNull());
  return redTeam.status().runs[0];
}

describe('a run', () => {
  it('carries out each attack on an app of its own, and keeps what came of it with time and version', async () => {
    const setting = new Setting();
    const broken = attackThat('odd_lot', async () => {
      throw new AppError('timeout', 'No answer.', { nextStep: 'Again.' });
    });
    const redTeam = setting.redTeam([STOPPED, THROUGH, broken]);
    await redTeam.start(ACCOUNT_ID);
    const run = await finished(redTeam);
    expect(run).toMatchObject({
      startedAtMs: setting.clock.nowMs(),
      appVersion: '1.2.3',
      accountAlias: 'demo',
      settingsVersion: 3,
      clientName: 'Claude',
      isComplete: true,
      results: [
        { id: 'drip', outcome: 'stopped', stoppedBy: ['order_rate'], settings: [] },
        { id: 'flood', outcome: 'got_through', settings: ['driftMax'] },
        { id: 'odd_lot', outcome: 'failed', text: 'No answer.' },
      ],
    });
    expect(setting).toMatchObject({ started: 3, open: 0 });
    expect(setting.published).toContain('redTeam.changed');
    // It is there after a restart, for this user alone.
    expect(new RunFile(setting.file).list()).toEqual([run]);
    expect(statSync(setting.file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(redTeam.exportNewest(), 'utf8'))).toEqual(run);
  });

  it('is the only one at a time, shows how far it is, and can be ended after the attack that is under way', async () => {
    const setting = new Setting();
    let release: () => void = () => {};
    const slow = attackThat('drip', (range) => {
      return new Promise((resolve) => {
        release = () => resolve({ isStopped: true, stoppedBy: [], text: range.alias });
      });
    });
    const redTeam = setting.redTeam([slow, THROUGH]);
    await redTeam.start(ACCOUNT_ID);
    await until(() => expect(redTeam.status().running).toMatchObject({ attackName: 'drip', total: 2 }));
    await expect(redTeam.start(ACCOUNT_ID)).rejects.toMatchObject({ code: 'conflict' });
    redTeam.end();
    expect(redTeam.status().running).toMatchObject({ isEnding: true, results: [] });
    await until(() => expect(setting.open).toBe(1));
    release();
    expect(await finished(redTeam)).toMatchObject({ isComplete: false, results: [{ id: 'drip' }] });
    expect(setting.started).toBe(1);
  });

  it('does not begin for an account that is not there, and can begin again', async () => {
    const gone = new AppError('not_found', 'No such account.', { nextStep: 'Choose another.' });
    const redTeam = new Setting().redTeam([STOPPED], { rulesOf: () => Promise.reject(gone) });
    await expect(redTeam.start(ACCOUNT_ID)).rejects.toBe(gone);
    await expect(redTeam.start(ACCOUNT_ID)).rejects.toBe(gone);
    expect(redTeam.status()).toEqual({ running: null, problem: null, runs: [] });
    expect(() => redTeam.exportNewest()).toThrow(/no run/);
  });

  it('says when it broke off, and that an app that does not start proves nothing', async () => {
    const noApp = new Setting().redTeam([STOPPED], {
      startApp: () => Promise.reject(new AppError('unavailable', 'No port.', { nextStep: 'Later.' })),
    });
    await noApp.start(ACCOUNT_ID);
    expect((await finished(noApp))?.results).toMatchObject([{ outcome: 'failed', text: 'No port.' }]);
    const blocked = join(homeDir, 'a-file');
    writeFileSync(blocked, '');
    const noDisk = new Setting().redTeam([STOPPED], { runs: new RunFile(join(blocked, 'red-team.json')) });
    await noDisk.start(ACCOUNT_ID);
    await finished(noDisk);
    expect(noDisk.status().problem).toMatch(/error/i);
  });
});

it('a file that is no list of runs, or one of another version, is as good as none', () => {
  const path = join(homeDir, 'red-team.json');
  for (const text of ['{', '{"runs":[{"old":true}]}', '[]']) {
    writeFileSync(path, text);
    expect(new RunFile(path).list()).toEqual([]);
  }
});

describe('whose rules are attacked', () => {
  const databases = tempDatabases();
  const { account } = new TradingHarness(databases.open());
  const version = { settings: DEFAULT_RISK_SETTINGS, version: 7 };
  const entry = (change: Partial<ClientEntry>): ClientEntry => ({
    id: 'cli_0123456789abcdef',
    name: 'Claude',
    origin: 'snippet',
    program: null,
    role: 'trader',
    isReadOnly: false,
    toolsets: [...DEFAULT_TOOLSETS],
    accounts: [{ accountId: account.id, access: 'propose' }],
    state: 'active',
    readsPerMinute: 600,
    createdAtMs: 0,
    lastSeenAtMs: null,
    callsTotal: 0,
    denialsTotal: 0,
    charactersSent: 0,
    connectionsOpen: 0,
    ...change,
  });

  it('those of the client that may do most on the account', () => {
    const clients = [
      entry({ name: 'Elsewhere', accounts: [], role: 'manager', toolsets: [...TOOLSETS] }),
      entry({ name: 'Plain' }),
      entry({ name: 'Manager', role: 'manager' }),
    ];
    expect(attackedRules(account, version, clients)).toMatchObject({
      alias: 'demo',
      settingsVersion: 7,
      client: { name: 'Manager', rules: { role: 'manager' } },
      isClientTheUsers: true,
    });
  });

  it('never those of one that cannot propose; then those of a program that is let in', () => {
    const clients = [
      entry({ role: 'analyst' }),
      entry({ isReadOnly: true }),
      entry({ state: 'blocked' }),
      entry({ toolsets: ['quotes'] }),
    ];
    expect(attackedRules(account, version, clients)).toMatchObject({
      client: { rules: { role: 'trader', toolsets: DEFAULT_TOOLSETS } },
      isClientTheUsers: false,
    });
  });
});
