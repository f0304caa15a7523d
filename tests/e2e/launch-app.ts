import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { _electron, type ElectronApplication, expect, type Page } from '@playwright/test';
import { electronRuntime } from '../support/electron-runtime.ts';

/** The folder of package.json. */
export const PROJECT_DIR = resolve(import.meta.dirname, '..', '..');
export const LAUNCHER = join(PROJECT_DIR, 'resources', 'bin', 'tiger-mcp');

const LAUNCH_TIMEOUT_MS = 30_000;
/** The app's own steps to its end have limits that add up to less. */
const CLOSE_TIMEOUT_MS = 15_000;

const CONTROL_TOKEN_BYTES = 24;

/** A running app with a home folder of its own. */
export interface RunningApp {
  readonly electronApp: ElectronApplication;
  readonly mainWindow: Page;
  readonly homeDir: string;
  /** Main process, hence its process group. */
  readonly pid: number;
  /** The approval window, as soon as it is there. */
  approvalWindow(): Promise<Page>;
  /** The launcher's arguments of a client that the user has let in beforehand. */
  pairing(name: string): Promise<string[]>;
  /** The SDK's client through the real bridge, let in beforehand or by an earlier pairing; closed with the app. */
  mcpClient(name?: string, pairing?: string[]): Promise<Client>;
  /** The demo exchange's fault door. */
  faultDoor(): { readonly url: string; readonly token: string };
  /** Everything the app has written to stderr, its log included. */
  output(): string;
  /** Quits it as a user does. */
  close(): Promise<void>;
  /** As a power cut does: the whole process group at once. */
  kill(): void;
}

export interface LaunchOptions {
  readonly homeDir: string;
  readonly args?: readonly string[];
  /** The user's home, where AI clients keep their configuration; absent: the machine's own. */
  readonly userHomeDir?: string;
}

interface Launched {
  readonly electronApp: ElectronApplication;
  readonly pid: number;
  readonly env: Record<string, string>;
  output(): string;
}

async function launch({ homeDir, args = [], userHomeDir }: LaunchOptions): Promise<Launched> {
  mkdirSync(homeDir, { recursive: true, mode: 0o700 });
  const env = { ...appEnv(homeDir), ...(userHomeDir === undefined ? {} : { HOME: userHomeDir }) };
  const { executablePath, switches } = electronRuntime();
  const electronApp = await _electron.launch({
    executablePath,
    args: [...switches, PROJECT_DIR, ...args],
    env,
    timeout: LAUNCH_TIMEOUT_MS,
  });
  let output = '';
  const child = electronApp.process();
  child.stderr?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  return { electronApp, pid: child.pid ?? 0, env, output: () => output };
}

/** An app that has no database to work with, with the one window that it then has. */
export interface RecoveringApp extends Pick<RunningApp, 'electronApp' | 'output' | 'close'> {
  readonly window: Page;
}

export async function launchRecovery(options: LaunchOptions): Promise<RecoveringApp> {
  const { electronApp, pid, output } = await launch(options);
  // A new app would be no child of this test.
  await electronApp.evaluate(({ app }) => {
    app.relaunch = () => {};
  });
  const window = await windowAt(electronApp, 'recovery-window', null);
  return { electronApp, window, output, close: () => closed(electronApp, pid) };
}

/** Starts the built app and waits for its demo account; call it again with the same home for a restart. */
export async function launchApp(options: LaunchOptions): Promise<RunningApp> {
  const { homeDir } = options;
  mkdirSync(homeDir, { recursive: true, mode: 0o700 });
  const token = controlToken(homeDir);
  const { electronApp, pid, env, output } = await launch(options);
  const clients: Client[] = [];
  // A box of the desktop can be clicked by nobody here: it answers with its first button, unless a test says otherwise.
  await electronApp.evaluate(({ dialog }) => {
    dialog.showMessageBox = (async () => ({
      response: 0,
      checkboxChecked: false,
    })) as typeof dialog.showMessageBox;
  });
  const mainWindow = await windowAt(electronApp, '/index.html', 'approval-window');
  await demoIsReady(mainWindow);
  return {
    electronApp,
    mainWindow,
    homeDir,
    pid,
    approvalWindow: () => windowAt(electronApp, 'approval-window', null),
    pairing: (name) => pairingFor(mainWindow, name),
    async mcpClient(name = 'e2e-client', pairing) {
      const client = await connectClient(env, name, pairing ?? (await pairingFor(mainWindow, name)));
      clients.push(client);
      return client;
    },
    faultDoor: () => ({ url: `${gatewayUrl(homeDir)}/__control`, token }),
    output,
    async close() {
      await Promise.allSettled(clients.map((client) => client.close()));
      await closed(electronApp, pid);
    },
    kill: () => killGroup(pid),
  };
}

