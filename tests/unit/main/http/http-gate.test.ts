import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HttpGate } from '../../../../src/main/http/http-gate.ts';
import { memorySettings, type Settings } from '../../../../src/main/platform/settings.ts';
import type { AppSettings } from '../../../../src/shared/domain/app-settings.ts';
import { freePort } from '../../../support/http-fixture.ts';
import { silentLogger } from '../../../support/silent-logger.ts';

const gates: HttpGate[] = [];
let dir = '';
let moves: (string | null)[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tiger-gate-'));
  moves = [];
});
afterEach(async () => {
  for (const gate of gates.splice(0)) await gate.close();
  rmSync(dir, { recursive: true, force: true });
});

async function opened(patch: Partial<AppSettings>): Promise<{ gate: HttpGate; settings: Settings }> {
  const settings = memorySettings(patch);
  const gate = new HttpGate({
    settings,
    logger: silentLogger,
    answer: async () => new Response('here'),
    endSessions: () => {},
    sessionsOpen: () => 0,
    isKeyStored: async () => true,
    moved: async (url) => void moves.push(url),
    changed: () => {},
  });
  gates.push(gate);
  await gate.apply();
  return { gate, settings };
}

const textAt = async (url: string) => (await fetch(url)).text();

function squat(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

/** A certificate for this computer and its key, made by openssl. */
function certificate(): { httpTlsCertFile: string; httpTlsKeyFile: string } {
  const [httpTlsCertFile, httpTlsKeyFile] = [join(dir, 'cert.pem'), join(dir, 'key.pem')];
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const place = ['-days', '2', '-subj', '/CN=localhost', '-keyout', httpTlsKeyFile, '-out', httpTlsCertFile];
  execFileSync('openssl', [...request, ...place], { stdio: 'ignore' });
  return { httpTlsCertFile, httpTlsKeyFile };
}

describe('the door', () => {
  it('is shut unless the settings say otherwise', async () => {
    const port = await freePort();
    const { gate } = await opened({ httpPort: port });
    expect(await gate.state()).toEqual({ kind: 'off' });
    await expect(textAt(`http://127.0.0.1:${port}`)).rejects.toThrow();
  });

  it('opens, moves and closes while the app runs', async () => {
    const [first, second] = [await freePort(), await freePort()];
    const { gate, settings } = await opened({ httpPort: first, isHttpOn: true });
    expect(await gate.state()).toMatchObject({ kind: 'listening', url: `http://127.0.0.1:${first}` });
    expect(await textAt(`http://127.0.0.1:${first}`)).toBe('here');
    settings.set({ httpPort: second });
    expect(await gate.state()).toMatchObject({ url: `http://127.0.0.1:${second}` });
    expect(await textAt(`http://127.0.0.1:${second}`)).toBe('here');
    await expect(textAt(`http://127.0.0.1:${first}`)).rejects.toThrow();
    settings.set({ isHttpOn: false });
    expect(await gate.state()).toEqual({ kind: 'off' });
    await expect(textAt(`http://127.0.0.1:${second}`)).rejects.toThrow();
    expect(moves).toEqual([`http://127.0.0.1:${first}`, null, `http://127.0.0.1:${second}`, null]);
  });

  it('says that its port is taken, and opens there when it is free again', async () => {
    const port = await freePort();
    const squatter = await squat(port);
    const { gate } = await opened({ httpPort: port, isHttpOn: true });
    expect(await gate.state()).toMatchObject({
      kind: 'failed',
      reason: 'port_taken',
      nextStep: expect.stringContaining('port'),
    });
    await new Promise((resolve) => squatter.close(resolve));
    await gate.apply();
    expect(await gate.state()).toMatchObject({ kind: 'listening' });
  });

  it('does not open beyond this computer without TLS, nor at an address that the computer has not', async () => {
    const httpPort = await freePort();
    const exposed = await opened({ httpPort, isHttpOn: true, httpAddress: '0.0.0.0' });
    expect(await exposed.gate.state()).toMatchObject({ kind: 'failed', reason: 'tls_needed' });
    await expect(textAt(`http://127.0.0.1:${httpPort}`)).rejects.toThrow();
    const nowhere = await opened({ httpPort, isHttpOn: true, httpAddress: '192.0.2.1', ...certificate() });
    expect(await nowhere.gate.state()).toMatchObject({ kind: 'failed', reason: 'address_unavailable' });
  });
});

describe('TLS', () => {
  it('is 1.3 and nothing older', async () => {
    const port = await freePort();
    const { gate } = await opened({
      httpPort: port,
      isHttpOn: true,
      httpAddress: '0.0.0.0',
      ...certificate(),
    });
    expect(await gate.state()).toMatchObject({ kind: 'listening', isTls: true, isLoopback: false });
    const protocolWith = (maxVersion: 'TLSv1.2' | 'TLSv1.3') =>
      new Promise<string | null>((resolve, reject) => {
        const options = { port, host: '127.0.0.1', maxVersion, rejectUnauthorized: false };
        const socket = connect(options, () => {
          resolve(socket.getProtocol());
          socket.destroy();
        });
        socket.once('error', reject);
      });
    expect(await protocolWith('TLSv1.3')).toBe('TLSv1.3');
    await expect(protocolWith('TLSv1.2')).rejects.toThrow();
  });

  it('says what is wrong with a certificate that cannot be used', async () => {
    const httpPort = await freePort();
    const files = certificate();
    writeFileSync(files.httpTlsKeyFile, 'no key');
    const { gate } = await opened({ httpPort, isHttpOn: true, ...files });
    expect(await gate.state()).toMatchObject({ kind: 'failed', reason: 'tls_unreadable' });
  });
});
