import { spawn } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTROL_ENDPOINT_FILE, controlCommands } from '../../src/shared/ipc/control-commands.ts';
import { type CoreHarness, startCoreHarness } from '../support/core-harness.ts';

// The command line as a program of its own, against the whole app without its windows.

const CLI = join(import.meta.dirname, '..', '..', 'src', 'cli', 'index.ts');
const PASSPHRASE = 'a long passphrase of mine';
let app: CoreHarness;

beforeAll(async () => {
  app = await startCoreHarness();
});
afterAll(() => app.close());

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function ended(command: string, args: readonly string[], typed: readonly string[] = []): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env['PATH'], TIGER_MCP_HOME: app.homeDir, HOME: app.homeDir };
    const child = spawn(command, [...args], { env });
    const seen = { out: '', err: '' };
    const waiting = [...typed];
    child.stdout.on('data', (chunk: Buffer) => {
      seen.out += chunk.toString();
      // One answer for each question, when it is asked.
      const asked = seen.out.split(': ').length - 1;
      while (typed.length - waiting.length < asked && waiting.length > 0)
        child.stdin.write(`${waiting.shift()}\r`);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      seen.err += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...seen }));
    if (typed.length === 0) child.stdin.end();
  });
}

const run = (...args: string[]) => ended(process.execPath, [CLI, ...args]);
const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).out);
/** On a terminal of its own, as a person runs it. */
const onTerminal = (typed: readonly string[], ...args: string[]) =>
  ended('script', ['-qec', [process.execPath, CLI, ...args].join(' '), '/dev/null'], typed);

/** Each program starts a Node; a slow machine takes seconds for one. */
const PROGRAMS_TIMEOUT_MS = 120_000;

describe('against a running app', { timeout: PROGRAMS_TIMEOUT_MS }, () => {
  it('status, accounts and clients show what is, and no secret', async () => {
    const { id } = await app.core.book.create({
      ...{ name: 'Cursor', origin: 'snippet', program: null },
      ...app.core.door.trader(),
    });
    const status = await json('status');
    expect(status).toMatchObject({ ok: true, isReachable: true, isLocked: false, http: { kind: 'off' } });
    expect(status.accounts).toMatchObject([{ alias: 'demo', state: 'ready' }]);
    expect((await run('accounts')).out).toContain('demo (paper): ready');
    expect(await json('clients')).toMatchObject({
      ok: true,
      clients: [{ id, name: 'Cursor', role: 'trader' }],
    });
    const { token } = JSON.parse(readFileSync(join(app.homeDir, CONTROL_ENDPOINT_FILE), 'utf8'));
    const everything = JSON.stringify([status, await json('clients'), await json('doctor')]);
    expect(everything).not.toContain(token);
    expect(everything).not.toContain(readFileSync(join(app.homeDir, 'clients', id), 'utf8'));
  });

  it('doctor finds nothing wrong but an unprotected vault', async () => {
    const { ok, findings } = await json('doctor');
    expect(ok).toBe(true);
    expect(findings).toContainEqual(expect.objectContaining({ level: 'ok', name: 'App' }));
    expect(findings).toContainEqual(expect.objectContaining({ level: 'warning', name: 'Vault' }));
  });

  it('it is no AI client: nobody asks to be let in, and none is counted', async () => {
    await run('status');
    await run('doctor');
    expect(app.core.door.requests()).toEqual([]);
    expect(app.core.mcp.connectionsOpen).toBe(0);
  });

  it('checks the log, exports it, and proves the export without the app', async () => {
    expect(await json('audit', 'verify')).toMatchObject({ ok: true, isIntact: true });
    const { path } = await json('audit', 'export');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await json('audit', 'verify', path)).toMatchObject({ ok: true, isIntact: true });
    writeFileSync(path, readFileSync(path, 'utf8').replace('app.started', 'app.stopped'));
    expect((await run('audit', 'verify', path)).code).toBe(1);
  });

  it('a passphrase comes from a terminal and from nowhere else', async () => {
    const { code, err } = await run('backup');
    expect(code).toBe(1);
    expect(err).toContain('on a terminal');
    const made = await onTerminal([PASSPHRASE, PASSPHRASE], 'backup');
    expect(made.out).toContain('Backup made and checked');
    expect(made.out).not.toContain(PASSPHRASE);
    const other = await onTerminal([PASSPHRASE, 'another one, and long'], 'backup');
    expect(other.out).toContain('not the same');
    const { backups } = await json('backup', 'list');
    expect(backups).toHaveLength(1);
    const [{ name }] = backups;
    expect((await onTerminal(['a wrong passphrase'], 'restore', name)).code).toBe(1);
    expect(await json('backup', 'list')).toMatchObject({ pendingRestore: null });
    const restored = await onTerminal([PASSPHRASE], 'restore', name);
    expect(restored.out).toContain('at its next start');
    expect(await json('backup', 'list')).toMatchObject({ pendingRestore: name });
  });

  it('a locked app shows itself, and makes and exports nothing', async () => {
    await app.core.vaultAdmin.setPassphrase('correct horse battery', null);
    await app.core.lock.lock('user');
    expect(await json('status')).toMatchObject({ ok: true, isLocked: true });
    expect(await json('audit', 'export')).toMatchObject({
      ok: false,
      error: expect.stringContaining('locked'),
    });
    await app.core.vaultAdmin.unlock('correct horse battery');
    app.core.lock.unlocked();
  });
});

describe('the door of the command line', () => {
  it('is this user’s alone, knows few commands, and none that decides or lets in', async () => {
    const file = join(app.homeDir, CONTROL_ENDPOINT_FILE);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { path, token } = JSON.parse(readFileSync(file, 'utf8'));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(Object.keys(controlCommands).join()).not.toMatch(/approve|decide|grant|unlock|issue|settings/);
    const answers = (lines: readonly string[]) =>
      new Promise<string>((resolve) => {
        const socket = connect(path);
        let text = '';
        socket.on('data', (chunk: Buffer) => {
          text += chunk.toString();
        });
        socket.on('close', () => resolve(text));
        socket.write(lines.map((line) => `${line}\n`).join(''));
      });
    const hello = (secret: string) =>
      JSON.stringify({ bridge: 1, version: '1', token: secret, pairing: null });
    expect(await answers([hello('wrong')])).toContain('"code":"token"');
    for (const command of ['http.issue', 'approvals.decide', 'clients.change', '__proto__', 'constructor'])
      expect(await answers([hello(token), JSON.stringify({ command, input: {} })])).toContain(
        'invalid_input',
      );
    expect(await answers([hello(token), 'no json'])).toContain('invalid_input');
    expect(await answers([hello(token), 'x'.repeat(50_000)])).toContain('invalid_input');
  });
});
