import { AppError, invalidInput } from '../app-error.ts';
import type { Contract, Input, Output } from '../ipc/contract.ts';
import { CALLS_IN_FLIGHT_MAX, CLIENT_LENGTH_MAX, type Port, replyMessageSchema } from './port.ts';

/** Mandatory at every call site: how long we wait, and whether the call changes anything at the broker. */
export interface CallOptions {
  readonly timeoutMs: number;
  readonly hasEffects: boolean;
  readonly signal?: AbortSignal;
  /** The AI client for which the call is made; none: the app itself. */
  readonly client?: string;
}

interface Pending {
  readonly name: string;
  readonly hasEffects: boolean;
  readonly settle: (outcome: { value: unknown } | { error: AppError }) => void;
}

/** The calling end. Once a call with effects was posted, anything but its answer means `outcomeUnknown`. */
export class RpcClient<C extends Contract> {
  readonly #contract: C;
  readonly #port: Port;
  readonly #pending = new Map<number, Pending>();
  #whenIdle: (() => void)[] = [];
  #nextId = 1;
  #closedReason: string | null = null;

  constructor(contract: C, port: Port) {
    this.#contract = contract;
    this.#port = port;
    port.onMessage((message) => this.#receive(message));
  }

  get callsInFlight(): number {
    return this.#pending.size;
  }

  /** Resolves when nothing is under way, now or later. */
  idle(): Promise<void> {
    if (this.#pending.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenIdle.push(resolve));
  }

  async call<K extends keyof C & string>(
    name: K,
    input: Input<C, K>,
    options: CallOptions,
  ): Promise<Output<C, K>> {
    this.#refuseIfUnable(name, options);
    const value = await this.#post(name, input, options);
    const parsed = this.#contract[name]?.output.safeParse(value);
    if (parsed?.success) return parsed.data as Output<C, K>;
    const reason = parsed === undefined ? 'no such call' : invalidInput(parsed.error).message;
    throw this.#failure('broker_protocol', `${name}: unreadable answer (${reason})`, options.hasEffects);
  }

  /** The other process is gone: everything in flight fails at once, and so does every later call. */
  close(reason: string): void {
    this.#closedReason ??= reason;
    for (const pending of [...this.#pending.values()]) {
      pending.settle({
        error: this.#failure('unavailable', `${pending.name}: ${reason}`, pending.hasEffects),
      });
    }
  }

  #refuseIfUnable(name: string, options: CallOptions): void {
    if (this.#closedReason !== null)
      throw this.#failure('unavailable', `${name}: ${this.#closedReason}`, false);
    if (options.signal?.aborted)
      throw this.#failure('cancelled', `${name}: cancelled before it began`, false);
    if (this.#pending.size >= CALLS_IN_FLIGHT_MAX)
      throw this.#failure('busy', `${name}: too many calls at once`, false);
  }

  #post(name: string, input: unknown, options: CallOptions): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      const timer = setTimeout(
        () => giveUp('timeout', `no answer within ${options.timeoutMs} ms`),
        options.timeoutMs,
      );
      const onAbort = () => giveUp('cancelled', 'cancelled');
      const giveUp = (code: 'timeout' | 'cancelled', text: string) => {
        this.#port.post({ type: 'cancel', id });
        settle({ error: this.#failure(code, `${name}: ${text}`, options.hasEffects) });
      };
      const settle: Pending['settle'] = (outcome) => {
        clearTimeout(timer);
        options.signal?.removeEventListener('abort', onAbort);
        this.#pending.delete(id);
        if (this.#pending.size === 0) for (const resolve of this.#whenIdle.splice(0)) resolve();
        if ('error' in outcome) reject(outcome.error);
        else resolve(outcome.value);
      };
      options.signal?.addEventListener('abort', onAbort, { once: true });
      this.#pending.set(id, { name, hasEffects: options.hasEffects, settle });
      const client = options.client?.slice(0, CLIENT_LENGTH_MAX) ?? null;
      this.#port.post({ type: 'request', id, name, input, client });
    });
  }

  #receive(message: unknown): void {
    const parsed = replyMessageSchema.safeParse(message);
    if (!parsed.success) return;
    const pending = this.#pending.get(parsed.data.id);
    if (pending === undefined) return;
    const { reply } = parsed.data;
    if (reply.ok) pending.settle({ value: reply.value });
    else pending.settle({ error: AppError.fromWire(reply.error) });
  }

  #failure(
    code: 'unavailable' | 'cancelled' | 'busy' | 'timeout' | 'broker_protocol',
    message: string,
    isUnknown: boolean,
  ): AppError {
    if (isUnknown) {
      return new AppError('outcome_unknown', message, {
        nextStep: 'Do not repeat it. The app asks the broker what happened.',
        outcomeUnknown: true,
      });
    }
    return new AppError(code, message, { nextStep: 'Try again in a few seconds.', retryable: true });
  }
}
