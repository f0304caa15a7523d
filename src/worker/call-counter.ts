import type { Contract, Handlers } from '../shared/ipc/contract.ts';
import type { CallContext } from '../shared/rpc/rpc-server.ts';
import { toAppError } from './broker-error.ts';
import { callClient } from './call-client.ts';

type AnyHandler = (input: never, context: CallContext) => Promise<unknown>;

/** Counts the calls that are being answered, and puts what they throw into the app's words. */
export class CallCounter {
  #inFlight = 0;
  #whenIdle: (() => void)[] = [];

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Resolves when no call is being answered. */
  idle(): Promise<void> {
    if (this.#inFlight === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenIdle.push(resolve));
  }

  counted<C extends Contract>(handlers: Handlers<C, CallContext>): Handlers<C, CallContext> {
    const entries = Object.entries<AnyHandler>(handlers).map(([name, handler]) => [
      name,
      this.#count(handler),
    ]);
    return Object.fromEntries(entries) as Handlers<C, CallContext>;
  }

  #count(handler: AnyHandler): AnyHandler {
    return async (input, context) => {
      this.#inFlight += 1;
      try {
        return await callClient.run(context.client, () => handler(input, context));
      } catch (error) {
        throw toAppError(error);
      } finally {
        this.#inFlight -= 1;
        if (this.#inFlight === 0) for (const resolve of this.#whenIdle.splice(0)) resolve();
      }
    };
  }
}
