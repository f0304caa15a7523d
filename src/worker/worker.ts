import type * as z from 'zod';
import { mainCalls } from '../shared/ipc/main-calls.ts';
import { workerCalls } from '../shared/ipc/worker-calls.ts';
import { workerConfigureSchema, workerShutdownSchema } from '../shared/ipc/worker-messages.ts';
import { type Port, RPC_PROTOCOL } from '../shared/rpc/port.ts';
import { RpcClient } from '../shared/rpc/rpc-client.ts';
import { serveRpc } from '../shared/rpc/rpc-server.ts';
import { type Clock, systemClock } from '../tiger/clock.ts';
import { readTigerConfig, requireLoopback, type TigerConfig } from '../tiger/config.ts';
import { ConfigError } from '../tiger/config-error.ts';
import { openTigerClient } from '../tiger/open-tiger-client.ts';
import type { TigerClient } from '../tiger/tiger-client.ts';
import type { TigerToken } from '../tiger/tiger-token.ts';
import { BarSource } from './bar-source.ts';
import { CallCounter } from './call-counter.ts';
import { ContractSource } from './contract-source.ts';
import { workerHandlers } from './handlers.ts';
import { openPushRelay } from './open-push-relay.ts';
import { openRateLimiter } from './open-rate-limiter.ts';
import { OrderLane } from './order-lane.ts';
import { OrderSender } from './order-sender.ts';
import type { PushRelay } from './push-relay.ts';
import { QuoteSource } from './quote-source.ts';
import { ReadCache } from './read-cache.ts';
import { ReuseCounter } from './reuse-counter.ts';
import { TokenKeeper, tokenToUse } from './token-keeper.ts';

export interface WorkerDeps {
  readonly port: Port;
  /** Ends the process; called once, after `shutdown`. */
  readonly exit: (code: number) => void;
  /** Told of defects; must not print messages, which can hold anything. */
  readonly onDefect: (where: string, error: unknown) => void;
  readonly clock?: Clock;
}

/** Writing a row takes milliseconds, on a slow disk a second. */
const STORE_TIMEOUT_MS = 10_000;

interface Running {
  readonly client: TigerClient;
  readonly lane: OrderLane;
  readonly calls: CallCounter;
  readonly tokens: TokenKeeper;
  /** null: the configuration names no push service. */
  readonly push: PushRelay | null;
}

/**
 * One account's process over any port: says hello, waits for its configuration, then answers calls until it is told
 * to shut down. A configuration that cannot be used is answered with what to do, and another may follow.
 */
export function startWorker(deps: WorkerDeps): void {
  let running: Running | null = null;
  deps.port.onMessage((message) => {
    const configure = workerConfigureSchema.safeParse(message);
    if (configure.success && running === null) running = configured(deps, configure.data);
    if (workerShutdownSchema.safeParse(message).success) void shutDown(deps, running);
  });
  deps.port.post({ type: 'hello', protocol: RPC_PROTOCOL });
}

function configured(deps: WorkerDeps, message: z.output<typeof workerConfigureSchema>): Running | null {
  try {
    const config = readTigerConfig(message.properties);
    if (message.isDemo) requireLoopback(config);
    const token = tokenToUse(config, message.tokenFile);
    const running = serve(deps, { ...config, token: token?.secret ?? null }, token, message.areLimitsShared);
    deps.port.post({ type: 'configured', ok: true });
    running.push?.start();
    running.tokens.start();
    return running;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    deps.port.post({ type: 'configured', ok: false, message: error.message, nextStep: error.nextStep });
    return null;
  }
}

function serve(
  deps: WorkerDeps,
  config: TigerConfig,
  token: TigerToken | null,
  areLimitsShared: boolean,
): Running {
  const clock = deps.clock ?? systemClock;
  const main = areLimitsShared ? new RpcClient(mainCalls, deps.port) : null;
  const { tigerId, account } = config;
  const client = openTigerClient(config, openRateLimiter({ tigerId, account, clock, main }));
  const lane = new OrderLane();
  const calls = new CallCounter();
  const sender = new OrderSender({ tiger: client, lane });
  const reuse = new ReuseCounter();
  const cache = new ReadCache({ clock, reuse });
  const tokens = new TokenKeeper({
    client,
    clock,
    config,
    token,
    store: async (tokenFile) => {
      const kept = { timeoutMs: STORE_TIMEOUT_MS, hasEffects: false };
      await main?.call('token.store', { tigerId, tokenFile }, kept);
    },
    onStatus: (status) => deps.port.post({ type: 'event', event: { name: 'token', token: status } }),
  });
  const symbols = { tiger: tokens, clock, reuse };
  const push = openPushRelay(config, deps.port, clock, cache);
  const handlers = workerHandlers({
    tiger: tokens,
    tokens,
    statistics: () => client.statistics,
    account: config.account,
    clock,
    cache,
    lists: new ReadCache({ clock, reuse }),
    quotes: new QuoteSource({ ...symbols, onAsked: (asked) => push?.watch(asked) }),
    contracts: new ContractSource(symbols),
    bars: new BarSource(symbols),
    reuse,
    calls,
    isUnderWay: (orderNumber) => sender.isUnderWay(orderNumber),
    sender,
  });
  serveRpc(workerCalls, handlers, deps.port, { onInternalError: deps.onDefect });
  return { client, lane, calls, push, tokens };
}

/** An order on the wire gets its answer first; one that only waits is dropped and said to be not sent. */
async function shutDown(deps: WorkerDeps, running: Running | null): Promise<void> {
  await running?.lane.close();
  await running?.push?.close();
  running?.tokens.close();
  // Reads under way end at once; every call gets its answer before the process goes.
  running?.client.close();
  await running?.calls.idle();
  deps.exit(0);
}
