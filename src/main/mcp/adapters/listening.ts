import * as z from 'zod';
import type { JsonRpcMessage, RequestId } from '../json-rpc.ts';
import type { McpSession } from '../session.ts';

// Revision 2026-07-28 has one request, `subscriptions/listen`, that stays open and names what is to be told. The
// library keeps the streams and sends what fits them; what is watched for them is ours.

const listenParams = z.looseObject({
  notifications: z.looseObject({ resourceSubscriptions: z.array(z.string()) }),
});

export class Listening {
  readonly #session: Pick<McpSession, 'watchResource' | 'unwatchResource'>;
  /** Of each open stream. */
  readonly #watched = new Map<RequestId, readonly string[]>();

  constructor(session: Pick<McpSession, 'watchResource' | 'unwatchResource'>) {
    this.#session = session;
  }

  /** @returns the message as the library is to see it: a listener is told which of its wishes are granted */
  async received(message: JsonRpcMessage): Promise<JsonRpcMessage> {
    if (message.method === 'notifications/cancelled') {
      const id = z.union([z.string(), z.number()]).safeParse(message.params?.['requestId']);
      if (id.success) this.#end(id.data);
      return message;
    }
    if (message.method !== 'subscriptions/listen' || message.id === undefined) return message;
    const params = listenParams.safeParse(message.params);
    if (!params.success || this.#watched.has(message.id)) return message;
    const granted: string[] = [];
    this.#watched.set(message.id, granted);
    for (const uri of new Set(params.data.notifications.resourceSubscriptions)) {
      if (await this.#isWatched(uri)) granted.push(uri);
    }
    const notifications = { ...params.data.notifications, resourceSubscriptions: granted };
    return { ...message, params: { ...params.data, notifications } };
  }

  /** An answer to a listening request ends it, be it a refusal or a farewell. */
  sent(message: object): void {
    const { id, method } = message as JsonRpcMessage;
    if (method === undefined && id !== undefined) this.#end(id);
  }

  /** The client is gone. */
  close(): void {
    for (const id of [...this.#watched.keys()]) this.#end(id);
  }

  async #isWatched(uri: string): Promise<boolean> {
    try {
      await this.#session.watchResource(uri);
      return true;
    } catch {
      // Unknown, closed to this client, or beyond the limit: it is missing in the list that the client gets back.
      return false;
    }
  }

  #end(id: RequestId): void {
    for (const uri of this.#watched.get(id) ?? []) this.#session.unwatchResource(uri);
    this.#watched.delete(id);
  }
}
