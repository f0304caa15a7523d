import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { DEMO_SETUP, type DeveloperSetup, openAccounts } from './demo-accounts.ts';
import { GatewayControl } from './faults/gateway-control.ts';
import {
  alwaysOpenClock,
  type ClockKind,
  type GatewayClock,
  ManualClock,
  realClock,
} from './gateway-clock.ts';
import { HistoryQuota } from './history-quota.ts';
import { createGatewayServer } from './http-server.ts';
import { type GatewayIdentity, loadIdentity } from './identity/gateway-identity.ts';
import { propertiesText } from './identity/properties-text.ts';
import { SimulatedMarket } from './market/simulated-market.ts';
import { type DuplicateOrderIds, OrderEngine } from './matching/order-engine.ts';
import { type OpenPush, openPush } from './push/open-push.ts';
import { RateLimiter, type RateLimitForm } from './rate-limiter.ts';
import { handleRequest } from './request-handler.ts';
import { writeDurably } from './store/durable-file.ts';
import { claimHome, refuseIfClaimed, releaseHome } from './store/home-claim.ts';
import { LedgerStore } from './store/ledger-store.ts';
import { UserTokens } from './user-token.ts';

export interface GatewayOptions {
  /** Folder for keys, ledger and the properties file; made if absent. */
  readonly homeDir: string;
  /** 0 (the default) takes any free port. */
  readonly port?: number;
  /** Of the push service; as `port`. */
  readonly pushPort?: number;
  /** `always_open` by default. A manual clock stands until `control` or the given object moves it. */
  readonly clock?: ClockKind | ManualClock;
  /** Start of a manual clock that is asked for by name; now by default. */
  readonly manualStartMs?: number;
  readonly seed?: number;
  /** For tests: opens fault injection and the control door. */
  readonly faults?: boolean;
  /** Token of the control door; a random one by default. */
  readonly controlToken?: string;
  /** Developers with their accounts; the demo account by default. */
  readonly tigerIds?: readonly DeveloperSetup[];
  readonly duplicateOrderIds?: DuplicateOrderIds;
  /** The limits of the wire contract, on by default. */
  readonly rateLimits?: boolean;
  /** `http_429` by default. */
  readonly rateLimitForm?: RateLimitForm;
}

interface GatewayDeveloper {
  readonly tigerId: string;
  readonly accounts: readonly string[];
  /** Text of tiger_openapi_config.properties, private key included: treat it as a secret. */
  readonly properties: string;
  /** A first user token, which the portal would give; only licence TBHK asks for it. */
  readonly token: string;
}

export interface Gateway {
  readonly url: string;
  /** `ssl,host,port` of the push service. */
  readonly pushAddress: string;
  /** The first developer's configuration file, as text and as a file (mode 0600) in the home folder. */
  readonly properties: string;
  readonly propertiesPath: string;
  readonly developers: readonly GatewayDeveloper[];
  /** Bare base64 SPKI. */
  readonly gatewayPublicKey: string;
  /** Null unless started with `faults`. */
  readonly control: { readonly door: GatewayControl; readonly url: string; readonly token: string } | null;
  close(): Promise<void>;
}

const PROPERTIES_FILE = 'tiger_openapi_config.properties';
const CONTROL_TOKEN_FILE = 'control-token';
const HOST = '127.0.0.1';
const DEFAULT_SEED = 1;
/** Resting orders look at the market this often without any request. */
const ADVANCE_INTERVAL_MS = 250;

