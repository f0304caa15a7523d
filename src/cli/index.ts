import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { appHomeDir } from '../shared/bridge-hello.ts';
import { askSecret } from './ask-secret.ts';
import { runCli } from './run-cli.ts';

const { env, platform } = process;
const ownDir = dirname(fileURLToPath(import.meta.url));
const userHomeDir = homedir();

void runCli(process.argv.slice(2), {
  homeDir: appHomeDir({ env, platform, userHomeDir }),
  env,
  platform,
  setup: {
    launcherPath: launcher(),
    platform,
    userHomeDir,
    appDataDir: env['APPDATA'] || null,
    localAppDataDir: env['LOCALAPPDATA'] || null,
    homeDir: env['TIGER_MCP_HOME'] || null,
  },
  askSecret,
  print: (line) => void process.stdout.write(`${line}\n`),
  printError: (line) => void process.stderr.write(`${line}\n`),
}).then((code) => {
  process.exitCode = code;
});

/** The program that clients start: beside us in an installed app, in resources/bin of a checkout. */
function launcher(): string {
  const isWindows = platform === 'win32';
  const packed = join(ownDir, isWindows ? 'tiger-mcp.exe' : 'tiger-mcp');
  if (existsSync(packed)) return packed;
  return join(ownDir, '..', '..', 'resources', 'bin', isWindows ? 'tiger-mcp.cmd' : 'tiger-mcp');
}
