import {
  FALLBACK,
  findFallback,
  installFallback,
  isFallbackSupported,
} from '../electron-runtime/fallback.mjs';
import { findOfficial, installOfficial, officialVersion } from '../electron-runtime/official.mjs';
import { isSqliteRebuilt, rebuildSqlite } from '../electron-runtime/rebuild-sqlite.mjs';
import { say, step } from './progress.mjs';
import { SetupError } from './setup-error.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/** @typedef {{ path: string, version: string, isFallback: boolean }} ElectronRuntime */

/** @returns {ElectronRuntime | null} the runtime on this machine, the official one first; null when there is none */
export function findElectron() {
  const official = findOfficial();
  if (official) return { path: official, version: officialVersion(), isFallback: false };
  const fallback = findFallback();
  return fallback ? { path: fallback, version: FALLBACK.version, isFallback: true } : null;
}

/** @returns {Promise<ElectronRuntime>} a runtime that can run the app: with its system libraries and its database driver */
export async function ensureElectron() {
  const runtime = findElectron() ?? (await install());
  const needsRebuild = runtime.isFallback && !isSqliteRebuilt();
  await ensureSystemPackages(runtime.path, { needsCompiler: needsRebuild });
  if (needsRebuild) {
    await step(
      'Compiling better-sqlite3 for the fallback runtime, about half a minute',
      `its own build needs a newer Node-API than Electron ${FALLBACK.version} has`,
      rebuildSqlite,
    );
  }
  return runtime;
}

/** @returns {Promise<ElectronRuntime>} */
async function install() {
  try {
    const path = await step(
      `Downloading Electron ${officialVersion()}`,
      'the electron package brings no binary of its own',
      installOfficial,
    );
    return { path, version: officialVersion(), isFallback: false };
  } catch (error) {
    if (!isFallbackSupported()) {
      throw new SetupError(
        `${error instanceof Error ? error.message : error}\n\nElectron ${officialVersion()} could not be downloaded ` +
          'and there is no fallback for this system. Allow the download (or set ELECTRON_MIRROR) and run this again.',
      );
    }
    say(`  ${error instanceof Error ? error.message.split('\n', 1)[0] : error}`);
  }
  const path = await step(
    `Installing the fallback runtime, Electron ${FALLBACK.version}`,
    'the official download cannot be reached from here',
    installFallback,
  );
  return { path, version: FALLBACK.version, isFallback: true };
}

/** @param {ElectronRuntime} runtime */
export function announceRuntime(runtime) {
  if (!runtime.isFallback) return;
  say(
    `Note: this runs on the fallback runtime, Electron ${runtime.version}: old, for development and tests only, ` +
      'never packaged. Run `npx install-electron` where its download works to use the current one.',
  );
}
