import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuditLog } from '../../src/main/audit/audit-log.ts';
import { applyPendingRestore } from '../../src/main/backup/pending-restore.ts';
import { openDatabase } from '../../src/main/database/database.ts';
import { SCHEMA_VERSION } from '../../src/main/database/migrate.ts';
import { openReadOnly } from '../../src/main/database/read-only.ts';
import { socketPlaceOf } from '../../src/main/mcp/socket-path.ts';
import { systemClock } from '../../src/main/platform/clock.ts';
import { pathsIn } from '../../src/main/platform/paths.ts';
import { memorySettings } from '../../src/main/platform/settings.ts';
import { type Finding, RecoveryDesk } from '../../src/main/recovery/recovery-desk.ts';
import { refusalText } from '../../src/main/recovery/refusal-text.ts';
import { RefusingDoors } from '../../src/main/recovery/refusing-doors.ts';
import { Secret } from '../../src/shared/secret.ts';
import { startCoreHarness } from '../support/core-harness.ts';
import { appliedUpTo } from '../support/killed-start.ts';
import { makeNewer, NEWER_VERSION } from '../support/newer-database.ts';
import { silentLogger } from '../support/silent-logger.ts';
import { CHEAP_SCRYPT } from '../support/vault-fixture.ts';

const WORDS = new Secret('a backup passphrase');
const ROOT = resolve(import.meta.dirname, '..', '..');
/** Each program starts a Node; a slow machine takes seconds for one. */
const PROGRAMS_TIMEOUT_MS = 180_000;

/** A home folder that a whole app has used: the demo account, a proposal of an AI client, and one backup. */
let usedHome = '';
let backup = '';
let homeDir = '';
let desk: RecoveryDesk | null = null;

beforeAll(async () => {
  usedHome = mkdtempSync(join(tmpdir(), 'tiger-used-'));
  const app = await startCoreHarness({ holdSeconds: 0 });
  try {
    const client = await app.client('Claude');
    const order = { account_id: 'demo', symbol: 'AAPL', side: 'BUY', quantity: 3, order_type: 'MKT' };
    await client.callTool({
      name: 'tiger_place_order',
      arguments: { ...order, rationale: 'Three shares.', wait_seconds: 0 },
    });
    ({ name: backup } = await app.core.backups.create(WORDS, false));
    await app.restart(() => cpSync(app.homeDir, usedHome, { recursive: true }));
  } finally {
    await app.close();
  }
}, PROGRAMS_TIMEOUT_MS);
afterAll(() => rmSync(usedHome, { recursive: true, force: true }));

beforeEach(() => {
  homeDir = mkdtempSync(join(tmpdir(), 'tiger-recovery-'));
  cpSync(usedHome, homeDir, { recursive: true });
});
afterEach(async () => {
  await desk?.close();
  desk = null;
  rmSync(homeDir, { recursive: true, force: true, maxRetries: 5 });
});

const paths = () => pathsIn(homeDir);
const bytesAt = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

function damage(): Buffer {
  const bytes = readFileSync(paths().databaseFile);
  bytes.fill(0xff, 4096 * 2, 4096 * 6);
  writeFileSync(paths().databaseFile, bytes);
  return bytes;
}

function finding(): Finding {
  try {
    openDatabase({ path: paths().databaseFile });
  } catch (error) {
    return error as Finding;
  }
  throw new Error('the database can be used');
}

function opened(restart: () => void = () => {}): RecoveryDesk {
  desk = new RecoveryDesk({
    ...{ finding: finding(), paths: paths(), settings: memorySettings({ theme: 'dark' }), restart },
    ...{ clock: systemClock, logger: silentLogger, appVersion: '0.1.0', scryptCost: CHEAP_SCRYPT },
  });
  return desk;
}

