import { readdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type AppPaths, pathsIn } from '../main/platform/paths.ts';
import type { CliPlace } from './cli-place.ts';
import { type Finding, finding } from './doctor-finding.ts';

/** Rights of anybody but the owner. */
const OTHERS = 0o077;

/** The data folder: is it there, closed to others, and free of what an interrupted write left behind? */
export async function folderFindings({ homeDir, platform }: CliPlace): Promise<Finding[]> {
  const paths = pathsIn(homeDir);
  if ((await modeOf(homeDir)) === null) {
    return [
      finding('note', 'Data folder', `${homeDir} does not exist yet`, 'The app makes it at its first start.'),
    ];
  }
  const found = [finding('ok', 'Data folder', homeDir)];
  if (platform !== 'win32') found.push(...(await openToOthers(...privateFiles(paths))));
  const left = [
    ...(await leftovers(dirname(paths.endpointFile), /\.tmp$/)),
    ...(await leftovers(paths.exportsDir, /\.part$/)),
  ];
  for (const path of left)
    found.push(finding('warning', 'Leftover', `${path} is of a write that was interrupted`, 'Delete it.'));
  return found;
}

function privateFiles(paths: AppPaths): string[] {
  const { runDir, endpointFile, controlFile, pairingsDir, databaseFile } = paths;
  return [runDir, endpointFile, controlFile, pairingsDir, databaseFile];
}

async function openToOthers(...paths: string[]): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const path of paths) {
    const mode = await modeOf(path);
    if (mode === null || (mode & OTHERS) === 0) continue;
    const text = `${path} is open to other users (${(mode & 0o777).toString(8)})`;
    found.push(finding('problem', 'Rights', text, `Run: chmod go= '${path}'`));
  }
  return found;
}

async function leftovers(dir: string, pattern: RegExp): Promise<string[]> {
  const names = await readdir(dir).catch(() => []);
  return names.filter((name) => pattern.test(name)).map((name) => `${dir}/${name}`);
}

/** null: it is not there. */
async function modeOf(path: string): Promise<number | null> {
  const facts = await stat(path).catch(() => null);
  return facts === null ? null : facts.mode;
}
