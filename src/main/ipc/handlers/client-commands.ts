import { homedir } from 'node:os';
import type { ClientRegistry } from '../../clients/client-registry.ts';
import { clientSetups } from '../../clients/client-setup.ts';
import type { CommandArea } from '../ipc-router.ts';

export interface ClientCommandsDeps {
  readonly clients: ClientRegistry;
  /** Absolute path of the program that AI clients start. */
  readonly launcherPath: string;
}

export function clientCommands(deps: ClientCommandsDeps): CommandArea<'clients'> {
  const { clients, launcherPath } = deps;
  return {
    'clients.list': async () => [...(await clients.list())],
    'clients.setup': async () => ({
      command: launcherPath,
      setups: [...clientSetups({ launcherPath, platform: process.platform, homeDir: homedir() })],
    }),
  };
}
