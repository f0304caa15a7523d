import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { formatProperties, parseProperties } from '../../src/tiger/wire/properties-file.ts';
import { post } from '../support/signed-request.ts';

const CLI = join(import.meta.dirname, '..', '..', 'src', 'gateway', 'cli.ts');

/** Ten minutes on a machine with better things to do have moments in which nothing answers. */
const CONTROL_TIMEOUT_MS = 60_000;

/** Two accounts of one developer, and one developer with a single standard account. */
export const SOAK_SETUP = [
  {
    tigerId: '20990011',
    accounts: [
      { account: '20990101000000011', cash: { USD: '2000000', HKD: '4000000' } },
      { account: '20990101000000012', cash: { USD: '2000000', HKD: '4000000' } },
    ],
  },
  { tigerId: '20990012', accounts: [{ account: '5550012', cash: { USD: '3000000', HKD: '2000000' } }] },
] as const;

/** The simulated gateway in a process of its own, with the control door open. */
export class GatewayProcess {
  readonly #child: ChildProcess;
  readonly #homeDir: string;
  readonly #url: string;

  private constructor(child: ChildProcess, homeDir: string, url: string) {
    this.#child = child;
    this.#homeDir = homeDir;
    this.#url = url;
  }

  static async start(homeDir: string, seed: number): Promise<GatewayProcess> {
    const accounts = join(homeDir, 'accounts.json');
    writeFileSync(accounts, JSON.stringify(SOAK_SETUP));
    const args = [CLI, '--home', homeDir, '--faults', '--seed', String(seed), '--accounts', accounts];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    // A soak that ends in the middle leaves no process behind.
    process.once('exit', () => child.kill('SIGKILL'));
    const lines = createInterface({ input: child.stdout! });
    const [first] = (await Promise.race([
      once(lines, 'line'),
      once(child, 'exit').then(() => Promise.reject(new Error('the gateway process ended at its start'))),
    ])) as [string];
    return new GatewayProcess(child, homeDir, (JSON.parse(first) as { url: string }).url);
  }

  /** Configuration of one account. */
  properties(tigerId: string, account: string): string {
    const name = tigerId === SOAK_SETUP[0].tigerId ? '' : `.${tigerId}`;
    const path = join(this.#homeDir, `tiger_openapi_config${name}.properties`);
    const entries = [...parseProperties(readFileSync(path, 'utf8'))];
    return formatProperties(entries.map(([key, value]) => [key, key === 'account' ? account : value]));
  }

  /** One command of the control door. */
  async control(command: object): Promise<void> {
    const token = readFileSync(join(this.#homeDir, 'control-token'), 'utf8');
    const url = this.#url.replace('/gateway', '/__control');
    const answer = await post(url, JSON.stringify(command), { 'x-control-token': token }, CONTROL_TIMEOUT_MS);
    if (answer.status !== 200) throw new Error(`the control door answered ${answer.status}: ${answer.text}`);
  }

  /** Ends it as a signal does; its ledger is closed then. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.kill('SIGTERM');
    await once(this.#child, 'exit');
  }
}
