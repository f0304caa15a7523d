import { inspectClients } from '../main/clients/installers/inspect-client.ts';
import { lookForApp } from './app-link.ts';
import { type CliPlace, type CliResult, UsageError } from './cli-place.ts';
import { type Finding, finding } from './doctor-finding.ts';
import { folderFindings } from './folder-findings.ts';

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
    keychainFinding(place.platform),
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
  const { endpoint, isReachable, problem, accounts } = await lookForApp(homeDir);
  if (endpoint === null) {
    const text = problem ?? 'not running';
    const isVersion = text.includes('different versions');
    return [
      finding(isVersion ? 'problem' : 'note', 'App', text, 'A client starts it by itself when it needs it.'),
    ];
  }
  const app = `version ${endpoint.appVersion}, process ${endpoint.pid}`;
  if (!isReachable) {
    const isGone = !isAlive(endpoint.pid);
    const text = `${problem ?? 'it does not answer'} (${app})`;
    return isGone
      ? [finding('warning', 'App', text, 'The stale file does no harm: the next start renews it.')]
      : [finding('problem', 'App', text, 'Quit the app completely and start it again.')];
  }
  const open = (accounts ?? []).filter(({ access }) => access !== 'none').length;
  const state = `${open} ${open === 1 ? 'account' : 'accounts'} open to clients`;
  return [finding('ok', 'App', `${app}, ${state}`)];
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Only the app can ask the keychain, and it says in its window what it found. */
function keychainFinding(platform: NodeJS.Platform): Finding {
  const where = 'Settings > Diagnostics in the app shows what it found.';
  if (platform !== 'linux')
    return finding('note', 'Keychain', 'the one of the operating system is used', where);
  const text = 'a secret service (GNOME Keyring, KWallet) is needed to keep credentials';
  return finding('note', 'Keychain', text, `Without one they live until the app quits. ${where}`);
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
