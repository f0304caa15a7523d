import type { ClientRegistry } from '../../clients/client-registry.ts';
import { clientSetups, type SetupQuestion } from '../../clients/client-setup.ts';
import type { CommandArea } from '../ipc-router.ts';

export interface ClientCommandsDeps {
  readonly clients: ClientRegistry;
  readonly setup: SetupQuestion;
}

export function clientCommands(deps: ClientCommandsDeps): CommandArea<'clients'> {
  const { clients, setup } = deps;
  return {
    'clients.list': async () => [...(await clients.list())],
    'clients.setup': async () => ({
      command: setup.launcherPath,
      setups: [...clientSetups(setup)],
    }),
  };
}
