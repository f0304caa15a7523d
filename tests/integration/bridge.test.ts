import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ENDPOINT_FILE, formatAnswer, type Hello, parseHello } from '../../src/shared/bridge-hello.ts';
import { BRIDGE } from '../support/mcp-host-fixture.ts';

// The bridge as AI clients start it: a process of its own, with nothing but its streams.
let homeDir: string;
let server: Server | null;
const sockets: Socket[] = [];
const children: ChildProcessWithoutNullStreams[] = [];

beforeEach(() => {
  homeDir = mkdtempSync(join(tmpdir(), 'tiger-bridge-'));
  mkdirSync(join(homeDir, 'run'));
  server = null;
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const socket of sockets.splice(0)) socket.destroy();
  const open = server;
  if (open !== null) await new Promise((resolve) => open.close(resolve));
  rmSync(homeDir, { recursive: true, force: true });
});

async function listen(
  onConnection: (socket: Socket) => void,
  onHello: (line: string) => void = () => {},
): Promise<void> {
  const path = join(homeDir, 'app.sock');
  server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.once('data', (line: Buffer) => {
      onHello(line.toString());
      socket.write(formatAnswer({ ok: true, protocol: 1 }));
      onConnection(socket);
    });
  });
  await new Promise<void>((resolve) => server?.listen(path, resolve));
  const endpoint = { protocol: 1, appVersion: '0.1.0', pid: process.pid, path, token: 'secret-token' };
  writeFileSync(join(homeDir, ENDPOINT_FILE), JSON.stringify(endpoint));
}

function start(args: readonly string[] = BRIDGE.args) {
  const child = spawn(BRIDGE.command, args, { env: { PATH: process.env['PATH'], TIGER_MCP_HOME: homeDir } });
  children.push(child);
  const seen = { stdout: '', stderr: '', code: null as number | null };
  child.stdout.on('data', (chunk: Buffer) => {
    seen.stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    seen.stderr += chunk.toString();
  });
  child.stdin.on('error', () => {});
  child.on('close', (code) => {
    seen.code = code;
  });
  return { child, seen };
}

const ended = (seen: { code: number | null }) => expect.poll(() => seen.code).not.toBeNull();

/** A bridge of its own folder, so that a launch.json can lie beside it. */
function copyWithLaunch(command: string, args: readonly string[]): string {
  const source = join(import.meta.dirname, '..', '..', 'src');
  cpSync(join(source, 'bridge'), join(homeDir, 'src', 'bridge'), { recursive: true });
  mkdirSync(join(homeDir, 'src', 'shared'));
  cpSync(join(source, 'shared', 'bridge-hello.ts'), join(homeDir, 'src', 'shared', 'bridge-hello.ts'));
  writeFileSync(join(homeDir, 'package.json'), '{"type":"module"}');
  writeFileSync(join(homeDir, 'src', 'bridge', 'launch.json'), JSON.stringify({ command, args }));
  return join(homeDir, 'src', 'bridge', 'index.ts');
}

describe('the bridge', () => {
  it('ends with 0 when the client closes its input, and has written the answers', async () => {
    await listen((socket) => {
      socket.on('data', (chunk: Buffer) => socket.write(`echo ${chunk.toString()}`));
      socket.on('end', () => socket.end());
    });
    const { child, seen } = start();
    child.stdin.end('hello\n');
    await ended(seen);
    expect(seen).toEqual({ stdout: 'echo hello\n', stderr: '', code: 0 });
  });

  it('ends with 0, silent, when the client closes its input at once', async () => {
    await listen(() => {});
    const { child, seen } = start();
    child.stdin.end();
    await ended(seen);
    expect(seen).toEqual({ stdout: '', stderr: '', code: 0 });
    expect(sockets).toEqual([]);
  });

  it('ends with 1 and one line when the app goes away in the middle of a call', async () => {
    await listen((socket) => socket.once('data', () => socket.destroy()));
    const { child, seen } = start();
    child.stdin.write('call\n');
    await ended(seen);
    expect(seen).toEqual({
      stdout: '',
      stderr: 'tiger-mcp: Tiger MCP Desktop closed the connection.\n',
      code: 1,
    });
  });

  it('ends with 1 and one line when the app is not there and cannot be started', async () => {
    const { child, seen } = start();
    child.stdin.write('call\n');
    await ended(seen);
    expect(seen).toEqual({
      stdout: '',
      stderr: 'tiger-mcp: Tiger MCP Desktop is not running. Start it and try again.\n',
      code: 1,
    });
  });

  it('says nothing of the token', async () => {
    await listen((socket) => socket.destroy());
    const { child, seen } = start();
    child.stdin.write('call\n');
    await ended(seen);
    expect(seen.stderr).not.toContain('secret-token');
  });

  it('holds the app back while the client does not read, and loses nothing', async () => {
    const total = 64 * 1024 * 1024;
    const block = Buffer.alloc(64 * 1024, 'x');
    let sent = 0;
    await listen((socket) => {
      const more = () => {
        while (sent < total) {
          sent += block.length;
          if (!socket.write(block)) return void socket.once('drain', more);
        }
        socket.end();
      };
      more();
    });
    const child = spawn(BRIDGE.command, BRIDGE.args, {
      env: { PATH: process.env['PATH'], TIGER_MCP_HOME: homeDir },
    });
    children.push(child);
    child.stdin.write('go\n');
    let last = -1;
    const hasStopped = () => {
      const isSame = sent === last && sent > 0;
      last = sent;
      return isSame;
    };
    await expect.poll(hasStopped, { timeout: 10_000, interval: 200 }).toBe(true);
    // Socket, pipe and stream buffers along the way hold a few hundred kilobytes, whatever the total.
    expect(sent).toBeLessThan(4 * 1024 * 1024);
    let received = 0;
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) received += chunk.length;
    expect(received).toBe(total);
  });

  it('starts the app, once, when the client says something', async () => {
    const counter = join(homeDir, 'starts');
    const script = `require('node:fs').appendFileSync(${JSON.stringify(counter)}, process.stdin.isTTY === undefined ? 'x' : 'y')`;
    const bridge = copyWithLaunch(process.execPath, ['-e', script]);
    const silent = start([bridge]);
    silent.child.stdin.end();
    await ended(silent.seen);
    expect(existsSync(counter)).toBe(false);
    const { child, seen } = start([bridge]);
    child.stdin.write('call\n');
    await expect.poll(() => existsSync(counter)).toBe(true);
    await listen((socket) => {
      socket.on('end', () => socket.end('bye\n'));
    });
    await expect.poll(() => sockets.length).toBe(1);
    child.stdin.end();
    await ended(seen);
    expect(seen).toEqual({ stdout: 'bye\n', stderr: '', code: 0 });
    appendFileSync(counter, '.');
    expect(readFileSync(counter, 'utf8')).toBe('x.');
  });
});

it.each(['', `\${user_config.client_id}`])('an id that nobody gave (%j) shows no pairing', async (id) => {
  let hello: Hello | null = null;
  await listen(
    () => {},
    (line) => {
      hello = parseHello(line);
    },
  );
  const bridge = start([...BRIDGE.args, '--client', id]);
  bridge.child.stdin.write('{}\n');
  await expect.poll(() => hello).toMatchObject({ token: 'secret-token', pairing: null });
});
