import { afterEach, beforeEach, expect } from 'vitest';
import { AppError } from '../../../src/shared/app-error.ts';
import type { OrderDraft } from '../../../src/shared/domain/order.ts';
import { orderDraftSchema } from '../../../src/shared/domain/order.ts';
import type { WorkerCalls } from '../../../src/shared/ipc/worker-calls.ts';
import { workerCalls } from '../../../src/shared/ipc/worker-calls.ts';
import { WORKER_HELLO_TIMEOUT_MS } from '../../../src/shared/ipc/worker-messages.ts';
import { RpcClient } from '../../../src/shared/rpc/rpc-client.ts';
import type { Clock } from '../../../src/tiger/clock.ts';
import { ExactNumber } from '../../../src/tiger/wire/exact-number.ts';
import { startWorker } from '../../../src/worker/worker.ts';
import { portPair } from '../../support/port-pair.ts';
import { until } from '../../support/until.ts';
import { answerCode, type Behaviour, LoopbackGateway, signedEnvelope } from '../tiger/loopback-gateway.ts';
import { methodFixtures } from '../tiger/vectors.ts';

export const READ = { timeoutMs: WORKER_HELLO_TIMEOUT_MS, hasEffects: false } as const;
export const EFFECT = { timeoutMs: WORKER_HELLO_TIMEOUT_MS, hasEffects: true } as const;

export const ORDER: OrderDraft = orderDraftSchema.parse({
  symbol: 'AAPL',
  market: 'US',
  securityType: 'STK',
  currency: 'USD',
  side: 'BUY',
  orderType: 'LMT',
  quantity: '100',
  limitPrice: '201.50',
  stopPrice: null,
  timeInForce: 'DAY',
  session: 'regular',
});

/** Answers by the name of the method; a method that is not named is refused as unknown. */
export function byMethod(behaviours: Readonly<Record<string, Behaviour>>): Behaviour {
  return (request, response) => {
    const unknown = answerCode(1000, 'the current requested method does not support');
    (behaviours[request.body.method] ?? unknown)(request, response);
  };
}

export function data(value: unknown, more: Readonly<Record<string, unknown>> = {}): Behaviour {
  return (request, response) => response.end(signedEnvelope(request, { data: exact(value), ...more }));
}

/** Test data is written with plain numbers such as 201.5; the wire takes exact ones alone. */
function exact(value: unknown): unknown {
  if (typeof value === 'number') return new ExactNumber(String(value));
  if (Array.isArray(value)) return value.map(exact);
  if (typeof value !== 'object' || value === null || value instanceof ExactNumber) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, exact(member)]));
}

/** The account's process in this one, with a bare gateway behind it. */
class AccountProcess {
  readonly gateway = new LoopbackGateway();
  readonly messages: unknown[] = [];
  readonly defects: unknown[] = [];
  readonly exits: number[] = [];
  readonly rpc: RpcClient<WorkerCalls>;
  readonly #main;

  constructor(deps: { readonly clock?: Clock } = {}) {
    const [main, worker] = portPair();
    this.#main = main;
    main.onMessage((message) => this.messages.push(message));
    this.rpc = new RpcClient(workerCalls, main);
    startWorker({
      port: worker,
      exit: (code) => this.exits.push(code),
      onDefect: (_where, error) => this.defects.push(error),
      ...deps,
    });
  }

  post(message: unknown): void {
    this.#main.post(message);
  }

  configure(properties: string, isDemo = true): void {
    this.post({ type: 'configure', accountId: 'acc_abcdefgh12345678', properties, isDemo });
  }

  async start(behaviour: Behaviour): Promise<void> {
    this.gateway.behave(behaviour);
    await this.gateway.start();
    this.configure(this.gateway.properties());
  }
}

/** The process of the test that runs: a fresh one for each, behind one name. */
type CurrentAccountProcess = Pick<AccountProcess, keyof AccountProcess>;

/** To be called once per test file: a fresh process for each test, which must end cleanly and without defects. */
export function freshAccountProcess(): CurrentAccountProcess {
  let account: AccountProcess;
  beforeEach(() => {
    account = new AccountProcess();
  });
  afterEach(async () => {
    if (account.exits.length === 0) account.post({ type: 'shutdown' });
    await until(() => expect(account.exits).toEqual([0]));
    await account.gateway.stop();
    expect(account.defects).toEqual([]);
  });
  return {
    get gateway() {
      return account.gateway;
    },
    get messages() {
      return account.messages;
    },
    get defects() {
      return account.defects;
    },
    get exits() {
      return account.exits;
    },
    get rpc() {
      return account.rpc;
    },
    post: (message) => account.post(message),
    configure: (properties, isDemo) => account.configure(properties, isDemo),
    start: (behaviour) => account.start(behaviour),
  };
}

export async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  const outcome = await promise.catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(AppError);
  return outcome as AppError;
}

/** What Tiger answered to the first recorded call of a method. */
export function recorded(method: string): unknown {
  return methodFixtures.find((fixture) => fixture.method === method)?.response_data;
}
