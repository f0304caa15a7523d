import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BackupFiles, systemFiles } from '../../../../src/main/backup/backup-files.ts';
import { applyPendingRestore } from '../../../../src/main/backup/pending-restore.ts';
import { openDatabase } from '../../../../src/main/database/database.ts';
import { Secret } from '../../../../src/shared/secret.ts';
import { BackupFixture, WORDS } from './backup-fixture.ts';

let app: BackupFixture;
beforeEach(async () => {
  app = new BackupFixture();
  await app.addRow('before');
});
afterEach(() => app.close());

async function restartAfterRestore(): Promise<void> {
  await app.database.close();
  applyPendingRestore(app.paths);
  app.database = openDatabase({ path: app.paths.databaseFile });
}

/** Writes that fail as on a full disk, from the given number on. */
function fullAfter(writes: number): BackupFiles {
  let left = writes;
  const full = async () => {
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  };
  return {
    ...systemFiles,
    open: async (...args: Parameters<BackupFiles['open']>) => {
      const handle = await systemFiles.open(...args);
      const limited = (name: 'write' | 'writeFile') =>
        new Proxy(handle[name], {
          apply: (target, _self, given) => (left-- > 0 ? Reflect.apply(target, handle, given) : full()),
        });
      return new Proxy(handle, {
        get(target, name) {
          if (name === 'write' || name === 'writeFile') return limited(name);
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      }) as FileHandle;
    },
  };
}

describe('a backup', () => {
  it('gives back database and settings of its moment, and keeps what was there beside', async () => {
    const { name, createdAtMs, appVersion, problem } = await app.backups().create(WORDS, false);
    expect({ createdAtMs, appVersion, problem }).toEqual({
      createdAtMs: app.clock.nowMs(),
      appVersion: '1.2.3',
      problem: null,
    });
    await app.addRow('after');
    writeFileSync(app.paths.settingsFile, '{"theme":"light"}');
    const { keptIn } = await app.backups().restore(name, WORDS);
    expect(await app.rows()).toContain('after');
    expect((await app.backups().list()).pendingRestore).toBe(name);
    await restartAfterRestore();
    expect(await app.rows()).toEqual(['before']);
    expect(await app.audit.verify()).toMatchObject({ isIntact: true });
    expect(JSON.parse(readFileSync(app.paths.settingsFile, 'utf8'))).toMatchObject({ theme: 'dark' });
    expect(readdirSync(join(app.homeDir, keptIn)).sort()).toEqual(['settings.json', 'tiger-mcp.sqlite']);
    expect(existsSync(app.paths.restoreDir)).toBe(false);
    expect((await app.backups().list()).pendingRestore).toBeNull();
  });

  it('is made while the database is written to, is encrypted, and readable by its user alone', async () => {
    const writing = Promise.all(Array.from({ length: 20 }, (_, index) => app.addRow(`MARKED ROW ${index}`)));
    const { name } = await app.backups().create(WORDS, false);
    await writing;
    const file = join(app.paths.backupsDir, name);
    expect(readFileSync(file, 'latin1')).not.toContain('MARKED');
    expect(readFileSync(file, 'latin1')).not.toContain(WORDS.reveal());
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(app.backupDir()).toEqual([name]);
  });

  it('spans many frames', async () => {
    const detail = 'x'.repeat(10_000);
    for (let index = 0; index < 60; index += 1) await app.addRow(`${index} ${detail}`);
    await app.database.db
      .insertInto('vault_keys')
      .values({ id: 'big', wrapped: Buffer.alloc(900_000, 1), created_at_ms: 1 })
      .execute();
    const { name, bytes } = await app.backups().create(WORDS, false);
    expect(bytes).toBeGreaterThan(900_000);
    await app.backups().restore(name, WORDS);
    await restartAfterRestore();
    expect(await app.rows()).toHaveLength(61);
  });

  it('a restore that is killed at any step is finished by the next start', async () => {
    const { name } = await app.backups().create(WORDS, false);
    await app.addRow('after');
    writeFileSync(app.paths.settingsFile, '{}');
    const { keptIn } = await app.backups().restore(name, WORDS);
    const { restoreDir, databaseFile, settingsFile } = app.paths;
    await app.database.close();
    const kept = join(app.homeDir, keptIn);
    const copyOfReady = join(app.homeDir, 'ready-copy');
    cpSync(restoreDir, copyOfReady, { recursive: true });
    expect(applyPendingRestore(app.paths)?.backup).toBe(name);
    const restored = readFileSync(databaseFile);
    // Killed before the folder was removed: only the sign that all is whole is there, then also the settings.
    for (const left of [['ready.json'], ['ready.json', 'settings.json']]) {
      cpSync(copyOfReady, restoreDir, {
        recursive: true,
        filter: (from) => from === copyOfReady || left.some((file) => from.endsWith(file)),
      });
      expect(applyPendingRestore(app.paths)?.backup).toBe(name);
      expect(readFileSync(databaseFile)).toEqual(restored);
      expect(existsSync(settingsFile)).toBe(true);
    }
    // Killed after the old database had gone, before the new one came.
    cpSync(copyOfReady, restoreDir, { recursive: true });
    copyFileSync(databaseFile, join(kept, 'tiger-mcp.sqlite'));
    writeFileSync(`${databaseFile}-wal`, 'of the old one');
    applyPendingRestore(app.paths);
    expect(readFileSync(databaseFile)).toEqual(restored);
    expect(existsSync(`${databaseFile}-wal`)).toBe(false);
    app.database = openDatabase({ path: databaseFile });
    expect(await app.rows()).toEqual(['before']);
  });

  it('nothing is restored that was not prepared to its end', async () => {
    const { name } = await app.backups().create(WORDS, false);
    await app.backups().restore(name, WORDS);
    writeFileSync(join(app.paths.restoreDir, 'ready.json'), '{"backup":"x","keptIn":"../../elsewhere"}');
    await app.database.close();
    expect(applyPendingRestore(app.paths)).toBeNull();
    expect(existsSync(app.paths.restoreDir)).toBe(false);
    app.database = openDatabase({ path: app.paths.databaseFile });
    expect(await app.rows()).toContain('before');
  });
});

describe('a backup that is not as it was written', () => {
  async function damaged(change: (bytes: Buffer) => Buffer): Promise<string> {
    const { name } = await app.backups().create(WORDS, false);
    const file = join(app.paths.backupsDir, name);
    writeFileSync(file, change(readFileSync(file)));
    return name;
  }

  async function refused(name: string, passphrase = WORDS): Promise<{ code: string; message: string }> {
    const error: unknown = await app
      .backups()
      .restore(name, passphrase)
      .then(
        () => null,
        (thrown: unknown) => thrown,
      );
    expect(error).toMatchObject({ nextStep: expect.stringContaining('Nothing was changed') });
    expect(existsSync(app.paths.restoreDir)).toBe(false);
    await restartAfterRestore();
    expect(await app.rows()).toContain('before');
    return error as { code: string; message: string };
  }

  it('at every place where it can be cut, it is refused', async () => {
    const { name } = await app.backups().create(WORDS, false);
    const file = join(app.paths.backupsDir, name);
    const whole = readFileSync(file);
    for (const length of [0, 7, 13, 40, 200, 400, whole.byteLength - 17, whole.byteLength - 1]) {
      writeFileSync(file, whole.subarray(0, length));
      await expect(app.backups().restore(name, WORDS)).rejects.toMatchObject({ code: 'invalid_input' });
      expect(existsSync(app.paths.restoreDir)).toBe(false);
    }
    writeFileSync(file, whole);
    await app.backups().restore(name, WORDS);
  });

  it.each([
    ['a changed byte of the database', (b: Buffer) => flipped(b, b.byteLength - 100), /damaged/],
    ['a byte too many', (b: Buffer) => Buffer.concat([b, Buffer.from([0])]), /damaged/],
    ['a changed tag', (b: Buffer) => flipped(b, b.byteLength - 1), /damaged/],
    ['another file', () => Buffer.from('somebody’s notes, and more of them'), /no backup/],
    ['a header of nonsense', (b: Buffer) => flipped(b, 14), /damaged/],
    ['a newer format', (b: Buffer) => flipped(b, 8), /newer/],
  ])('%s', async (_what, change, message) => {
    expect((await refused(await damaged(change))).message).toMatch(message);
  });

  it('a wrong passphrase is said as such', async () => {
    const { name } = await app.backups().create(WORDS, false);
    expect(await refused(name, new Secret('another passphrase'))).toMatchObject({ code: 'access_denied' });
  });

  it('a database of a newer app is refused before it is decrypted, and in the list it is there', async () => {
    const name = await damaged((bytes) =>
      Buffer.from(bytes.toString('latin1').replace(/"schemaVersion":\d/, '"schemaVersion":9'), 'latin1'),
    );
    expect(await refused(name)).toMatchObject({ code: 'conflict' });
  });

  it('one whose history was forged before it was made does not pass its own check', async () => {
    await app.database.close();
    const raw = new BetterSqlite3(app.paths.databaseFile);
    raw.exec('DROP TRIGGER audit_events_no_update');
    raw.exec("UPDATE audit_events SET summary = 'forged'");
    raw.close();
    app.database = openDatabase({ path: app.paths.databaseFile });
    await expect(app.backups().create(WORDS, false)).rejects.toMatchObject({ code: 'invalid_input' });
    expect(app.backupDir()).toEqual([]);
  });

  it('the list says what is wrong with a file, and shows no other files', async () => {
    const name = await damaged(() => Buffer.from('nothing of ours'));
    writeFileSync(join(app.paths.backupsDir, 'holiday.jpg'), '');
    const { backups } = await app.backups().list();
    expect(backups).toMatchObject([
      { name, createdAtMs: null, problem: expect.stringContaining('no backup') },
    ]);
    await expect(app.backups().restore('../../etc/passwd', WORDS)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('a full disk', () => {
  it.each([0, 1, 2, 3])('after %i writes leaves no file and says so', async (writes) => {
    app.files = fullAfter(writes);
    const creating = app.backups().create(WORDS, false);
    await expect(creating).rejects.toMatchObject({ code: 'unavailable', message: 'The disk is full.' });
    expect(app.backupDir()).toEqual([]);
    expect(await app.rows()).toEqual(['before']);
  });

  it('during a restore changes nothing', async () => {
    const { name } = await app.backups().create(WORDS, false);
    app.files = fullAfter(0);
    await expect(app.backups().restore(name, WORDS)).rejects.toMatchObject({ message: 'The disk is full.' });
    expect(existsSync(app.paths.restoreDir)).toBe(false);
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}
