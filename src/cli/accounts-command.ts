import type { Output } from '../shared/ipc/contract.ts';
import type { ControlCommands } from '../shared/ipc/control-commands.ts';
import { askApp } from './app-link.ts';
import { type CliPlace, type CliResult, UsageError } from './cli-place.ts';

/** The accounts that the running app holds, open to AI clients or not. */
export async function accountsCommand(args: readonly string[], place: CliPlace): Promise<CliResult> {
  if (args.length > 0) throw new UsageError('accounts takes no argument.');
  const { value: accounts } = await askApp(place.homeDir, 'accounts', {});
  return { isOk: true, report: { accounts }, lines: accounts.map(accountLine) };
}

export function accountLine(account: Output<ControlCommands, 'accounts'>[number]): string {
  const { alias, mode, state, stateText, clientAccess } = account;
  const reason = stateText === null ? '' : ` (${stateText})`;
  return `${alias} (${mode}): ${state}${reason}, open to AI clients for: ${clientAccess}`;
}
