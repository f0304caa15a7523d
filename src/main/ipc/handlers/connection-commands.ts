import type { ConnectionDesk } from '../../accounts/connection-desk.ts';
import type { CommandArea } from '../ipc-router.ts';

export interface ConnectionCommandsDeps {
  readonly connections: ConnectionDesk;
}

const DONE = { ok: true } as const;

export function connectionCommands({ connections }: ConnectionCommandsDeps): CommandArea<'connections'> {
  return {
    'connections.test': (input) => connections.test(input),
    'connections.get': async ({ testId }) => connections.get(testId),
    'connections.choose': async ({ testId, choice }) => {
      connections.choose(testId, choice);
      return DONE;
    },
    'connections.cancel': async ({ testId }) => {
      await connections.cancel(testId);
      return DONE;
    },
    'connections.add': ({ testId, ...description }) => connections.add(testId, description),
    'connections.replace': ({ testId }) => connections.replace(testId),
  };
}
