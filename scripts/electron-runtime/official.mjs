import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, runtimesDir } from '../bootstrap/places.mjs';
import { runCommand } from '../bootstrap/run-command.mjs';
import { toolNode } from '../bootstrap/tool-node.mjs';

/** A proxy that swallows packets would otherwise hold the start for minutes; a slow line still makes progress. */
const STALL_LIMIT_MS = 20_000;
const LOOK_EVERY_MS = 1_000;

const packageDir = () => inProject('node_modules', 'electron');

/** @param {string} path */
function readText(path) {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}

/** The version that package-lock.json pins. */
export const officialVersion = () =>
  /** @type {string} */ (JSON.parse(readFileSync(join(packageDir(), 'package.json'), 'utf8')).version);

/** @returns {string | null} the executable of the electron package; null when it has not been downloaded */
export function findOfficial() {
  const executable = readText(join(packageDir(), 'path.txt'));
  const version = readText(join(packageDir(), 'dist', 'version'))?.replace(/^v/, '');
  if (!executable || version !== officialVersion()) return null;
  const path = join(packageDir(), 'dist', executable);
  return existsSync(path) ? path : null;
}

/** @param {string} dir @returns {number} bytes of all files below it */
function sizeBytes(dir) {
  if (!existsSync(dir)) return 0;
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce(
      (sum, entry) =>
        sum + (statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
}

/**
 * Lets the electron package download its binary, as `npx install-electron` does, and gives up when nothing
 * arrives for STALL_LIMIT_MS.
 * @returns {Promise<string>} the executable
 */
export async function installOfficial() {
  mkdirSync(runtimesDir, { recursive: true });
  const arrivingDir = mkdtempSync(join(runtimesDir, '.downloading-'));
  const stalled = new AbortController();
  let lastBytes = 0;
  let lastChange = performance.now();
  const watch = setInterval(() => {
    const bytes = sizeBytes(arrivingDir) + sizeBytes(join(packageDir(), 'dist'));
    if (bytes !== lastBytes) lastChange = performance.now();
    else if (performance.now() - lastChange > STALL_LIMIT_MS) stalled.abort();
    lastBytes = bytes;
  }, LOOK_EVERY_MS);
  try {
    // The downloader writes to the system's temp folder: a folder of our own shows its progress.
    await runCommand(toolNode(), [join(packageDir(), 'install.js')], {
      env: { ...process.env, TMPDIR: arrivingDir, TEMP: arrivingDir, TMP: arrivingDir },
      signal: stalled.signal,
    });
  } finally {
    clearInterval(watch);
    rmSync(arrivingDir, { recursive: true, force: true });
  }
  const executable = findOfficial();
  if (!executable) throw new Error('install-electron ended well but left no executable.');
  return executable;
}
