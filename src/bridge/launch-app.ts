import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

/**
 * Starts the app in the background by launch.json, which the build writes beside this program. It outlives us and
 * shares no stream with us, since stdout is the client's.
 * @throws Error with one line for a person, if this copy of the bridge does not know its app
 */
export function launchApp(ownDir: string): void {
  const launch = readLaunch(ownDir);
  if (launch === null) throw new Error('Tiger MCP Desktop is not running. Start it and try again.');
  const command = isAbsolute(launch.command) ? launch.command : join(ownDir, launch.command);
  const child = spawn(command, launch.args, { detached: true, stdio: 'ignore', windowsHide: true });
  // An app that cannot be started is noticed by its missing endpoint, as one that fails later.
  child.on('error', () => {});
  child.unref();
}

function readLaunch(ownDir: string): { command: string; args: string[] } | null {
  try {
    const value: unknown = JSON.parse(readFileSync(join(ownDir, 'launch.json'), 'utf8'));
    if (typeof value !== 'object' || value === null) return null;
    const { command, args } = value as { command?: unknown; args?: unknown };
    if (typeof command !== 'string' || !Array.isArray(args)) return null;
    return { command, args: args.map(String) };
  } catch {
    return null;
  }
}
