import type * as z from 'zod';
import type { AccountId } from '../shared/domain/account.ts';
import { mainCalls } from '../shared/ipc/main-calls.ts';
import { workerCalls } from '../shared/ipc/worker-calls.ts';
import {
  workerConfigureSchema,
  workerForwardSchema,
  workerInspectSchema,
  workerShutdownSchema,
} from '../shared/ipc/worker-messages.ts';
import { type Port, RPC_PROTOCOL } from '../shared/rpc/port.ts';
import { RpcClient } from '../shared/rpc/rpc-client.ts';
import { serveRpc } from '../shared/rpc/rpc-server.ts';
import { type Clock, systemClock } from '../tiger/clock.ts';
import { readTigerConfig, requireLoopback, type TigerConfig } from '../tiger/config.ts';
import { ConfigError } from '../tiger/config-error.ts';
import { openTigerClient } from '../tiger/open-tiger-client.ts';
import type { TigerClient } from '../tiger/tiger-client.ts';
import type { TigerToken } from '../tiger/tiger-token.ts';
import { AccountWatch } from './account-watch.ts';
import { BarSource } from './bar-source.ts';
import { CallCounter } from './call-counter.ts';
import { ContractSource } from './contract-source.ts';
import { workerHandlers } from './handlers.ts';
import { inspected, problemOf } from './inspect-file.ts';
import { openRateLimiter } from './open-rate-limiter.ts';
import { openTokenKeeper } from './open-token-keeper.ts';
import { OrderLane } from './order-lane.ts';
import { OrderSender } from './order-sender.ts';
import { openPush, type WorkerPushSide } from './push/open-push.ts';
import { QuoteSource } from './quote-source.ts';
import { ReadCache } from './read-cache.ts';
import { ReuseCounter } from './reuse-counter.ts';
import { type TokenKeeper, tokenToUse } from './token-keeper.ts';

export interface WorkerDeps {
  readonly port: Port;
  /** Ends the process; called once, after `shutdown`. */
  readonly exit: (code: number) => void;
  /** Told of defects; must not print messages, which can hold anything. */
  readonly onDefect: (where: string, error: unknown) => void;
  readonly clock?: Clock;
}

const TOLD = { timeoutMs: 5_000, hasEffects: false } as const;

interface Running {
  readonly client: TigerClient;
  readonly lane: OrderLane;
  readonly calls: CallCounter;
  readonly tokens: TokenKeeper;
  /** null: the configuration names no push service. */
  readonly push: WorkerPushSide | null;
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
    const inspect = workerInspectSchema.safeParse(message);
    if (inspect.success) deps.port.post(inspected(inspect.data.properties));
    const forward = workerForwardSchema.safeParse(message);
    if (forward.success) running?.push?.inbox.take(forward.data.event);
    if (workerShutdownSchema.safeParse(message).success) void shutDown(deps, running);
  });
  deps.port.post({ type: 'hello', protocol: RPC_PROTOCOL });
}

function configured(deps: WorkerDeps, message: z.output<typeof workerConfigureSchema>): Running | null {
  try {
    const config = readTigerConfig(message.properties);
    if (message.isDemo) requireLoopback(config);
    const token = tokenToUse(config, message.tokenFile);
    const running = serve(deps, { ...config, token: token?.secret ?? null }, token, message);
    deps.port.post({ type: 'configured', ok: true, push: running.push?.identity ?? null });
    running.tokens.start();
    return running;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    deps.port.post({ type: 'configured', ok: false, ...problemOf(error) });
    return null;
  }
}

function serve(
  deps: WorkerDeps,
  config: TigerConfig,
  token: TigerToken | null,
  { accountId, areLimitsShared }: { readonly accountId: AccountId; readonly areLimitsShared: boolean },
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
  const tokens = openTokenKeeper({ client, clock, config, token }, main);
  const tiger = new AccountWatch({
    reader: tokens,
    clock,
    // What is lost on the way is told again with the next change.
    onProblems: (problems) =>
      void main?.call('problems.tell', { problems: [...problems] }, TOLD).catch(() => undefined),
  });
  const lists = new ReadCache({ clock, reuse });
  const symbols = { tiger, clock, reuse, cache, lists };
  const push = openPush({ config, accountId, port: deps.port, clock, cache });
  const pushed = push?.quotes ?? null;
  const handlers = workerHandlers({
    tiger,
    tokens,
    statistics: () => client.statistics,
    account: config.account,
    clock,
    cache,
    lists,
    quotes: new QuoteSource({ ...symbols, pushed, onAsked: (asked) => push?.asked.take(asked) }),
    contracts: new ContractSource(symbols),
    bars: new BarSource(symbols),
    reuse,
    calls,
    isUnderWay: (orderNumber) => sender.isUnderWay(orderNumber),
    sender,
    push: push?.host ?? null,
  });
  serveRpc(workerCalls, handlers, deps.port, { onInternalError: deps.onDefect });
  return { client, lane, calls, push, tokens };
}

/** An order on the wire gets its answer first; one that only waits is dropped and said to be not sent. */
async function shutDown(deps: WorkerDeps, running: Running | null): Promise<void> {
  await running?.lane.close();
  await running?.push?.host.close();
  running?.tokens.close();
  // Reads under way end at once; every call gets its answer before the process goes.
  running?.client.close();
  await running?.calls.idle();
  deps.exit(0);
}
