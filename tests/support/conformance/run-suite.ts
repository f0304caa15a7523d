import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One assertion of the suite. */
export interface Check {
  readonly id: string;
  readonly status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'INFO' | 'SKIPPED';
  readonly errorMessage?: string;
}

/** The packages of the two releases, as package.json names them. */
export type SuitePackage = '@modelcontextprotocol/conformance' | 'conformance-next';

const RUN_TIMEOUT_MS = 110_000;

/** Runs every scenario that the arguments select. @returns the checks of each scenario by its name */
export async function runSuite(
  suite: SuitePackage,
  url: string,
  args: readonly string[],
): Promise<ReadonlyMap<string, readonly Check[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'tiger-conformance-'));
  try {
    // Its exit code counts failures; what failed is judged by name here.
    await runNode(suite, ['server', '--url', url, '-o', folder, ...args]);
    const results = readdirSync(folder).map(
      (name) => [scenarioOf(name), checksIn(join(folder, name))] as const,
    );
    return new Map(results);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The names of all scenarios for servers that a release has. */
export async function scenariosOf(suite: SuitePackage): Promise<readonly string[]> {
  const { stdout } = await runNode(suite, ['list']);
  const servers = stdout.split('Client scenarios')[0] ?? '';
  return [...servers.matchAll(/^ {2}- (\S+) \[/gm)].map(([, name = '']) => name);
}

function runNode(suite: SuitePackage, args: readonly string[]): Promise<{ stdout: string }> {
  const main = join(import.meta.dirname, '..', '..', '..', 'node_modules', suite, 'dist', 'index.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], {
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: RUN_TIMEOUT_MS,
    });
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', () => resolve({ stdout }));
  });
}

/** Folders are named server-<scenario>-<time>. */
function scenarioOf(folder: string): string {
  return folder.replace(/^server-/, '').replace(/-\d{4}-\d\d-\d\dT[\d-]+Z$/, '');
}

function checksIn(folder: string): readonly Check[] {
  return JSON.parse(readFileSync(join(folder, 'checks.json'), 'utf8')) as Check[];
}
