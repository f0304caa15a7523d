import { projectDir } from './places.mjs';
import { runCommand } from './run-command.mjs';

/**
 * Runs the npm that started us, or the one on PATH, so that the user's registry, proxy and cache settings hold.
 * @param {readonly string[]} args
 * @param {string} [cwd]
 * @returns {Promise<string>} npm's stdout
 */
export function npm(args, cwd = projectDir) {
  const { npm_execpath: cli, npm_node_execpath: node } = process.env;
  // npm's own Node and not ours: ours may be the one in node_modules, which `npm ci` deletes while it runs.
  if (cli?.endsWith('.js')) return runCommand(node ?? process.execPath, [cli, ...args], { cwd });
  return runCommand(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd });
}
