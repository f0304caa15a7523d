import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXIT, runCli } from '../../../src/cli/run-cli.ts';
import { AuditLog } from '../../../src/main/audit/audit-log.ts';
import { EVERYTHING } from '../../../src/main/audit/audit-query.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { tempDatabases } from '../../support/temp-database.ts';

const databases = tempDatabases();
let homeDir: string;
let userHomeDir: string;
let environment: Record<string, string>;

beforeEach(() => {
  homeDir = mkdtempSync(join(tmpdir(), 'tiger-cli-'));
  userHomeDir = join(homeDir, 'user');
  environment = {};
});
afterEach(() => rmSync(homeDir, { recursive: true, force: true }));

async function run(...argv: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(argv, {
    homeDir,
    env: environment,
    platform: 'linux',
    setup: {
      launcherPath: '/opt/tiger-mcp',
      platform: 'linux',
      userHomeDir,
      appDataDir: null,
      localAppDataDir: null,
      homeDir,
    },
    askSecret: async () => {
      throw new Error('there is no terminal');
    },
    print: (line) => void out.push(line),
    printError: (line) => void err.push(line),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const runJson = async (...argv: string[]) => JSON.parse((await run(...argv, '--json')).out);

function write(path: string, text: string, mode = 0o600): string {
  mkdirSync(join(homeDir, path, '..'), { recursive: true, mode: 0o700 });
  writeFileSync(join(homeDir, path), text, { mode });
  return join(homeDir, path);
}

describe('the command line', () => {
  it('explains itself, and that it decides nothing', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(EXIT.ok);
    for (const name of ['status', 'doctor', 'audit verify', 'config get', 'logs', 'gateway'])
      expect(out).toContain(name);
    expect(await runJson('--help')).toMatchObject({ usage: expect.any(String) });
    expect((await run('gateway', '--help')).out).toContain('--clock');
  });

  it.each([
    [['approve'], /no command "approve"/],
    [['status', 'now'], /no argument/],
    [['doctor', '--fix'], /no argument/],
    [['audit'], /verify/],
    [['audit', 'forge', 'x'], /verify/],
    [['audit', 'export', '--format', 'xml'], /export/],
    [['backup', 'now'], /list/],
    [['restore'], /NAME/],
    [['accounts', 'x'], /no argument/],
    [['clients', 'x'], /no argument/],
    [['logs', '--lines', '0'], /--lines/],
    [['logs', '--follow'], /--follow/],
  ])('refuses %j with 2', async (argv, reason) => {
    const { code, out, err } = await run(...argv);
    expect({ code, out }).toEqual({ code: EXIT.usage, out: '' });
    expect(err).toMatch(reason);
    expect(await runJson(...argv)).toMatchObject({ ok: false, error: expect.stringMatching(reason) });
  });
});

describe('status and doctor', () => {
  it('say that there is no app, and start none', async () => {
    expect(await runJson('status')).toMatchObject({ ok: false, isReachable: false, endpoint: null });
    expect((await run('status')).code).toBe(EXIT.failed);
    const { code, out } = await run('doctor');
    expect(code).toBe(EXIT.ok);
    expect(out).toContain('not running');
  });

  it('read the files alone where no app runs, and say so', async () => {
    const newer = databases.newPath();
    const database = databases.open(newer);
    await database.close();
    const bytes = readFileSync(newer);
    bytes.writeUInt32BE(999, 60);
    write('tiger-mcp.sqlite', '');
    writeFileSync(join(homeDir, 'tiger-mcp.sqlite'), bytes);
    write('backups/backup-2026-01-01T00-00-00-000Z.tigerbackup', 'x');
    write('settings.json', '{"holdSeconds": "long"}');
    const status = await run('status');
    expect(status.out).toContain('schema 999');
    expect(status.out).toContain('Read from the files alone');
    const { ok, findings } = await runJson('doctor');
    expect(ok).toBe(false);
    const problem = { level: 'problem', name: 'Database', nextStep: expect.stringContaining('newer') };
    expect(findings).toContainEqual(expect.objectContaining(problem));
    const settings = { level: 'warning', name: 'Settings', text: expect.stringContaining('holdSeconds') };
    expect(findings).toContainEqual(expect.objectContaining(settings));
    const backups = [{ name: 'backup-2026-01-01T00-00-00-000Z.tigerbackup', bytes: 1 }];
    expect(await runJson('backup', 'list')).toMatchObject({ ok: true, backups });
    expect(readFileSync(join(homeDir, 'tiger-mcp.sqlite')).equals(bytes)).toBe(true);
    for (const argv of [['accounts'], ['clients'], ['audit', 'verify'], ['audit', 'export'], ['backup']])
      expect((await run(...argv)).err).toContain('is not running');
  });

  it('find a variable that sets nothing, and one whose value does not fit', async () => {
    environment = { TIGER_MCP_HOLD_SECOND: '5', TIGER_MCP_THEME: 'pink' };
    const { findings } = await runJson('doctor');
    const settings = findings.find(({ name }: { name: string }) => name === 'Settings');
    expect(settings).toMatchObject({ level: 'warning' });
    expect(settings.text).toContain('TIGER_MCP_HOLD_SECOND names no setting');
    expect(settings.text).toContain('theme: TIGER_MCP_THEME');
  });

  it('say of a file that is no database what repairs it, and leave it', async () => {
    const file = write('tiger-mcp.sqlite', 'somebody wrote notes here '.repeat(20));
    const before = readFileSync(file);
    const { ok, findings } = await runJson('doctor');
    expect(ok).toBe(false);
    const problem = {
      level: 'problem',
      name: 'Database',
      nextStep: expect.stringContaining('from a backup'),
    };
    expect(findings).toContainEqual(expect.objectContaining(problem));
    expect((await run('status')).out).toContain('damaged');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('say that the settings are no JSON, and leave them', async () => {
    const file = write('settings.json', '{ "theme": "dark", }');
    const { ok, findings } = await runJson('doctor');
    expect(ok).toBe(false);
    const text = expect.stringContaining('is no JSON');
    expect(findings).toContainEqual(expect.objectContaining({ level: 'problem', name: 'Settings', text }));
    expect((await run('config', 'set', 'holdSeconds', '5')).code).toBe(EXIT.failed);
    expect(readFileSync(file, 'utf8')).toBe('{ "theme": "dark", }');
  });

  it('find what an app that was killed left behind', async () => {
    const gone = {
      protocol: 1,
      appVersion: '0.1.0',
      pid: 2 ** 22 + 1,
      path: join(homeDir, 's'),
      token: 'hidden',
    };
    write('run/control.json', JSON.stringify(gone));
    const leftover = write('run/endpoint.json.17.tmp', '');
    const { findings } = await runJson('doctor');
    expect(findings).toContainEqual(expect.objectContaining({ level: 'warning', name: 'App' }));
    expect(findings).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        name: 'Leftover',
        text: expect.stringContaining(leftover),
      }),
    );
  });

  it('find an app of another version, and rights that are too wide', async () => {
    const other = { protocol: 99, appVersion: '9.0.0', pid: 1, path: 'x', token: 'hidden' };
    chmodSync(write('run/control.json', JSON.stringify(other)), 0o644);
    const { ok, findings } = await runJson('doctor');
    expect(ok).toBe(false);
    expect(findings).toContainEqual(
      expect.objectContaining({
        level: 'problem',
        name: 'Rights',
        nextStep: expect.stringContaining('chmod'),
      }),
    );
    expect(findings).toContainEqual(
      expect.objectContaining({
        level: 'problem',
        name: 'App',
        text: expect.stringContaining('different versions'),
      }),
    );
    expect((await run('doctor')).code).toBe(EXIT.failed);
  });

  it('read the configuration of every client and change none', async () => {
    write('user/.cursor/mcp.json', '{"mcpServers": {"tiger": {"command": "/old"}}}');
    write('user/.gemini/settings.json', '{broken');
    const { findings } = await runJson('doctor');
    expect(findings).toContainEqual(expect.objectContaining({ level: 'warning', name: 'Cursor' }));
    expect(findings).toContainEqual(
      expect.objectContaining({ name: 'Gemini CLI', text: expect.stringContaining('not valid JSON') }),
    );
  });
});

describe('audit verify', () => {
  it('proves an export, and finds that it was touched', async () => {
    const audit = new AuditLog({ database: databases.open().db, clock: new ManualClock() });
    await audit.verify();
    const file = join(homeDir, 'audit.jsonl');
    await audit.export('jsonl', EVERYTHING, file);
    expect(await runJson('audit', 'verify', file)).toMatchObject({
      ok: true,
      eventsChecked: 1,
      lastSequence: 1,
    });
    write('audit.jsonl', '{}\n');
    const { code, out } = await run('audit', 'verify', file);
    expect(code).toBe(EXIT.failed);
    expect(out).toMatch(/Line 1 is not/);
  });

  it.each(['nothing', '.'])('says that it cannot read %s', async (name) => {
    const { code, err } = await run('audit', 'verify', join(homeDir, name));
    expect(code).toBe(EXIT.failed);
    expect(err).toMatch(/cannot be read \((ENOENT|EISDIR)\)/);
  });
});

describe('logs', () => {
  it('shows where the log is and how it ends', async () => {
    const path = write('logs/app.log', 'one\ntwo\nthree\n');
    expect(await runJson('logs', '--lines', '2')).toEqual({ ok: true, path, lines: ['two', 'three'] });
    expect((await run('logs')).out).toBe(`${path}\none\ntwo\nthree`);
  });

  it('says that there is none', async () => {
    expect(await runJson('logs')).toMatchObject({ ok: false, problem: expect.stringContaining('no log') });
  });
});
