import type { Output } from '../shared/ipc/contract.ts';
import type { ControlCommands } from '../shared/ipc/control-commands.ts';
import { AppNotReached, askApp } from './app-link.ts';
import { type CliPlace, type CliResult, UsageError } from './cli-place.ts';
import { dataFiles } from './data-files.ts';

/** `backup` makes one, `backup list` shows what there is. The passphrase is asked for on the terminal. */
export async function backupCommand(args: readonly string[], place: CliPlace): Promise<CliResult> {
  const [verb, ...more] = args;
  if (more.length > 0 || (verb !== undefined && verb !== 'list'))
    throw new UsageError('backup takes no argument but `list`.');
  if (verb === 'list') return listed(place);
  // Before somebody types a passphrase for nothing.
  await askApp(place.homeDir, 'status', {});
  const passphrase = await place.askSecret('Passphrase for this backup: ');
  if ((await place.askSecret('The same again: ')) !== passphrase)
    throw new Error('The two are not the same.');
  const { value } = await askApp(place.homeDir, 'backup.create', { passphrase });
  return { isOk: true, report: { backup: value }, lines: [`Backup made and checked: ${value.name}`] };
}

/** `restore NAME`: checked in full now, put into place at the app's next start. */
export async function restoreCommand(args: readonly string[], place: CliPlace): Promise<CliResult> {
  const [name, ...more] = args;
  if (name === undefined || more.length > 0) throw new UsageError('restore needs the NAME of one backup.');
  await askApp(place.homeDir, 'status', {});
  const passphrase = await place.askSecret('Passphrase of this backup: ');
  const { value } = await askApp(place.homeDir, 'backup.restore', { name, passphrase });
  const lines = [
    `${name} is whole. The app restores it at its next start.`,
    `What is there now will then be in ${value.keptIn}.`,
  ];
  return { isOk: true, report: { name, ...value }, lines };
}

async function listed({ homeDir }: CliPlace): Promise<CliResult> {
  try {
    const { value } = await askApp(homeDir, 'backup.list', {});
    return { isOk: true, report: value, lines: listLines(value) };
  } catch (error) {
    if (!(error instanceof AppNotReached)) throw error;
    const { backups } = await dataFiles(homeDir);
    const lines = [
      error.message,
      ...backups.map(({ name, bytes }) => `${name}  ${bytes} bytes, not checked`),
    ];
    return { isOk: true, report: { problem: error.message, backups }, lines };
  }
}

function listLines({ backups, folder, pendingRestore }: Output<ControlCommands, 'backup.list'>): string[] {
  const rows = backups.map(
    ({ name, bytes, problem }) => `${name}  ${bytes} bytes${problem === null ? '' : `  ${problem}`}`,
  );
  return [
    folder,
    ...(rows.length === 0 ? ['There is none.'] : rows),
    ...(pendingRestore === null ? [] : [`The next start restores ${pendingRestore}.`]),
  ];
}
