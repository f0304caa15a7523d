import type { ClientEntry } from '../../../shared/domain/client-entry.ts';
import type { ToolsetCost } from '../../../shared/domain/toolset.ts';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { ClientBook } from '../../clients/client-book.ts';
import type { ClientDoor } from '../../clients/client-door.ts';
import { ClientInstaller } from '../../clients/client-installer.ts';
import type { ClientRegistry } from '../../clients/client-registry.ts';
import { clientSetups } from '../../clients/client-setup.ts';
import { type SetupQuestion, stdioEntry } from '../../clients/installers/stdio-entry.ts';
import { LINK_TEST_TIMEOUT_MS, testLink } from '../../clients/link-test.ts';
import { PreparedClients } from '../../clients/prepared-clients.ts';
import { quotedForShell } from '../../clients/shell-quote.ts';
import type { Clock } from '../../platform/clock.ts';
import type { CommandArea } from '../ipc-router.ts';

export interface ClientCommandsDeps {
  readonly clients: ClientRegistry;
  readonly book: ClientBook;
  readonly door: ClientDoor;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly setup: SetupQuestion;
  readonly mcp: { toolsetCosts(rights: Pick<ClientEntry, 'role' | 'isReadOnly'>): readonly ToolsetCost[] };
}

export function clientCommands(deps: ClientCommandsDeps): CommandArea<'clients'> {
  const { clients, book, door, setup } = deps;
  const prepared = new PreparedClients(deps);
  const installer = new ClientInstaller({ ...deps, question: setup, prepared });
  const setups = () => clientSetups(setup, (program) => prepared.idOf(program));
  return {
    'clients.list': async () => [...(await clients.list())],
    'clients.entries': async () => [...book.list()],
    'clients.change': ({ clientId, patch }) => book.change(clientId, patch),
    'clients.renew': ({ clientId }) => book.renew(clientId),
    'clients.remove': async ({ clientId }) => {
      await book.remove(clientId);
      return { ok: true };
    },
    'clients.requests': async () => door.requests(),
    'clients.answerRequest': async ({ connectionId, isAccepted }) => {
      if (isAccepted) return door.accept(connectionId);
      door.decline(connectionId);
      return null;
    },
    'clients.prepare': async ({ client, name }) => {
      const shown = setups().find(({ id }) => id === client) ?? null;
      const entry =
        client === null || shown === null
          ? await prepared.unknownProgram(name)
          : await prepared.ensure(client, shown.program, 'snippet');
      const { command, args } = stdioEntry(setup, entry.id);
      const words = [command, ...args].map((word) => quotedForShell(word, setup.platform));
      return { clientId: entry.id, command: words.join(' '), setup: shown };
    },
    'clients.setup': async () => ({ command: setup.launcherPath, setups: setups() }),
    'clients.toolsetCosts': async (rights) => [...deps.mcp.toolsetCosts(rights)],
    'clients.inspect': () => installer.inspect(),
    'clients.connect': ({ client, changeId }) => installer.connect(client, changeId),
    'clients.disconnect': ({ client, changeId }) => installer.disconnect(client, changeId),
    'clients.testLink': () => testLink({ entry: stdioEntry(setup), timeoutMs: LINK_TEST_TIMEOUT_MS }),
  };
}
