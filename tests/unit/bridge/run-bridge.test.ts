import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BRIDGE_LIMITS, type BridgeDeps, runBridge } from '../../../src/bridge/run-bridge.ts';
import { appHomeDir, ENDPOINT_FILE, formatAnswer, parseHello } from '../../../src/shared/bridge-hello.ts';

let homeDir: string;
let ownDir: string;
let server: Server | null;
let sockets: Socket[];
let stdin: PassThrough;
let received: string;
const stdout = () =>
  new Writable({
    write(chunk: Buffer, _encoding, done) {
      received += chunk.toString();
      done();
    },
  });

/** As in real life, for a busy machine may take that long; what never comes gets a shorter wait in its own test. */
const LIMITS = { ...BRIDGE_LIMITS, pollMs: 10 };
const socketPath = () => join(homeDir, 'app.sock');

beforeEach(() => {
  homeDir = mkdtempSync(join(tmpdir(), 'tiger-bridge-'));
  ownDir = join(homeDir, 'own');
  mkdirSync(ownDir);
  mkdirSync(join(homeDir, 'run'));
  server = null;
  sockets = [];
  stdin = new PassThrough();
  received = '';
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  const open = server;
  if (open !== null) await new Promise((resolve) => open.close(resolve));
  rmSync(homeDir, { recursive: true, force: true });
});

function writeEndpoint(patch: object = {}): void {
  const endpoint = { protocol: 1, appVersion: '0.1.0', pid: 1, path: socketPath(), token: 'good', ...patch };
  writeFileSync(join(homeDir, ENDPOINT_FILE), JSON.stringify(endpoint));
}

/** An app that does with each connection what the test says, after its hello has arrived. */
async function listen(onHello: (socket: Socket, hello: string) => void): Promise<void> {
  server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.once('data', (chunk: Buffer) => onHello(socket, chunk.toString()));
  });
  await new Promise<void>((resolve) => server?.listen(socketPath(), resolve));
}

const welcome = (socket: Socket) => socket.write(formatAnswer({ ok: true, protocol: 1 }));
const run = (patch: Partial<BridgeDeps> = {}) =>
  runBridge({ stdin, stdout: stdout(), homeDir, clientId: null, ownDir, limits: LIMITS, ...patch });

describe('with a running app', () => {
  beforeEach(() => writeEndpoint());

  it('says hello with the token and then moves bytes both ways, the first ones included', async () => {
    const hellos: string[] = [];
    let heard = '';
    await listen((socket, hello) => {
      hellos.push(hello);
      socket.on('data', (chunk: Buffer) => {
        heard += chunk.toString();
      });
      socket.on('end', () => socket.end('last'));
      // The answer and the first message in one packet.
      socket.write(`${formatAnswer({ ok: true, protocol: 1 })}from the app `);
    });
    stdin.write('from the client');
    const done = run();
    await expect.poll(() => [heard, received]).toEqual(['from the client', 'from the app ']);
    stdin.end(' and more');
    await done;
    expect(heard).toBe('from the client and more');
    expect(received).toBe('from the app last');
    expect(hellos).toHaveLength(1);
    expect(parseHello(hellos[0]!)).toMatchObject({ bridge: 1, token: 'good' });
  });

  it('does not even connect when the client leaves without a word', async () => {
    await listen(welcome);
    stdin.end();
    await run();
    expect(sockets).toEqual([]);
    expect(received).toBe('');
  });

  it('fails when the app closes the connection', async () => {
    await listen((socket) => {
      welcome(socket);
      socket.end();
    });
    stdin.write('x');
    await expect(run()).rejects.toThrow('closed the connection');
  });

  it('does not wait for ever for an app that does not close', async () => {
    await listen((socket) => {
      welcome(socket);
      socket.resume();
    });
    stdin.end('x');
    await run({ limits: { ...LIMITS, lastAnswersMs: 200 } });
  });

  it('ends well when the client no longer reads', async () => {
    await listen((socket) => {
      welcome(socket);
      socket.write('answer');
    });
    const broken = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('EPIPE'), { code: 'EPIPE' })),
    });
    stdin.write('x');
    await run({ stdout: broken });
  });

  it('says that a silent app is silent', async () => {
    await listen(() => {});
    stdin.write('x');
    await expect(run({ limits: { ...LIMITS, helloTimeoutMs: 100 } })).rejects.toThrow(
      'did not answer within 0.1 s',
    );
  });

  it.each([['garbage\n'], [`${'x'.repeat(5000)}`], ['{"ok":true}\n']])(
    'does not take another program for the app: %#',
    async (answer) => {
      await listen((socket) => socket.write(answer));
      stdin.write('x');
      await expect(run()).rejects.toThrow('does not speak its protocol');
      expect(received).toBe('');
    },
  );

  it.each(['version', 'busy', 'malformed'] as const)('passes on what the app says: %s', async (code) => {
    await listen((socket) => socket.end(formatAnswer({ ok: false, code, message: `because of ${code}` })));
    stdin.write('x');
    await expect(run()).rejects.toThrow(`because of ${code}`);
  });

  it('gives up on a refused token without starting another app', async () => {
    writeFileSync(join(ownDir, 'launch.json'), JSON.stringify({ command: 'false', args: [] }));
    await listen((socket) => socket.end(formatAnswer({ ok: false, code: 'token', message: 'wrong' })));
    stdin.write('x');
    await expect(run()).rejects.toThrow('does not accept the token');
    expect(sockets).toHaveLength(1);
  });

  it('takes the new token of an app that starts in this moment', async () => {
    await listen((socket, hello) => {
      if (parseHello(hello)?.token === 'new') return void welcome(socket);
      socket.end(formatAnswer({ ok: false, code: 'token', message: 'wrong' }));
      writeEndpoint({ token: 'new' });
    });
    stdin.write('x');
    const done = run();
    await expect.poll(() => sockets.length).toBe(2);
    stdin.end();
    await done;
  });

  it('does not talk to an app of another protocol', async () => {
    writeEndpoint({ protocol: 2 });
    await listen(welcome);
    stdin.write('x');
    await expect(run()).rejects.toThrow('different versions');
    expect(sockets).toEqual([]);
  });
});

