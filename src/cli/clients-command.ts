import { askApp } from './app-link.ts';
import { type CliPlace, type CliResult, UsageError } from './cli-place.ts';

/** The AI clients that the user has let in. Rights are given and taken in the window alone. */
export async function clientsCommand(args: readonly string[], place: CliPlace): Promise<CliResult> {
  if (args.length > 0) throw new UsageError('clients takes no argument.');
  const { value: clients } = await askApp(place.homeDir, 'clients', {});
  const lines = clients.map((client) => {
    const { name, id, role, isReadOnly, state, connectionsOpen, callsTotal, httpTokens } = client;
    const rights = `${role}${isReadOnly ? ', read only' : ''}, ${state}`;
    return `${name} (${id}): ${rights}, ${connectionsOpen} connected, ${callsTotal} calls, ${httpTokens} HTTP tokens`;
  });
  return {
    isOk: true,
    report: { clients },
    lines: lines.length === 0 ? ['No client has an entry yet.'] : lines,
  };
}
