import { AppError } from '../../shared/app-error.ts';
import type { AccountId } from '../../shared/domain/account.ts';
import type { Handlers, Input, Output } from '../../shared/ipc/contract.ts';
import { type MainCalls, mainCalls } from '../../shared/ipc/main-calls.ts';
import { type WorkerEffects, type WorkerReads, workerCalls } from '../../shared/ipc/worker-calls.ts';
import { type WorkerEvent, workerEventSchema } from '../../shared/ipc/worker-events.ts';
import { workerConfiguredSchema, workerHelloSchema } from '../../shared/ipc/worker-messages.ts';
import { eventMessageSchema, RPC_PROTOCOL } from '../../shared/rpc/port.ts';
import { RpcClient } from '../../shared/rpc/rpc-client.ts';
import { type CallContext, serveRpc } from '../../shared/rpc/rpc-server.ts';
import type { Secret } from '../../shared/secret.ts';
import type { AccountEffects, AccountReads, ReadOptions } from './account-directory.ts';
import { awaitMessage } from './await-message.ts';
import { ChildLife } from './child-life.ts';
import type { ChildLink } from './child-link.ts';
import type { SupervisionLimits } from './supervision-limits.ts';

export interface SessionInput {
  readonly accountId: AccountId;
  readonly properties: Secret;
  readonly isDemo: boolean;
}

/** What the process gets from main. */
export interface SessionServed {
  readonly handlers: Handlers<MainCalls, CallContext>;
  readonly onEvent: (event: WorkerEvent) => void;
  readonly onDefect: (name: string, error: unknown) => void;
}

/** One life of an account's process, from its configuration to its exit. */
export class AccountSession implements AccountReads, AccountEffects {
  readonly #link: ChildLink;
  readonly #life: ChildLife;
  readonly #rpc: RpcClient<typeof workerCalls>;
  readonly #limits: SupervisionLimits;

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
   * @throws AppError credentials if the process cannot use the properties; timeout or unavailable otherwise
   */
  async configure(input: SessionInput): Promise<void> {
    const hello = await awaitMessage(this.#link, workerHelloSchema, this.#limits.helloTimeoutMs, 'hello');
    if (hello.protocol !== RPC_PROTOCOL) {
      throw new AppError(
        'internal',
        `The account process speaks protocol ${hello.protocol}, not ${RPC_PROTOCOL}.`,
        {
          nextStep: 'Install the app again: its parts are of different versions.',
        },
      );
    }
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
      isDemo: input.isDemo,
      areLimitsShared: true,
    });
    const configured = await answer;
    if (!configured.ok)
      throw new AppError('credentials', configured.message, { nextStep: configured.nextStep });
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

  stop(): Promise<void> {
    return this.#life.stop(this.#limits.stopTimeoutMs);
  }

  kill(): void {
    this.#life.kill();
  }
}