/** As the user lets a program in beforehand, in the window; once for each name. @returns its arguments */
async function pairingFor(mainWindow: Page, name: string): Promise<string[]> {
  const question = JSON.stringify({ client: null, name });
  const clientId = `window.app.invoke('clients.entries', {}).then(({ value }) => {
    const known = value.find((entry) => entry.name === ${JSON.stringify(name)});
    if (known !== undefined) return known.id;
    return window.app.invoke('clients.prepare', ${question}).then((reply) => reply.value.clientId);
  })`;
  return ['--client', (await mainWindow.evaluate(clientId)) as string];
}

async function connectClient(env: Record<string, string>, name: string, args: string[]): Promise<Client> {
  const client = new Client({ name, version: '1.0.0' });
  await client.connect(new StdioClientTransport({ command: LAUNCHER, args, env, stderr: 'pipe' }));
  return client;
}

/** No demo account, where a test has removed it, is ready too. */
async function demoIsReady(mainWindow: Page): Promise<void> {
  const states = `window.app.invoke('accounts.list', {}).then((reply) =>
    reply.value.filter((account) => account.isDemo).map((account) => account.state))`;
  const isReady = async () =>
    ((await mainWindow.evaluate(states)) as string[]).every((state) => state === 'ready');
  await expect.poll(isReady, { timeout: LAUNCH_TIMEOUT_MS }).toBe(true);
}

async function windowAt(app: ElectronApplication, part: string, otherThan: string | null): Promise<Page> {
  const matching = () =>
    app
      .windows()
      .find((page) => page.url().includes(part) && (otherThan === null || !page.url().includes(otherThan)));
  await expect.poll(() => matching() !== undefined, { timeout: LAUNCH_TIMEOUT_MS }).toBe(true);
  const page = matching();
  if (page === undefined) throw new Error(`no window at ${part}`);
  await page.waitForLoadState();
  return page;
}

/** Nothing of the machine's own configuration, and no desktop bus to wait for. */
function appEnv(homeDir: string): Record<string, string> {
  const given = Object.entries(process.env).filter(([, value]) => value !== undefined) as [string, string][];
  return { ...Object.fromEntries(given), TIGER_MCP_HOME: homeDir, DBUS_SESSION_BUS_ADDRESS: 'disabled:' };
}

function controlToken(homeDir: string): string {
  const file = join(homeDir, 'test-control-token');
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const token = randomBytes(CONTROL_TOKEN_BYTES).toString('hex');
    writeFileSync(file, token, { mode: 0o600 });
    return token;
  }
}

function gatewayUrl(homeDir: string): string {
  const text = readFileSync(join(homeDir, 'demo-gateway', 'tiger_openapi_config.properties'), 'utf8');
  const url = /^server_url=(.+)$/m.exec(text)?.[1];
  if (url === undefined) throw new Error('the demo exchange wrote no address');
  return new URL(url).origin;
}

async function closed(electronApp: ElectronApplication, pid: number): Promise<void> {
  await withinTime(electronApp.close(), CLOSE_TIMEOUT_MS).catch(() => {});
  killGroup(pid);
}

function killGroup(pid: number): void {
  if (pid === 0) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of the group have ended already.
  }
}

function withinTime(promise: Promise<void>, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not within ${timeoutMs} ms`)), timeoutMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
