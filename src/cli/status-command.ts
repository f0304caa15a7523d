import type { Output } from '../shared/ipc/contract.ts';
import type { ControlCommands } from '../shared/ipc/control-commands.ts';
import { accountLine } from './accounts-command.ts';
import { AppNotReached, askApp } from './app-link.ts';
import { type CliPlace, type CliResult, UsageError } from './cli-place.ts';
import { dataFiles } from './data-files.ts';

type Status = Output<ControlCommands, 'status'>;

/** Is the app there, and how is it? Without it: what lies on the disk, which is only read. */
export async function statusCommand(args: readonly string[], place: CliPlace): Promise<CliResult> {
  if (args.length > 0) throw new UsageError('status takes no argument.');
  const { homeDir } = place;
  try {
    const { endpoint, value } = await askApp(homeDir, 'status', {});
    return {
      isOk: true,
      report: { homeDir, isReachable: true, endpoint, ...value },
      lines: [
        'Tiger MCP Desktop is running.',
        `Data folder  ${homeDir}`,
        `Version      ${endpoint.appVersion}`,
        `Process      ${endpoint.pid}`,
        ...statusLines(value),
      ],
    };
  } catch (error) {
    if (!(error instanceof AppNotReached)) throw error;
    const files = await dataFiles(homeDir);
    return {
      isOk: false,
      report: { homeDir, isReachable: false, endpoint: error.endpoint, problem: error.message, files },
      lines: [error.message, `Data folder  ${homeDir}`, ...files.lines],
    };
  }
}

function statusLines(status: Status): string[] {
  const { clients, http, vault, proposalsByState, accounts } = status;
  const waiting = proposalsByState['awaiting_approval'] ?? 0;
  return [
    `Windows      ${status.isLocked ? 'locked' : 'open'}`,
    `Vault        ${vault.protection}${vault.isLocked ? ', locked' : ''}`,
    `AI clients   ${clients.connectionsOpen} connected. ${clients.text}`,
    `HTTP         ${http.kind === 'listening' ? http.url : http.kind === 'off' ? 'off' : `${http.text} ${http.nextStep}`}`,
    `Approvals    ${waiting} waiting for you in the window`,
    ...accounts.map((account) => `Account      ${accountLine(account)}`),
  ];
}