describe('a database of a newer version', () => {
  it('is shown with its unknown columns, words and rows, and not one byte of it changes', async () => {
    makeNewer(paths().databaseFile);
    const before = bytesAt(paths().databaseFile);
    const shown = opened();
    expect(await shown.state()).toMatchObject({
      kind: 'newer',
      madeByVersion: NEWER_VERSION,
      schemaVersion: SCHEMA_VERSION + 1,
      schemaKnown: SCHEMA_VERSION,
    });
    const { rows: accounts } = await shown.records.accounts(0);
    expect(accounts).toEqual([
      expect.objectContaining({ alias: 'demo', colour: null, mode: 'practice', isRemoved: false }),
    ]);
    const { rows: proposals } = await shown.records.proposals(0);
    expect(proposals).toEqual([
      expect.objectContaining({ clientName: 'Claude', state: 'pondering', sentence: 'PLACE AAPL' }),
    ]);
    const { rows: events } = await shown.records.audit(0);
    expect(events[0]).toMatchObject({ kind: 'satellite.launched', actor: 'robot' });
    expect(await shown.records.orders(0)).toEqual({ rows: [], unreadable: 0, hasMore: false });
    expect(shown.settingStates().find(({ name }) => name === 'theme')).toMatchObject({ value: 'dark' });
    await expect(shown.setAside()).rejects.toMatchObject({ code: 'conflict' });
    await shown.close();
    desk = null;
    expect(bytesAt(paths().databaseFile)).toBe(before);
  });

  it('takes no row of the audit log, and nothing else', async () => {
    makeNewer(paths().databaseFile);
    const database = openReadOnly({ path: paths().databaseFile });
    const audit = new AuditLog({ database: database.db, clock: systemClock });
    const nobody = { clientName: null, accountId: null, proposalId: null, brokerOrderId: null };
    await expect(
      audit.append({ ...nobody, kind: 'app.started', actor: 'app', summary: '', detail: {} }),
    ).rejects.toThrow(/readonly/);
    await expect(database.db.deleteFrom('accounts').execute()).rejects.toThrow(/readonly/);
    await database.close();
  });

  it('whose table is gone says that this part cannot be read, and shows the others', async () => {
    makeNewer(paths().databaseFile);
    const { default: BetterSqlite3 } = await import('better-sqlite3');
    const changed = new BetterSqlite3(paths().databaseFile);
    changed.exec('ALTER TABLE orders RENAME TO orders_of_old');
    changed.close();
    const shown = opened();
    await expect(shown.records.orders(0)).rejects.toMatchObject({ code: 'unavailable' });
    expect((await shown.records.accounts(0)).rows).toHaveLength(1);
  });

  it('is backed up for the newer version, which this one does not restore', async () => {
    makeNewer(paths().databaseFile);
    const shown = opened();
    const copy = await shown.backUp(WORDS);
    expect(copy).toMatchObject({ appVersion: NEWER_VERSION, problem: null });
    const { backups } = await shown.backups();
    expect(backups.map(({ name }) => name)).toEqual([copy.name, backup]);
    await expect(shown.restore(copy.name, WORDS)).rejects.toMatchObject({
      message: expect.stringContaining('newer version'),
    });
    expect(readdirSync(paths().backupsDir).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('gives way to a backup of this version at the next start, and is kept', async () => {
    makeNewer(paths().databaseFile);
    const before = bytesAt(paths().databaseFile);
    const restarted = new Promise<void>((done) => opened(done));
    await expect(desk?.restore(backup, new Secret('another passphrase'))).rejects.toMatchObject({
      code: 'access_denied',
    });
    const { keptIn } = (await desk?.restore(backup, WORDS)) ?? { keptIn: '' };
    await restarted;
    expect(bytesAt(paths().databaseFile)).toBe(before);
    applyPendingRestore(paths());
    expect(bytesAt(join(homeDir, keptIn, 'tiger-mcp.sqlite'))).toBe(before);
    const now = openDatabase({ path: paths().databaseFile });
    expect(await now.db.selectFrom('accounts').select('alias').execute()).toEqual([{ alias: 'demo' }]);
    await now.close();
  });
});

describe('who asks meanwhile', { timeout: PROGRAMS_TIMEOUT_MS }, () => {
  let doors: RefusingDoors | null = null;
  let knocks = 0;
  beforeEach(async () => {
    makeNewer(paths().databaseFile);
    knocks = 0;
    doors = new RefusingDoors({
      ...{ place: socketPlaceOf(paths(), null), paths: paths(), logger: silentLogger, appVersion: '0.1.0' },
      text: refusalText(await opened().state()),
      onKnock: () => {
        knocks += 1;
      },
    });
    await doors.listen();
  });
  afterEach(() => doors?.close());

  const env = () => ({ PATH: String(process.env['PATH']), TIGER_MCP_HOME: homeDir, HOME: homeDir });

  it('an AI client reads why, by whom, and what the user does next', async () => {
    const client = new Client({ name: 'Claude', version: '1.0.0' });
    const bridge = join(ROOT, 'src', 'bridge', 'index.ts');
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [bridge],
      env: env(),
      stderr: 'pipe',
    });
    const refused = client.connect(transport);
    await expect(refused).rejects.toThrow(/written by version 9\.1\.0.*update Tiger MCP Desktop/s);
    await client.close();
    expect(knocks).toBeGreaterThan(0);
  });

  it('the command line says the same', async () => {
    const run = (...args: string[]) =>
      new Promise<{ code: number; out: string }>((done) => {
        const program = [join(ROOT, 'src', 'cli', 'index.ts'), ...args, '--json'];
        execFile(process.execPath, program, { env: env() }, (error, out) =>
          done({ code: error === null ? 0 : Number(error.code), out }),
        );
      });
    const doctor = await run('doctor');
    expect(doctor.code).not.toBe(0);
    const { findings } = JSON.parse(doctor.out);
    const named = (name: string) => findings.find((each: { name: string }) => each.name === name);
    expect(named('App')).toMatchObject({ level: 'problem', text: expect.stringContaining('9.1.0') });
    expect(named('Database')).toMatchObject({
      level: 'problem',
      nextStep: expect.stringMatching(/Update the app, or restore a backup/),
    });
    const status = await run('status');
    expect(JSON.parse(status.out).problem).toContain('Ask the user to update');
  });
});

describe('a damaged database', () => {
  it('is found at start, shows nothing, and is repaired from the newest backup or set aside', async () => {
    const bytes = damage();
    const repair = opened();
    expect(await repair.state()).toMatchObject({ kind: 'damaged', madeByVersion: null });
    expect(() => repair.records).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect((await repair.backups()).backups.map(({ name }) => name)).toEqual([backup]);
    await expect(repair.backUp(WORDS)).rejects.toMatchObject({ code: 'conflict' });
    await repair.setAside();
    const [aside = ''] = readdirSync(homeDir).filter((name) => name.startsWith('damaged-'));
    expect(readFileSync(join(homeDir, aside, 'tiger-mcp.sqlite'))).toEqual(bytes);
    expect(existsSync(paths().databaseFile)).toBe(false);
  });

  it('killed at any step of the restoring, the next start has the old file or the whole backup', {
    timeout: PROGRAMS_TIMEOUT_MS,
  }, async () => {
    const bytes = damage();
    const clean = mkdtempSync(join(tmpdir(), 'tiger-clean-'));
    cpSync(homeDir, clean, { recursive: true });
    await opened().restore(backup, WORDS);
    const prepared = mkdtempSync(join(tmpdir(), 'tiger-prepared-'));
    cpSync(homeDir, prepared, { recursive: true });
    let isWhole = false;
    for (let step = 0; !isWhole; step += 1) {
      expect(step).toBeLessThan(40);
      rmSync(homeDir, { recursive: true, force: true });
      cpSync(prepared, homeDir, { recursive: true });
      isWhole = await appliedUpTo(step, paths());
      // What lies there after the kill is the old file, nothing yet, or the backup: never a part of one.
      if (existsSync(paths().databaseFile) && !readFileSync(paths().databaseFile).equals(bytes))
        await expectRestored();
      applyPendingRestore(paths());
      await expectRestored();
      const [kept = ''] = readdirSync(homeDir).filter((name) => name.startsWith('before-restore-'));
      expect(readFileSync(join(homeDir, kept, 'tiger-mcp.sqlite'))).toEqual(bytes);
      expect(existsSync(paths().restoreDir)).toBe(false);
    }
    // A restore whose preparation was cut off counts for nothing.
    rmSync(homeDir, { recursive: true, force: true });
    cpSync(clean, homeDir, { recursive: true });
    cpSync(join(prepared, 'restore'), paths().restoreDir, { recursive: true });
    rmSync(join(paths().restoreDir, 'ready.json'));
    expect(applyPendingRestore(paths())).toBeNull();
    expect(readFileSync(paths().databaseFile)).toEqual(bytes);
    for (const dir of [clean, prepared]) rmSync(dir, { recursive: true, force: true });
  });
});

async function expectRestored(): Promise<void> {
  const database = openReadOnly({ path: paths().databaseFile });
  expect(database.isIntact()).toBe(true);
  expect(await database.db.selectFrom('accounts').select('alias').execute()).toEqual([{ alias: 'demo' }]);
  await database.close();
}
