import { readFileSync } from 'node:fs';
import { npm } from './npm.mjs';
import { inProject } from './places.mjs';
import { step } from './progress.mjs';

/**
 * @param {string} path a package-lock.json, or the record of the installed tree that npm keeps in node_modules
 * @returns {Record<string, { version?: string, optional?: boolean }> | null} null: it does not exist
 */
function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
  } catch {
    return null;
  }
}

/**
 * Why the installed tree is not the locked one; null when it is. npm writes its record last, so an install
 * that was interrupted is seen, and one made by hand is recognised.
 * @param {ReturnType<typeof readPackages>} locked
 * @param {ReturnType<typeof readPackages>} installed
 */
export function reasonToInstall(locked, installed) {
  if (!installed) return 'node_modules is missing';
  for (const [path, { version, optional }] of Object.entries(locked ?? {})) {
    if (path === '' || installed[path]?.version === version) continue;
    // Optional packages of other platforms are in the lock file and never installed here.
    if (optional && !installed[path]) continue;
    return `${path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)} is not at its locked version`;
  }
  return null;
}

/** Makes node_modules match package-lock.json. */
export async function ensureNodeModules() {
  const reason = reasonToInstall(
    readPackages(inProject('package-lock.json')),
    readPackages(inProject('node_modules', '.package-lock.json')),
  );
  if (!reason) return;
  await step('Installing the packages with npm ci, about a minute', reason, () =>
    npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']),
  );
}
