import type { ToolsetCost } from '../../../shared/domain/toolset.ts';
import type { AuditLog } from '../../audit/audit-log.ts';
import { ClientInstaller } from '../../clients/client-installer.ts';
import type { ClientRegistry } from '../../clients/client-registry.ts';
import { clientSetups } from '../../clients/client-setup.ts';
import { type SetupQuestion, stdioEntry } from '../../clients/installers/stdio-entry.ts';
import { LINK_TEST_TIMEOUT_MS, testLink } from '../../clients/link-test.ts';
import type { Clock } from '../../platform/clock.ts';
import type { CommandArea } from '../ipc-router.ts';

export interface ClientCommandsDeps {
  readonly clients: ClientRegistry;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly setup: SetupQuestion;
  readonly mcp: { toolsetCosts(): readonly ToolsetCost[] };
}

export function clientCommands(deps: ClientCommandsDeps): CommandArea<'clients'> {
  const { clients, setup } = deps;
  const installer = new ClientInstaller({ ...deps, question: setup });
  return {
    'clients.list': async () => [...(await clients.list())],
    'clients.setup': async () => ({
      command: setup.launcherPath,
      setups: [...clientSetups(setup)],
    }),
    'clients.toolsetCosts': async () => [...deps.mcp.toolsetCosts()],
    'clients.inspect': () => installer.inspect(),
    'clients.connect': ({ client, changeId }) => installer.connect(client, changeId),
    'clients.disconnect': ({ client, changeId }) => installer.disconnect(client, changeId),
    'clients.testLink': () => testLink({ entry: stdioEntry(setup), timeoutMs: LINK_TEST_TIMEOUT_MS }),
  };
}
