import type { ErrorWire } from '../shared/app-error.ts';
import type { CommandName, Commands } from '../shared/ipc/commands.ts';
import type { Input, Output, Reply } from '../shared/ipc/contract.ts';
import type { EventName, EventPayload } from '../shared/ipc/events.ts';

export type CommandInput<K extends CommandName> = Input<Commands, K>;
export type CommandOutput<K extends CommandName> = Output<Commands, K>;

/** What the preload script exposes: the only way out of this window. */
export interface AppApi {
  invoke<K extends CommandName>(name: K, input: CommandInput<K>): Promise<Reply<CommandOutput<K>>>;
  on<K extends EventName>(event: K, listener: (payload: EventPayload<K>) => void): () => void;
}

/** The channel itself broke: main has gone away or refused this window before it looked at the command. */
const CHANNEL_BROKEN: ErrorWire = {
  code: 'unavailable',
  message: 'This window cannot reach the app.',
  nextStep: 'Try again; if it stays like this, close and start the app again. Nothing was sent.',
  retryable: true,
  outcomeUnknown: false,
  brokerCode: null,
};

const CHANNEL_BROKEN_DURING_EFFECT: ErrorWire = {
  ...CHANNEL_BROKEN,
  code: 'outcome_unknown',
  nextStep: 'Look at Orders and Audit before you do it again: the app may have done it.',
  retryable: false,
  outcomeUnknown: true,
};

const WITH_EFFECTS_AT_BROKER: ReadonlySet<CommandName> = new Set(['approvals.decide', 'orders.cancel']);

/** Never rejects, so that every caller shows a failure instead of losing it. */
export async function call<K extends CommandName>(
  api: AppApi,
  name: K,
  input: CommandInput<K>,
): Promise<Reply<CommandOutput<K>>> {
  try {
    return await api.invoke(name, input);
  } catch {
    return {
      ok: false,
      error: WITH_EFFECTS_AT_BROKER.has(name) ? CHANNEL_BROKEN_DURING_EFFECT : CHANNEL_BROKEN,
    };
  }
}
