import { inspectClients } from '../main/clients/installers/inspect-client.ts';
import { pathsIn } from '../main/platform/paths.ts';
import { environmentOverrides } from '../main/platform/setting-overrides.ts';
import { openSettings } from '../main/platform/settings.ts';
import { fileStorage } from '../main/platform/settings-file.ts';
import type { SettingState } from '../shared/domain/setting-source.ts';
import type { Output } from '../shared/ipc/contract.ts';
import type { ControlCommands } from '../shared/ipc/control-commands.ts';
import { AppNotReached, askApp } from './app-link.ts';
import { type CliPlace, type CliResult, UsageError } from './cli-place.ts';
import { dataFiles } from './data-files.ts';
import { type Finding, finding } from './doctor-finding.ts';

import { folderFindings } from './folder-findings.ts';

type Status = Output<ControlCommands, 'status'>;

/** The oldest Node that the bridge runs on. */
const NODE_MAJOR_MIN = 18;
const MARKS: Record<Finding['level'], string> = {
  ok: 'ok  ',
  note: 'note',
  warning: 'warn',
  problem: 'FAIL',
};

/** Looks at everything between an AI client and the app. It changes nothing; each finding says what to do. */
export async function doctorCommand(args: readonly string[], place: CliPlace): Promise<CliResult> {
  if (args.length > 0) throw new UsageError('doctor takes no argument.');
  const findings = [
    nodeFinding(),
    ...(await folderFindings(place)),
    ...(await appFindings(place)),
    ...(await diskFindings(place)),
    settingsFinding(place),
    ...(await clientFindings(place)),
  ];
  const problems = findings.filter(({ level }) => level === 'problem').length;
  const lines = findings.flatMap(({ level, name, text, nextStep }) => [
    `${MARKS[level]}  ${name}: ${text}`,
    ...(nextStep === null ? [] : [`      ${nextStep}`]),
  ]);
  const end = problems === 0 ? 'Nothing is in the way.' : `${problems} of these must be put right.`;
  return { isOk: problems === 0, report: { findings }, lines: [...lines, end] };
}

function nodeFinding(): Finding {
  const { node } = process.versions;
  if (Number.parseInt(node, 10) >= NODE_MAJOR_MIN) return finding('ok', 'Node', `version ${node}`);
  return finding('problem', 'Node', `version ${node} is too old`, `Install Node ${NODE_MAJOR_MIN} or newer.`);
}

async function appFindings({ homeDir }: CliPlace): Promise<Finding[]> {
  try {
    const { endpoint, value } = await askApp(homeDir, 'status', {});
    const { accounts, clients, http, vault } = value;
    const app = `version ${endpoint.appVersion}, process ${endpoint.pid}`;
    const ready = accounts.filter(({ state }) => state === 'ready').length;
    return [
      finding('ok', 'App', `${app}, ${ready} of ${accounts.length} accounts ready`),
      clients.isListening
        ? finding('ok', 'AI clients', clients.text)
        : finding('problem', 'AI clients', clients.text, 'Restart the app.'),
      ...(http.kind === 'failed' ? [finding('problem', 'HTTP', http.text, http.nextStep)] : []),
      vaultFinding(vault),
      ...accounts.filter(({ state }) => TROUBLED.has(state)).map(accountFinding),
    ];
  } catch (error) {
    if (!(error instanceof AppNotReached)) throw error;
    return notReached(error);
  }
}

const TROUBLED: ReadonlySet<string> = new Set(['failed', 'credentials_needed', 'degraded']);

function accountFinding({ alias, state, stateText }: Status['accounts'][number]): Finding {
  const text = stateText ?? state.replaceAll('_', ' ');
  return finding('warning', `Account ${alias}`, text, 'Open Accounts in the app.');
}

function vaultFinding({ protection, keychain, isLocked }: Status['vault']): Finding {
  if (isLocked) return finding('warning', 'Vault', 'locked', 'Unlock the app in its window.');
  if (protection === 'passphrase') return finding('ok', 'Vault', 'a passphrase protects it');
  if (protection === 'keychain') return finding('ok', 'Vault', `${keychain ?? 'a keychain'} protects it`);
  const step = 'Set a passphrase in Settings > Vault.';
  return finding('warning', 'Vault', 'nothing protects it, so credentials live until the app quits', step);
}

function notReached({ message, endpoint, isInRecovery }: AppNotReached): Finding[] {
  if (isInRecovery) return [finding('problem', 'App', message, null)];
  if (endpoint === null)
    return [finding('note', 'App', message, 'A client starts it by itself when it needs it.')];
  const text = `${message} (version ${endpoint.appVersion}, process ${endpoint.pid})`;
  return isAlive(endpoint.pid)
    ? [finding('problem', 'App', text, 'Quit the app completely and start it again.')]
    : [finding('warning', 'App', text, 'The stale file does no harm: the next start renews it.')];
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Below it a database that grows, its log and a backup have no room. */
const FREE_BYTES_MIN = 512 * 1024 * 1024;

async function diskFindings({ homeDir }: CliPlace): Promise<Finding[]> {
  const { database, isNoDatabase, schemaKnown, bytesFree } = await dataFiles(homeDir);
  const found: Finding[] = [];
  if (isNoDatabase) {
    const step = 'Start the app: its window repairs it from a backup, and keeps the damaged file.';
    found.push(finding('problem', 'Database', 'the file is damaged: it is no database', step));
  }
  if (database !== null) {
    const text = `schema ${database.schemaVersion}, this version knows ${schemaKnown}`;
    found.push(
      database.schemaVersion <= schemaKnown
        ? finding('ok', 'Database', text)
        : finding(
            'problem',
            'Database',
            text,
            'A newer version has written it: the app shows it and changes nothing. Update the app, or restore a backup in its window.',
          ),
    );
  }
  if (bytesFree !== null && bytesFree < FREE_BYTES_MIN) {
    const text = `${Math.floor(bytesFree / 1024 / 1024)} MiB are free at the data folder`;
    found.push(finding('problem', 'Disk', text, 'Make room: orders are recorded before they are sent.'));
  }
  return found;
}

/** The file, and what the environment of this terminal would set. */
function settingsFinding({ homeDir, env }: CliPlace): Finding {
  const { settingsFile } = pathsIn(homeDir);
  const { overrides, problems } = environmentOverrides(env);
  let states: readonly SettingState[];
  try {
    states = openSettings(fileStorage(settingsFile), overrides).states();
  } catch (error) {
    const step = 'The next start of the app sets it aside and begins with the defaults.';
    return finding('problem', 'Settings', error instanceof Error ? error.message : String(error), step);
  }
  const wrong = states.filter(({ problem }) => problem !== null);
  const texts = [...wrong.map(({ name, problem }) => `${name}: ${problem}`), ...problems];
  if (texts.length === 0) return finding('ok', 'Settings', 'every value fits');
  const text = texts.join('; ');
  return finding('warning', 'Settings', text, `Correct ${settingsFile}, or use \`tiger-mcp config set\`.`);
}

async function clientFindings({ setup }: CliPlace): Promise<Finding[]> {
  const levels = {
    connected: 'ok',
    not_connected: 'note',
    outdated: 'warning',
    unreadable: 'warning',
  } as const;
  const clients = await inspectClients(setup, null);
  return clients.flatMap(({ state, program, text, paths }) => {
    if (state === 'not_installed') return [];
    const step =
      state === 'connected' ? null : `${paths.join(', ')}; the Connect page of the app changes it.`;
    return [finding(levels[state], program, text, step)];
  });
}
