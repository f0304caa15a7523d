import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONNECTIONS_MAX } from '../../src/main/mcp/mcp-listener.ts';
import { removeStaleSocket } from '../../src/main/mcp/remove-stale-socket.ts';
import { prepareSocketPath } from '../../src/main/mcp/socket-path.ts';
import { McpHostFixture } from '../support/mcp-host-fixture.ts';
import { endpointOf, greetedPeer, INITIALIZE, RawPeer, readyPeer } from '../support/raw-peer.ts';

let app: McpHostFixture;
const peers: RawPeer[] = [];

beforeEach(async () => {
  app = new McpHostFixture();
  await app.host.listen();
});

afterEach(async () => {
  for (const { socket } of peers.splice(0)) socket.destroy();
  await app.close();
});

function kept(one: RawPeer): RawPeer {
  peers.push(one);
  return one;
}

const peer = (patch: { token?: string; bridge?: number } = {}) => kept(greetedPeer(app, patch));
const ready = async () => kept(await readyPeer(app));
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('the door', () => {
  it('is open for this user alone', () => {
    const { path } = endpointOf(app);
    expect([
      modeOf(path),
      modeOf(dirname(path)),
      modeOf(app.endpointFile),
      modeOf(dirname(app.endpointFile)),
    ]).toEqual(['600', '700', '600', '700']);
    expect(endpointOf(app)).toMatchObject({ protocol: 1, appVersion: '0.1.0', pid: process.pid });
    expect(endpointOf(app).token).toMatch(/^[0-9a-f]{64}$/);
  });

  it('closes behind the app: socket and endpoint file are gone, clients are cut off', async () => {
    const one = await ready();
    const { path } = endpointOf(app);
    await app.host.close();
    expect([existsSync(path), existsSync(app.endpointFile)]).toEqual([false, false]);
    await expect.poll(() => one.isClosed).toBe(true);
    expect(app.disconnected).toHaveLength(1);
  });

  it.each([
    [{ token: 'f'.repeat(64) }, 'token'],
    [{ token: '' }, 'token'],
    [{ token: 'wrong', bridge: 2 }, 'token'],
    [{ bridge: 2 }, 'version'],
  ])('does not open for %j', async (patch, code) => {
    const one = peer(patch);
    one.say(INITIALIZE);
    await expect.poll(() => one.isClosed).toBe(true);
    expect(one.answers()).toMatchObject([{ ok: false, code }]);
    expect(app.connected).toEqual([]);
    await expect.poll(() => app.audit.entries).toMatchObject([{ kind: 'client.refused', detail: { code } }]);
  });

  it.each([['not a hello\n'], ['{}\n'], ['x'.repeat(5000)], [`${'x'.repeat(70_000)}\n`]])(
    'does not open for another first line: %#',
    async (text) => {
      const one = kept(new RawPeer(endpointOf(app).path));
      one.socket.write(text);
      await expect.poll(() => one.isClosed).toBe(true);
      expect(one.answers()).toMatchObject([{ ok: false, code: 'malformed' }]);
    },
  );

  it('is closed on a peer that says nothing, without a word', async () => {
    const impatient = new McpHostFixture({ helloTimeoutMs: 200 });
    await impatient.host.listen();
    const one = kept(new RawPeer(endpointOf(impatient).path));
    await expect.poll(() => one.isClosed).toBe(true);
    expect(one.lines).toEqual([]);
    await impatient.close();
  });

  it(`lets ${CONNECTIONS_MAX} in and tells the next one that it is busy, until one leaves`, async () => {
    const all = Array.from({ length: CONNECTIONS_MAX }, () => peer());
    await expect.poll(() => all.every((one) => one.answers()[0]?.ok === true)).toBe(true);
    const next = peer();
    await expect.poll(() => next.answers()).toMatchObject([{ ok: false, code: 'busy' }]);
    all[0]!.socket.destroy();
    await expect.poll(() => app.host.connectionsOpen).toBe(CONNECTIONS_MAX - 1);
    const later = peer();
    await expect.poll(() => later.answers()).toMatchObject([{ ok: true, protocol: 1 }]);
  });
});

describe('the place of the socket', () => {
  it('is not taken from an app that lives', async () => {
    const { token } = endpointOf(app);
    const second = new McpHostFixture({ homeDir: app.homeDir });
    await expect(second.host.listen()).rejects.toMatchObject({ code: 'conflict' });
    await second.host.close();
    expect(endpointOf(app).token).toBe(token);
    expect((await ready()).isClosed).toBe(false);
  });

  it('is taken over from an app that crashed', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'tiger-stale-'));
    const path = prepareSocketPath({ ...placeIn(dir), runtimeDir: dir });
    // A server that is killed leaves its socket behind; closing one here would remove it.
    spawnSync(process.execPath, [
      '-e',
      `require('node:net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`,
    ]);
    expect(existsSync(path)).toBe(true);
    await removeStaleSocket(path);
    expect(existsSync(path)).toBe(false);
    rmSync(dir, { recursive: true, force: true });
  });

  const placeIn = (homeDir: string) => ({
    platform: 'linux' as const,
    homeDir,
    runDir: join(homeDir, 'run'),
    runtimeDir: null as string | null,
    tempDir: tmpdir(),
    userId: process.getuid!(),
  });

  it('is the runtime folder, else the data folder, else the temporary folder', () => {
    const dir = mkdtempSync(join(tmpdir(), 'tiger-place-'));
    const runtimeDir = join(dir, 'runtime');
    mkdirSync(runtimeDir);
    expect(prepareSocketPath({ ...placeIn(dir), runtimeDir })).toMatch(
      /runtime\/tiger-mcp-desktop\/mcp-[0-9a-f]{16}\.sock$/,
    );
    expect(prepareSocketPath(placeIn(dir))).toBe(join(dir, 'run', 'mcp.sock'));
    const deep = join(dir, 'x'.repeat(120));
    expect(dirname(prepareSocketPath(placeIn(deep)))).toBe(
      join(tmpdir(), `tiger-mcp-desktop-${process.getuid!()}`),
    );
    expect(() => prepareSocketPath({ ...placeIn(deep), tempDir: deep })).toThrow(/short enough/);
    rmSync(dir, { recursive: true, force: true });
  });

  it('is made private where it was open', () => {
    const dir = mkdtempSync(join(tmpdir(), 'tiger-place-'));
    mkdirSync(join(dir, 'run'));
    chmodSync(join(dir, 'run'), 0o777);
    prepareSocketPath(placeIn(dir));
    expect(modeOf(join(dir, 'run'))).toBe('700');
    rmSync(dir, { recursive: true, force: true });
  });

  it('is a new random pipe on Windows', () => {
    const pipe = () => prepareSocketPath({ ...placeIn('C:\\home'), platform: 'win32', userId: null });
    expect(pipe()).toMatch(/^\\\\\.\\pipe\\tiger-mcp-desktop-[0-9a-f]{32}$/);
    expect(pipe()).not.toBe(pipe());
  });
});
