import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { hasDisplay } from './display.mjs';
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

/**
 * Installs, or asks for, in one go what the system lacks to run Electron.
 * @param {string} executable
 * @param {{ needsCompiler: boolean }} needs
 */
export async function ensureSystemPackages(executable, { needsCompiler }) {
  if (process.platform !== 'linux') return;
  const missing = await missingLibraries(executable);
  const packages = missing.length > 0 ? [...ELECTRON_LIBRARIES] : [];
  if (!hasDisplay() && !isOnPath('Xvfb')) {
    missing.push('a display');
    packages.push(['xvfb']);
  }
  const tools = needsCompiler ? COMPILER.filter(([program = '']) => !isOnPath(program)) : [];
  missing.push(...tools.map(([program = '']) => program));
  packages.push(...tools);
  if (missing.length === 0) return;
  await installPackages(`missing: ${missing.join(', ')}`, packages);
  const still = await missingLibraries(executable);
  if (still.length > 0) {
    throw new SetupError(`Electron still misses ${still.join(', ')}. Install them and run this again.`);
  }
}

/** @param {string} executable @returns {Promise<string[]>} names such as libnss3.so */
async function missingLibraries(executable) {
  const linked = await runCommand('ldd', [executable]);
  return [...linked.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}

/**
 * As root on Debian and its kin it installs; otherwise it stops and says which command to run.
 * @param {string} why
 * @param {string[][]} packages each with its alternative names, the preferred one first
 */
async function installPackages(why, packages) {
  if (!isOnPath('apt-get')) {
    const names = packages.map((alternatives) => alternatives.at(-1)).join(' ');
    throw new SetupError(
      `This system lacks something (${why}). Install what Debian calls ${names}, then try again.`,
    );
  }
  if (process.getuid?.() !== 0) {
    const names = (await chooseNames(packages)).join(' ');
    throw new SetupError(
      `This system lacks something that only root can install (${why}). Run this, then try again:\n\n` +
        `  sudo apt-get update && sudo apt-get install -y ${names}\n`,
    );
  }
  await step('Installing system packages', why, async (note) => {
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