describe('without a running app', () => {
  it.each([
    ['no endpoint file', () => {}],
    ['a stale endpoint file', () => writeEndpoint()],
    ['a broken endpoint file', () => writeFileSync(join(homeDir, ENDPOINT_FILE), '{"protocol":1')],
  ])('%s means that it is not running', async (_case, prepare) => {
    prepare();
    stdin.write('x');
    await expect(run()).rejects.toThrow('is not running. Start it and try again.');
  });

  it('starts it once, waits for it, and serves', async () => {
    // The app's stand-in counts its starts; the test plays the app that then listens.
    const counter = join(homeDir, 'starts');
    const script = `require('node:fs').appendFileSync(${JSON.stringify(counter)}, 'x')`;
    writeFileSync(
      join(ownDir, 'launch.json'),
      JSON.stringify({ command: process.execPath, args: ['-e', script] }),
    );
    stdin.write('x');
    const done = run();
    await expect.poll(() => existsSync(counter)).toBe(true);
    await listen((socket) => {
      welcome(socket);
      socket.on('end', () => socket.end());
    });
    writeEndpoint();
    await expect.poll(() => sockets.length).toBe(1);
    stdin.end();
    await done;
    expect(readFileSync(counter, 'utf8')).toBe('x');
  });

  it('starts nothing when the client leaves without a word', async () => {
    const counter = join(homeDir, 'starts');
    const script = `require('node:fs').appendFileSync(${JSON.stringify(counter)}, 'x')`;
    writeFileSync(
      join(ownDir, 'launch.json'),
      JSON.stringify({ command: process.execPath, args: ['-e', script] }),
    );
    stdin.end();
    await run();
    expect(existsSync(counter)).toBe(false);
  });

  it('says so when the app does not come', async () => {
    writeFileSync(join(ownDir, 'launch.json'), JSON.stringify({ command: '/no/such/program', args: [] }));
    stdin.write('x');
    await expect(run({ limits: { ...LIMITS, startTimeoutMs: 400 } })).rejects.toThrow(
      'did not start within 0.4 s',
    );
  });

  it('starts a program that lies beside it', async () => {
    symlinkSync(process.execPath, join(ownDir, 'app'));
    const counter = join(homeDir, 'starts');
    const script = `require('node:fs').appendFileSync(${JSON.stringify(counter)}, 'x')`;
    writeFileSync(join(ownDir, 'launch.json'), JSON.stringify({ command: './app', args: ['-e', script] }));
    stdin.write('x');
    const done = run();
    await expect.poll(() => existsSync(counter)).toBe(true);
    await listen((socket) => {
      welcome(socket);
      socket.on('end', () => socket.end());
    });
    writeEndpoint();
    await expect.poll(() => sockets.length).toBe(1);
    stdin.end();
    await done;
  });
});

describe('the data folder', () => {
  it.each([
    [{ TIGER_MCP_HOME: '/data' }, 'linux', '/data'],
    [{}, 'linux', '/home/ann/.config/Tiger MCP Desktop'],
    [{ XDG_CONFIG_HOME: '/cfg' }, 'linux', '/cfg/Tiger MCP Desktop'],
    [{}, 'darwin', '/home/ann/Library/Application Support/Tiger MCP Desktop'],
    [{ APPDATA: 'C:\\r' }, 'win32', 'C:\\r\\Tiger MCP Desktop'],
    [{ TIGER_MCP_HOME: '' }, 'linux', '/home/ann/.config/Tiger MCP Desktop'],
  ])('with %j on %s is %s', (env, platform, expected) => {
    expect(appHomeDir({ env, platform, userHomeDir: '/home/ann' })).toBe(expected);
  });
});
