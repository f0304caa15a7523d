import { AppError } from '../../shared/app-error.ts';
import type { AccountId } from '../../shared/domain/account.ts';
import type { Handlers, Input, Output } from '../../shared/ipc/contract.ts';
import { type MainCalls, mainCalls } from '../../shared/ipc/main-calls.ts';
import {
  type WorkerEffects,
  type WorkerPush,
  type WorkerReads,
  type WorkerTokens,
  workerCalls,
} from '../../shared/ipc/worker-calls.ts';
import { type ForwardedEvent, type WorkerEvent, workerEventSchema } from '../../shared/ipc/worker-events.ts';
import {
  type InspectedAccount,
  type PushIdentity,
  workerConfiguredSchema,
  workerHelloSchema,
  workerInspectedSchema,
} from '../../shared/ipc/worker-messages.ts';
import { eventMessageSchema, RPC_PROTOCOL } from '../../shared/rpc/port.ts';
import { RpcClient } from '../../shared/rpc/rpc-client.ts';
import { type CallContext, serveRpc } from '../../shared/rpc/rpc-server.ts';
import type { Secret } from '../../shared/secret.ts';
import type { AccountEffects, AccountReads, ReadOptions } from './account-directory.ts';
import { awaitMessage } from './await-message.ts';
import { ChildLife } from './child-life.ts';
import type { ChildLink } from './child-link.ts';
import { ConfigurationRefused } from './problem-of-error.ts';
import type { PushLine } from './push-group.ts';
import type { SupervisionLimits } from './supervision-limits.ts';

/** The process answers within 10 s, even when the renewal goes on. */
const TOKEN_TIMEOUT_MS = 15_000;

export interface SessionInput {
  readonly accountId: AccountId;
  readonly properties: Secret;
  /** Text of tiger_openapi_token.properties; null: the account has none. */
  readonly tokenFile: Secret | null;
  readonly isDemo: boolean;
}

/** What the process gets from main. */
export interface SessionServed {
  readonly handlers: Handlers<MainCalls, CallContext>;
  readonly onEvent: (event: WorkerEvent) => void;
  readonly onDefect: (name: string, error: unknown) => void;
}

/** One life of an account's process, from its configuration to its exit. */
export class AccountSession implements AccountReads, AccountEffects, PushLine {
  readonly #link: ChildLink;
  readonly #life: ChildLife;
  readonly #rpc: RpcClient<typeof workerCalls>;
  readonly #limits: SupervisionLimits;
  readonly #hello: Promise<void>;

  constructor(link: ChildLink, limits: SupervisionLimits, served: SessionServed) {
    const { onEvent, handlers, onDefect } = served;
    this.#link = link;
    this.#limits = limits;
    this.#rpc = new RpcClient(workerCalls, link.port);
    serveRpc(mainCalls, handlers, link.port, { onInternalError: onDefect });
    link.port.onMessage((message) => {
      const parsed = eventMessageSchema.safeParse(message);
      const event = workerEventSchema.safeParse(parsed.data?.event);
      if (event.success && !this.#life.hasExited) onEvent(event.data);
    });
    this.#life = new ChildLife(link, () => this.#rpc.close('the account process ended'));
    this.#hello = greeted(link, limits);
    // Whoever configures or inspects is told; until then a failure is nobody's.
    this.#hello.catch(() => {});
  }

  get hasExited(): boolean {
    return this.#life.hasExited;
  }

  get exited(): Promise<void> {
    return this.#life.exited;
  }

  /**
   * Waits for the hello, then hands over the credential, by message: argument lists and environments can be read by
   * other processes of the user.
   * @returns who the push service would see; null if the configuration names none
   * @throws AppError credentials if the process cannot use the properties; timeout or unavailable otherwise
   */
  async configure(input: SessionInput): Promise<PushIdentity | null> {
    await this.#hello;
    const answer = awaitMessage(
      this.#link,
      workerConfiguredSchema,
      this.#limits.configureTimeoutMs,
      'configuration',
    );
    this.#link.port.post({
      type: 'configure',
      accountId: input.accountId,
      properties: input.properties.reveal(),
      tokenFile: input.tokenFile?.reveal() ?? null,
      isDemo: input.isDemo,
      areLimitsShared: true,
    });
    const configured = await answer;
    if (!configured.ok)
      throw new ConfigurationRefused(configured.kind, configured.message, configured.nextStep);
    return configured.push;
  }

  /**
   * Which accounts a text is about; nothing of it is used yet.
   * @throws AppError credentials if it is no properties text; timeout or unavailable otherwise
   */
  async inspect(properties: Secret): Promise<readonly InspectedAccount[]> {
    await this.#hello;
    const answer = awaitMessage(
      this.#link,
      workerInspectedSchema,
      this.#limits.configureTimeoutMs,
      'inspection',
    );
    this.#link.port.post({ type: 'inspect', properties: properties.reveal() });
    const inspected = await answer;
    if (inspected.ok) return inspected.accounts;
    throw new ConfigurationRefused(inspected.kind, inspected.message, inspected.nextStep);
  }

  /** Resolves when no call is under way, or after the limit: each call has a time limit of its own. */
  async drained(timeoutMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, timeoutMs);
    });
    await Promise.race([this.#rpc.idle(), limit]);
    clearTimeout(timer);
  }

  read<K extends keyof WorkerReads & string>(
    name: K,
    input: Input<WorkerReads, K>,
    options: ReadOptions,
  ): Promise<Output<WorkerReads, K>> {
    const call = this.#rpc.call(name, input as never, { ...options, hasEffects: false });
    return call as Promise<Output<WorkerReads, K>>;
  }

  effect<K extends keyof WorkerEffects & string>(
    name: K,
    input: Input<WorkerEffects, K>,
    options: { readonly timeoutMs: number },
  ): Promise<Output<WorkerEffects, K>> {
    const call = this.#rpc.call(name, input as never, { ...options, hasEffects: true });
    return call as Promise<Output<WorkerEffects, K>>;
  }

  push<K extends keyof WorkerPush & string>(
    name: K,
    input: Input<WorkerPush, K>,
    options: { readonly timeoutMs: number },
  ): Promise<unknown> {
    return this.#rpc.call(name, input as never, { ...options, hasEffects: false });
  }

  forward(event: ForwardedEvent): void {
    if (!this.#life.hasExited) this.#link.port.post({ type: 'forward', event });
  }

  /** How it went, or that it goes on. @throws AppError unavailable, timeout or invalid_input */
  token<K extends keyof WorkerTokens & string>(
    name: K,
    input: Input<WorkerTokens, K>,
  ): Promise<Output<WorkerTokens, K>> {
    const call = this.#rpc.call(name, input as never, { timeoutMs: TOKEN_TIMEOUT_MS, hasEffects: false });
    return call as Promise<Output<WorkerTokens, K>>;
  }

  stop(): Promise<void> {
    return this.#life.stop(this.#limits.stopTimeoutMs);
  }

  kill(): void {
    this.#life.kill();
  }
}

async function greeted(link: ChildLink, limits: SupervisionLimits): Promise<void> {
  const hello = await awaitMessage(link, workerHelloSchema, limits.helloTimeoutMs, 'hello');
  if (hello.protocol === RPC_PROTOCOL) return;
  throw new AppError(
    'internal',
    `The account process speaks protocol ${hello.protocol}, not ${RPC_PROTOCOL}.`,
    { nextStep: 'Install the app again: its parts are of different versions.' },
  );
}