/** Starts the simulated gateway. @throws Error if the folder is in use or damaged, or the port is taken */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { homeDir } = options;
  await refuseIfClaimed(homeDir);
  const clock = chooseClock(options);
  const setups = options.tigerIds ?? DEMO_SETUP;
  const store = new LedgerStore({ homeDir });
  const market = new SimulatedMarket({ clock, seed: options.seed ?? DEFAULT_SEED });
  const engine = new OrderEngine({
    store,
    market,
    clock,
    duplicateOrderIds: options.duplicateOrderIds ?? 'refuse',
  });
  openAccounts(store, setups, clock.nowMs());
  const identity = await loadIdentity(homeDir, setups);
  const door = options.faults === true ? new GatewayControl({ market, clock, engine, store }) : null;
  const limiter =
    options.rateLimits === false
      ? null
      : new RateLimiter({
          nowMs: () => performance.now(),
          form: options.rateLimitForm ?? 'http_429',
        });
  const tokens = new UserTokens({ signingKey: identity.signingKey });
  const services = { clock, market, store, engine, quota: new HistoryQuota(), tokens };
  const instanceId = randomUUID();
  const token = options.controlToken ?? randomUUID();
  const server = createGatewayServer({
    handle: (body, token) => handleRequest({ services, identity, limiter, control: door }, body, token),
    instanceId,
    control: door === null ? null : { door, token },
  });
  const origin = await listen(server, options.port ?? 0).catch((error: unknown) => {
    store.close();
    throw error;
  });
  const push = await openPush(
    { services, identity, faults: door?.pushFaults ?? null },
    options.pushPort ?? 0,
  ).catch(async (error: unknown) => {
    await closeServer(server);
    store.close();
    throw error;
  });
  const url = `${origin}/gateway`;
  claimHome(homeDir, url, instanceId);
  const timer = setInterval(() => advanceQuietly(engine), ADVANCE_INTERVAL_MS);
  const tokenOf = (tigerId: string) => tokens.issue(tigerId, clock.nowMs()).text;
  const developers = describeDevelopers(identity, setups, { url, push, tokenOf });
  const properties = developers[0]?.properties ?? '';
  const propertiesPath = join(homeDir, PROPERTIES_FILE);
  writeDurably(propertiesPath, properties);
  // The first developer's file has the name that the SDKs look for; the others have their number in it.
  for (const { tigerId, properties: text } of developers.slice(1)) {
    writeDurably(join(homeDir, `tiger_openapi_config.${tigerId}.properties`), text);
  }
  // A parent process reads the token here: arguments and output are seen by others.
  if (door !== null) writeDurably(join(homeDir, CONTROL_TOKEN_FILE), token);
  return {
    url,
    pushAddress: push.address,
    properties,
    propertiesPath,
    developers,
    gatewayPublicKey: identity.publicKeyText,
    control: door === null ? null : { door, url: `${origin}/__control`, token },
    close: async () => {
      clearInterval(timer);
      await push.close();
      await closeServer(server);
      store.close();
      releaseHome(homeDir);
    },
  };
}

function chooseClock(options: GatewayOptions): GatewayClock {
  const { clock } = options;
  if (clock instanceof ManualClock) return clock;
  if (clock === 'real') return realClock();
  if (clock === 'manual') return new ManualClock({ startMs: options.manualStartMs ?? Date.now() });
  return alwaysOpenClock();
}

/** A write error here has already closed the ledger for orders; the next request answers with a server error. */
function advanceQuietly(engine: OrderEngine): void {
  try {
    engine.advance();
  } catch {
    return;
  }
}

function describeDevelopers(
  identity: GatewayIdentity,
  setups: readonly DeveloperSetup[],
  reached: {
    readonly url: string;
    readonly push: OpenPush;
    readonly tokenOf: (tigerId: string) => string;
  },
): readonly GatewayDeveloper[] {
  return setups.flatMap((setup) => {
    const developer = identity.developers.find((item) => item.tigerId === setup.tigerId);
    if (developer === undefined) return [];
    const accounts = setup.accounts.map((item) => item.account);
    const { url, push, tokenOf } = reached;
    const properties = propertiesText(identity, developer, accounts[0] ?? '', url, push);
    return [{ tigerId: setup.tigerId, accounts, properties, token: tokenOf(setup.tigerId) }];
  });
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(`http://${HOST}:${address.port}`);
      else reject(new Error('the simulated gateway has no address'));
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Hanging answers and keep-alive connections would hold the close for ever.
    server.closeAllConnections();
  });
}
