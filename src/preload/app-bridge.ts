import type { CommandName, Commands } from '../shared/ipc/commands.ts';
import type { Input, Output, Reply } from '../shared/ipc/contract.ts';
import type { EventName, EventPayload } from '../shared/ipc/events.ts';

/** `window.app`: the whole of what a page can reach outside of itself. */
export interface AppBridge {
  invoke<K extends CommandName>(name: K, input: Input<Commands, K>): Promise<Reply<Output<Commands, K>>>;
  /** @returns a function that ends the subscription */
  on<K extends EventName>(name: K, listener: (payload: EventPayload<K>) => void): () => void;
}
