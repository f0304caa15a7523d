import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { type Gateway, startGateway } from '../../src/gateway/gateway.ts';
import type { ManualClock } from '../../src/gateway/gateway-clock.ts';
import type { ChildLink, ForkAccountProcess } from '../../src/main/accounts/child-link.ts';
import { type Core, startCore } from '../../src/main/core.ts';
import { type Clock, systemClock } from '../../src/main/platform/clock.ts';
import { pathsIn } from '../../src/main/platform/paths.ts';
import { memorySettings } from '../../src/main/platform/settings.ts';
import type { AppSettings } from '../../src/shared/domain/app-settings.ts';
import type { Proposal } from '../../src/shared/domain/proposal.ts';
import { TOOLSETS } from '../../src/shared/domain/toolset.ts';
import type { TradeAlert } from '../../src/shared/domain/trade-alert.ts';
import { gatewayConfigureSchema, gatewayShutdownSchema } from '../../src/shared/ipc/demo-gateway-messages.ts';
import { startWorker } from '../../src/worker/worker.ts';
import { fakeChild } from './fake-child.ts';
import { silentLogger } from './silent-logger.ts';
import { CHEAP_SCRYPT, noKeychain } from './vault-fixture.ts';

const BRIDGE = resolve(import.meta.dirname, '..', '..', 'src', 'bridge', 'index.ts');
const READY_TIMEOUT_MS = 20_000;
const CONTROL_TOKEN = 'core-harness-control-token-0123456789';

export interface CoreHarness {
  readonly core: Core;
  readonly homeDir: string;
  /** The running demo exchange; another one after its restart. */
  gateway(): Gateway;
  /** What the user was alerted to after trades. */
  readonly alerted: readonly TradeAlert[];
  /** What the user was notified of. */
  readonly notified: readonly Proposal[];
  /** Names of what the windows were told. */
  readonly published: readonly string[];
  /** The SDK's client through the real bridge, in a process of its own. */
  client(name?: string): Promise<Client>;
  /** Ends everything and starts it again over the same home; `between` runs while nothing is open. */
  restart(between?: () => void): Promise<void>;
  close(): Promise<void>;
}

/**
 * The whole app without Electron: core, worker and demo exchange in this process over ports that copy, the bridge as
 * a program. What it does not have are windows and the boundaries of processes.
 */
export async function startCoreHarness(
  settings: Partial<AppSettings> = {},
  fixed: FixedWorld | null = null,
  forkAccountProcess: ForkAccountProcess = workerHere,
): Promise<CoreHarness> {
  const homeDir = mkdtempSync(join(tmpdir(), 'tiger-core-'));
  const state: HarnessState = {
    homeDir,
    fixed,
    forkAccountProcess,
    gateway: null,
    notified: [],
    alerted: [],
    published: [],
    clients: [],
  };
  const kept = memorySettings(settings);
  let core = await begin(state, kept);
  return {
    get core() {
      return core;
    },
    homeDir,
    gateway() {
      if (state.gateway === null) throw new Error('the demo exchange does not run');
      return state.gateway;
    },
    notified: state.notified,
    alerted: state.alerted,
    published: state.published,
    client: (name = 'test-client') => connect(state, name, core),
    async restart(between) {
      await end(state, core);
      between?.();
      core = await begin(state, kept);
    },
    async close() {
      await end(state, core);
      rmSync(homeDir, { recursive: true, force: true });
    },
  };
}

/** App and exchange by one clock that stands until it is moved: the same figures at every run. */
export interface FixedWorld {
  readonly clock: ManualClock;
  readonly seed: number;
}

interface HarnessState {
  readonly homeDir: string;
  readonly fixed: FixedWorld | null;
  readonly forkAccountProcess: ForkAccountProcess;
  gateway: Gateway | null;
  readonly notified: Proposal[];
  readonly alerted: TradeAlert[];
  readonly published: string[];
  clients: Client[];
}

async function begin(state: HarnessState, settings: ReturnType<typeof memorySettings>): Promise<Core> {
  const core = await startCore({
    paths: pathsIn(state.homeDir),
    settings,
    clock: clockOf(state),
    logger: silentLogger,
    appVersion: '0.0.0-test',
    secretBox: noKeychain,
    scryptCost: CHEAP_SCRYPT,
    forkAccountProcess: state.forkAccountProcess,
    forkDemoGateway: () => gatewayHere(state),
    publish: (name) => state.published.push(name),
    notify: (proposal) => state.notified.push(proposal),
    notifyAlert: (alert) => state.alerted.push(alert),
    controlToken: CONTROL_TOKEN,
  });
  core.start();
  await core.untilDemoIsReady(READY_TIMEOUT_MS);
  return core;
}

function clockOf({ fixed }: HarnessState): Clock {
  return fixed === null ? systemClock : { nowMs: () => fixed.clock.nowMs() };
}

async function end(state: HarnessState, core: Core): Promise<void> {
  await Promise.allSettled(state.clients.map((client) => client.close()));
  state.clients = [];
  await core.close();
}

async function connect(state: HarnessState, name: string, core: Core): Promise<Client> {
  // As the user lets a program in beforehand, in the window.
  const { id } = await core.book.create({ name, origin: 'snippet', program: null, ...core.door.trader() });
  await core.book.change(id, { toolsets: [...TOOLSETS] });
  const client = new Client({ name, version: '1.0.0' });
  const env = { ...definedEnv(), TIGER_MCP_HOME: state.homeDir };
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [BRIDGE, '--client', id],
      env,
      stderr: 'pipe',
    }),
  );
  state.clients.push(client);
  return client;
}

/** The process of an account, in this one. */
export function workerHere(): ChildLink {
  const child = fakeChild();
  startWorker({
    port: child.port,
    exit: (code) => child.exit(code),
    onDefect: (_where, error) => {
      throw error;
    },
  });
  return child.link;
}

/** Answers the messages of the exchange's process, as src/gateway/process.ts does. */
function gatewayHere(state: HarnessState): ChildLink {
  const child = fakeChild();
  const answer = async (message: unknown): Promise<void> => {
    const configure = gatewayConfigureSchema.safeParse(message);
    if (configure.success) {
      const { homeDir, clock } = configure.data;
      // A clock that stands would let no limit of a minute end.
      const door = { faults: true, controlToken: CONTROL_TOKEN, rateLimits: state.fixed === null };
      state.gateway = await startGateway({ homeDir, clock, ...door, ...state.fixed });
      const { url, properties } = state.gateway;
      child.port.post({ type: 'ready', url, properties });
    }
    if (gatewayShutdownSchema.safeParse(message).success) {
      await state.gateway?.close();
      child.exit(0);
    }
  };
  child.port.onMessage((message) => {
    answer(message).catch((error: unknown) => child.port.post({ type: 'failed', message: String(error) }));
  });
  child.port.post({ type: 'hello' });
  return child.link;
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
