import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { AppError } from '../shared/app-error.ts';
import type { ClientRules } from '../shared/domain/client-entry.ts';
import type { RiskSettings } from '../shared/domain/risk-settings.ts';
import type { WindowRole } from '../shared/ipc/command.ts';
import { gatewayReadySchema } from '../shared/ipc/demo-gateway-messages.ts';
import type { ChildLink, ForkDemoGateway } from './accounts/child-link.ts';
import { type Core, type CoreDeps, startCore } from './core.ts';
import { commandHandlers } from './ipc/command-handlers.ts';
import { ipcRouter } from './ipc/ipc-router.ts';
import { ShownMarket } from './ipc/shown-market.ts';
import { systemClock } from './platform/clock.ts';
import { pathsIn } from './platform/paths.ts';
import { memorySettings } from './platform/settings.ts';
import type { AttackRange, SentOrder } from './red-team/attack-range.ts';
import { connectPeer } from './red-team/mcp-peer.ts';
import type { SecretBox } from './vault/secret-box.ts';

/** What an isolated app shares with the running one: its code, and how processes are started. */
export type IsolatedDeps = Pick<
  CoreDeps,
  'logger' | 'appVersion' | 'forkAccountProcess' | 'forkDemoGateway' | 'nativeBinding'
>;

/** What an isolated app has of the user's: copies. */
export interface IsolatedRules {
  readonly settings: RiskSettings;
  readonly client: { readonly name: string; readonly rules: Omit<ClientRules, 'accounts'> };
}

export interface IsolatedApp {
  readonly range: AttackRange;
  close(): Promise<void>;
}

/** From a cold start to a ready account takes about a second; a busy machine needs several. */
const READY_TIMEOUT_MS = 60_000;
const DOOR_TIMEOUT_MS = 20_000;
const CONTROL_TOKEN_BYTES = 24;
const SECOND_ALIAS = 'second';
const ORIGIN = 'app://isolated';
const WINDOW_IDS: ReadonlyMap<number, WindowRole> = new Map([
  [1, 'main'],
  [2, 'approval'],
]);

/**
 * The whole app once more, without windows: a data folder, a database, an exchange and accounts of its own, which are
 * gone when it closes. Nothing of it can reach an account of the user, because it has the key of none.
 */
