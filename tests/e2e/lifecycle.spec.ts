import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { addAccount } from '../support/add-account.ts';
import { electronRuntime } from '../support/electron-runtime.ts';
import { gatewayFixture } from '../support/gateway-fixture.ts';
import { test } from './fixture.ts';
import { launchApp, PROJECT_DIR, type RunningApp } from './launch-app.ts';

const SECOND_START_TIMEOUT_MS = 20_000;

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
}

/** Starts the app beside a running one, on the same home, and waits until this start has ended. */
async function startAgain(homeDir: string, args: readonly string[] = []): Promise<Ended> {
  const { executablePath, switches } = electronRuntime();
  const env = { ...process.env, TIGER_MCP_HOME: homeDir, DBUS_SESSION_BUS_ADDRESS: 'disabled:' };
  const run = promisify(execFile)(executablePath, [...switches, PROJECT_DIR, ...args], {
    env,
    timeout: SECOND_START_TIMEOUT_MS,
    killSignal: 'SIGKILL',
  });
  return run.then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { code: number | null; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
  );
}

async function auditSummaries(app: RunningApp): Promise<string[]> {
  const source = `window.app.invoke('audit.list', { beforeSequence: null, limit: 200,
    filter: { kinds: [], actors: [], accountId: null, clientName: null, text: '', fromMs: null, toMs: null } })
    .then((reply) => reply.value.events.map((event) => event.summary))`;
  return (await app.mainWindow.evaluate(source)) as string[];
}

async function isMainVisible(app: RunningApp): Promise<boolean> {
  return app.electronApp.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some(
      (window) => window.webContents.getURL().endsWith('ui/index.html') && window.isVisible(),
    ),
  );
}

/** Everything below the home folder as one text, to look for what must not be there. */
function everythingOnDisk(dir: string): string {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

test('closing the window leaves the app in the tray, and a second start brings the window back', async ({
  app,
}) => {
  await app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(() => isMainVisible(app)).toBe(false);
  expect((await startAgain(app.homeDir, ['--background'])).code).toBe(0);
  expect(await isMainVisible(app)).toBe(false);
  expect((await startAgain(app.homeDir)).code).toBe(0);
  await expect.poll(() => isMainVisible(app)).toBe(true);
});

test('a quit ends every part in order and a new start finds everything', async ({ app, homeDir }) => {
  await app.mainWindow.evaluate(`window.app.invoke('settings.set', { theme: 'dark', holdSeconds: 7 })`);
  await app.close();
  expect(readdirSync(join(homeDir, 'run'))).toEqual([]);
  expect(readdirSync(homeDir)).not.toContain('tiger-mcp.sqlite-wal');
  expect(app.output()).not.toContain('did not end in order');
  const again = await launchApp({ homeDir });
  try {
    const summaries = await auditSummaries(again);
    expect(summaries).toContain('Settings changed: theme, holdSeconds');
    expect(summaries).toContain('Tiger MCP Desktop 0.1.0 stopped');
    const settings = await again.mainWindow.evaluate(
      `window.app.invoke('settings.get', {}).then((reply) => reply.value)`,
    );
    expect(settings).toMatchObject({ theme: 'dark', holdSeconds: 7 });
  } finally {
    await again.close();
  }
});

test('a signal to end is a quit', async ({ app, homeDir }) => {
  const ended = new Promise((resolve) => app.electronApp.process().once('exit', resolve));
  process.kill(app.pid, 'SIGTERM');
  await ended;
  expect(readdirSync(homeDir)).not.toContain('tiger-mcp.sqlite-wal');
  expect(readdirSync(join(homeDir, 'run'))).toEqual([]);
});

test('the smoke test starts everything, says one line and ends', async ({ homeDir }) => {
  const { code, stdout } = await startAgain(homeDir, ['--smoke-test']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ ok: true, version: '0.1.0' });
});

test('an error that nobody handles is logged, and the app goes on without a dialog', async ({ app }) => {
  await app.electronApp.evaluate(() => {
    setTimeout(() => {
      throw new Error('a defect of main');
    });
    void Promise.reject(new Error('a forgotten promise'));
  });
  await expect.poll(() => app.output()).toContain('a defect of main');
  await expect.poll(() => app.output()).toContain('a forgotten promise');
  await expect(app.mainWindow.getByRole('heading').first()).toBeVisible();
  expect(await app.mainWindow.evaluate(`window.app.invoke('app.status', {}).then((reply) => reply.ok)`)).toBe(
    true,
  );
});

test('without a keychain the secret of an account is nowhere on the disk', async ({ app, homeDir }) => {
  const broker = await gatewayFixture();
  const { properties } = broker.gateway;
  const secret = /^private_key_pk1=(.+)$/m.exec(properties)?.[1] ?? '';
  expect(secret.length).toBeGreaterThan(400);
  const account = await addAccount(app.mainWindow, 'real', properties);
  expect(account).toMatchObject({ alias: 'real', clientAccess: 'none', isLiveTradingEnabled: false });
  const status = await app.mainWindow.evaluate(
    `window.app.invoke('app.status', {}).then((reply) => reply.value)`,
  );
  expect(status).toMatchObject({ keychain: null });
  const stateText = `window.app.invoke('accounts.list', {}).then((reply) =>
    reply.value.find((account) => account.alias === 'real').state)`;
  await app.close();
  await broker.close();
  const part = secret.slice(200, 260);
  expect(everythingOnDisk(homeDir)).not.toContain(part);
  expect(app.output()).not.toContain(part);
  const again = await launchApp({ homeDir });
  try {
    await expect.poll(() => again.mainWindow.evaluate(stateText)).toBe('credentials_needed');
  } finally {
    await again.close();
  }
});

test('what the app writes is readable by its user alone', async ({ app, homeDir }) => {
  await app.mainWindow.evaluate(`window.app.invoke('settings.set', { theme: 'light' })`);
  const open = [
    'tiger-mcp.sqlite',
    'logs',
    'logs/app.log',
    'run',
    'run/endpoint.json',
    'demo-gateway',
    'settings.json',
  ]
    .map((name) => [name, statSync(join(homeDir, name)).mode & 0o077] as const)
    .filter(([, others]) => others !== 0);
  expect(open).toEqual([]);
});
