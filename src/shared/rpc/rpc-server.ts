import type { Contract, Handlers } from '../ipc/contract.ts';
import { type DispatchOptions, dispatch } from './dispatch.ts';
import { cancelMessageSchema, type Port, requestMessageSchema } from './port.ts';

export interface CallContext {
  /** Aborted when the caller gives up. A call with effects that is already on the wire goes on regardless. */
  readonly signal: AbortSignal;
  /** The AI client for which the call is made; null: the app itself. */
  readonly client: string | null;
}

/** The answering end: keeps the running calls so that a cancel can abort them. */
export function serveRpc<C extends Contract>(
  contract: C,
  handlers: Handlers<C, CallContext>,
  port: Port,
  options: DispatchOptions,
): void {
  const running = new Map<number, AbortController>();
  port.onMessage((message) => {
    const cancel = cancelMessageSchema.safeParse(message);
    if (cancel.success) {
      running.get(cancel.data.id)?.abort();
      return;
    }
    const request = requestMessageSchema.safeParse(message);
    if (!request.success) return;
    const { id, name, input, client } = request.data;
    const controller = new AbortController();
    running.set(id, controller);
    const context = { signal: controller.signal, client };
    void dispatch(contract, handlers, name, input, context, options).then((reply) => {
      running.delete(id);
      port.post({ type: 'reply', id, reply });
    });
  });
}
