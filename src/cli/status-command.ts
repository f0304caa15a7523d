import { lookForApp } from './app-link.ts';
import { type CliPlace, type CliResult, UsageError } from './cli-place.ts';

/** Is the app there, and what does a client see of it? */
export async function statusCommand(args: readonly string[], place: CliPlace): Promise<CliResult> {
  if (args.length > 0) throw new UsageError('status takes no argument.');
  const link = await lookForApp(place.homeDir);
  const { endpoint, isReachable, problem, accounts } = link;
  const lines = [
    isReachable ? 'Tiger MCP Desktop is running.' : (problem ?? ''),
    `Data folder  ${place.homeDir}`,
    ...(endpoint === null
      ? []
      : [
          `Version      ${endpoint.appVersion}`,
          `Process      ${endpoint.pid}`,
          `Endpoint     ${endpoint.path}`,
        ]),
    ...(accounts ?? []).map(
      (each) =>
        `Account      ${each.account_id} (${each.mode}): ${each.state}, access of clients: ${each.access}`,
    ),
    ...(accounts?.length === 0 ? ['Account      none is open to AI clients'] : []),
  ];
  return { isOk: isReachable, report: { homeDir: place.homeDir, ...link }, lines };
}