export async function startIsolatedApp(deps: IsolatedDeps, rules: IsolatedRules): Promise<IsolatedApp> {
  const homeDir = mkdtempSync(join(tmpdir(), 'tiger-attack-'));
  const paths = pathsIn(homeDir);
  const clock = shiftedClock();
  // What an attack makes the app complain of is marked, so that nobody takes it for an attack on the user's app.
  const logger = deps.logger.child({ app: 'isolated' });
  const controlToken = randomBytes(CONTROL_TOKEN_BYTES).toString('hex');
  const exchange = watchedExchange(deps.forkDemoGateway);
  const settings = memorySettings({ holdSeconds: 0, demoClock: 'always_open' });
  let core: Core | null = null;
  const close = async () => {
    await core?.close();
    rmSync(homeDir, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const { nativeBinding } = deps;
    core = await startCore({
      ...(nativeBinding === undefined ? {} : { nativeBinding }),
      paths,
      settings,
      clock,
      logger,
      appVersion: deps.appVersion,
      secretBox: NO_KEYCHAIN,
      forkAccountProcess: deps.forkAccountProcess,
      forkDemoGateway: exchange.fork,
      controlToken,
      publish: () => {},
      notify: () => {},
      notifyAlert: () => {},
    });
    core.start();
    await core.untilDemoIsReady(READY_TIMEOUT_MS);
    const range = await rangeOf({ core, rules, clock, exchange, controlToken, homeDir, logger });
    return { range, close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface RangeDeps {
  readonly core: Core;
  readonly rules: IsolatedRules;
  readonly clock: ReturnType<typeof shiftedClock>;
  readonly exchange: ReturnType<typeof watchedExchange>;
  readonly controlToken: string;
  readonly homeDir: string;
  readonly logger: CoreDeps['logger'];
}

async function rangeOf(deps: RangeDeps): Promise<AttackRange> {
  const { core, rules, clock, exchange, homeDir } = deps;
  const paths = pathsIn(homeDir);
  const demo = core.accounts.list().find(({ isDemo }) => isDemo);
  if (demo === undefined)
    throw new AppError('internal', 'There is no demo account.', { nextStep: 'Try again.' });
  await core.riskSettings.set(demo.id, rules.settings);
  const accounts = [{ accountId: demo.id, access: 'propose' as const }];
  const entry = await core.book.create({
    name: rules.client.name,
    origin: 'snippet',
    program: null,
    role: rules.client.rules.role,
    accounts,
  });
  await core.book.change(entry.id, { ...rules.client.rules, state: 'active' });
  const control = controlDoor(exchange, deps.controlToken);
  const pairing = () => ({
    clientId: entry.id,
    token: readFileSync(join(paths.pairingsDir, entry.id), 'utf8'),
  });
  return {
    settings: rules.settings,
    alias: demo.alias,
    accountId: demo.id,
    clientName: entry.name,
    origin: ORIGIN,
    client: (name = entry.name) =>
      connectPeer({ endpointFile: paths.endpointFile, pairing: pairing(), name }),
    stranger: (name) => connectPeer({ endpointFile: paths.endpointFile, pairing: null, name }),
    window: windowsOf(deps),
    exchange: async (command) => {
      await control(command);
    },
    sentOrders: async () => sentOrdersIn(await control({ action: 'received' })),
    async secondAccount() {
      const { properties } = exchange.listening();
      const { id } = await core.admin.add({ alias: SECOND_ALIAS, label: SECOND_ALIAS, properties });
      await core.admin.setClientAccess(id, 'propose');
      return SECOND_ALIAS;
    },
    passTime: (byMs) => clock.pass(byMs),
    nowMs: () => clock.nowMs(),
  };
}

/** The same gate and the same handlers as the app's windows have; what only a screen can do is left out. */
function windowsOf({ core, clock, homeDir, logger }: RangeDeps): AttackRange['window'] {
  const paths = pathsIn(homeDir);
  const settings = memorySettings();
  const nothing = async () => {};
  const handlers = commandHandlers({
    ...core,
    shownMarket: new ShownMarket({ live: core.live, publish: () => {} }),
    settings,
    exportsDir: paths.exportsDir,
    clock,
    setup: {
      launcherPath: join(homeDir, 'tiger-mcp'),
      platform: process.platform,
      userHomeDir: homeDir,
      appDataDir: homeDir,
      localAppDataDir: homeDir,
      homeDir,
    },
    status: () =>
      Promise.reject(new AppError('unavailable', 'There is no window here.', { nextStep: 'None.' })),
    showFile: nothing,
    openApproval: nothing,
    openFlatten: nothing,
    stopShortcuts: () => [],
    redTeam: NO_RED_TEAM,
  });
  const route = ipcRouter({ handlers, roles: WINDOW_IDS, origin: ORIGIN, logger, lock: core.lock });
  return (role, name, input, sender = {}) => {
    const contentsId = [...WINDOW_IDS].find(([, one]) => one === role)?.[0] ?? 0;
    const frame = { hasParent: false, origin: ORIGIN };
    return route({ contentsId, frame, ...sender }, { name, input });
  };
}

/** An attack starts no attacks. */
const NO_RED_TEAM = {
  status: () => ({ running: null, problem: null, runs: [] }),
  start: () => Promise.reject(new AppError('conflict', 'This app is under attack.', { nextStep: 'None.' })),
  end: () => {},
  exportNewest: () => '',
};

/** The time of the app; the exchange's goes its own way. */
function shiftedClock() {
  let shiftMs = 0;
  return {
    nowMs: () => systemClock.nowMs() + shiftMs,
    pass(byMs: number) {
      shiftMs += byMs;
    },
  };
}

type Listening = z.infer<typeof gatewayReadySchema>;

/** Starts the exchange, and remembers where it listens. */
function watchedExchange(fork: ForkDemoGateway) {
  let current: Listening | null = null;
  return {
    fork: (): ChildLink => {
      const link = fork();
      link.port.onMessage((message) => {
        const ready = gatewayReadySchema.safeParse(message);
        if (ready.success) current = ready.data;
      });
      return link;
    },
    listening(): Listening {
      if (current !== null) return current;
      throw new AppError('unavailable', 'The exchange does not listen.', { nextStep: 'Try again.' });
    },
  };
}

/** The exchange's own door for faults and prices, which also shows what arrived. */
function controlDoor(exchange: ReturnType<typeof watchedExchange>, token: string) {
  return async (command: object): Promise<unknown> => {
    const answer = await fetch(new URL('/__control', exchange.listening().url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-control-token': token },
      body: JSON.stringify(command),
      signal: AbortSignal.timeout(DOOR_TIMEOUT_MS),
    });
    if (answer.ok) return answer.json();
    throw new AppError('unavailable', `The exchange refused a command: ${await answer.text()}`, {
      nextStep: 'Try again.',
    });
  };
}

const receivedSchema = z.looseObject({
  received: z.array(z.looseObject({ method: z.string(), bizContent: z.string().nullable() })),
});
const placedSchema = z.looseObject({
  symbol: z.string(),
  action: z.string(),
  total_quantity: z.coerce.number(),
});

/** Every message that would place an order, whether the exchange took it or not. */
function sentOrdersIn(answer: unknown): SentOrder[] {
  return receivedSchema
    .parse(answer)
    .received.filter(({ method }) => method === 'place_order')
    .map(({ bizContent }) => {
      const {
        symbol,
        action,
        total_quantity: quantity,
      } = placedSchema.parse(JSON.parse(bizContent ?? 'null'));
      return { symbol, side: action, quantity };
    });
}

const NO_KEYCHAIN: SecretBox = {
  backend: async () => null,
  encrypt: () => Promise.reject(new Error('an isolated app has no keychain')),
  decrypt: () => Promise.reject(new Error('an isolated app has no keychain')),
};
