import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { step } from './progress.mjs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

/** Debian's names; where the time_t transition renamed a library, the newer name comes first. */
const ELECTRON_LIBRARIES = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libgbm1'],
  ['libasound2t64', 'libasound2'],
  ['libxss1'],
  ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
  ['libdrm2'],
  ['libxkbcommon0'],
];
const COMPILER = [['g++'], ['make'], ['python3']];

/** @param {string} program */
const isOnPath = (program) =>
  (process.env.PATH ?? '').split(delimiter).some((dir) => existsSync(join(dir, program)));

/** The virtual display for machines without a screen. */
export async function ensureXvfb() {
  if (isOnPath('Xvfb')) return;
  await installPackages('Installing a virtual display', 'this machine has no display', [['xvfb']]);
}

/** What rebuilding better-sqlite3 takes. */
export async function ensureCompiler() {
  const missing = COMPILER.filter(([program = '']) => !isOnPath(program));
  if (missing.length === 0) return;
  await installPackages('Installing a compiler', 'better-sqlite3 must be rebuilt', missing);
}

/** The shared libraries that a desktop has and a server lacks. @param {string} executable */
export async function ensureElectronLibraries(executable) {
  if (process.platform !== 'linux') return;
  const missing = (await missingLibraries(executable)).join(', ');
  if (missing === '') return;
  await installPackages(
    'Installing the libraries that Electron needs',
    `missing: ${missing}`,
    ELECTRON_LIBRARIES,
  );
  const still = await missingLibraries(executable);
  if (still.length > 0)
    throw new SetupError(`Electron still misses ${still.join(', ')}. Install them and run this again.`);
}

/** @param {string} executable @returns {Promise<string[]>} names such as libnss3.so */
async function missingLibraries(executable) {
  const linked = await runCommand('ldd', [executable]);
  return [...linked.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}

/**
 * As root on Debian and its kin it installs; otherwise it stops and says which command to run.
 * @param {string} what
 * @param {string} why
 * @param {string[][]} packages each with its alternative names, the preferred one first
 */
async function installPackages(what, why, packages) {
  if (!isOnPath('apt-get')) {
    const names = packages.map((names) => names.at(-1)).join(' ');
    throw new SetupError(`${what} (${why}): install the equivalent of Debian's ${names} and run this again.`);
  }
  if (process.getuid?.() !== 0) {
    const names = (await chooseNames(packages)).join(' ');
    throw new SetupError(
      `${what} needs root (${why}). Run this, then try again:\n\n  sudo apt-get update && sudo apt-get install -y ${names}\n`,
    );
  }
  await step(what, why, async (note) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await runCommand('apt-get', ['update', '-qq'], { env });
    const names = await chooseNames(packages);
    note(`apt-get install ${names.join(' ')}`);
    await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env });
  });
}

/** @param {string[][]} packages @returns {Promise<string[]>} of each the first name that this release has */
async function chooseNames(packages) {
  const known = await runCommand('apt-cache', ['--names-only', 'search', '.']);
  const names = new Set(known.split('\n').map((line) => line.split(' ', 1)[0]));
  return packages.map(
    (alternatives) => alternatives.find((name) => names.has(name)) ?? alternatives.at(-1) ?? '',
  );
}
