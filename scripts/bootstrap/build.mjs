import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inProject, projectDir } from './places.mjs';
import { step } from './progress.mjs';
import { runCommand } from './run-command.mjs';
import { toolEnv, toolNode } from './tool-node.mjs';

const STAMP = inProject('out', '.build-stamp');
const CONFIGS = ['electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.base.json'];

/** @param {string} dir @returns {string[]} all files below it, in a stable order */
function filesIn(dir) {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Contents and not times: a checkout or a pull touches files that did not change. */
function sourcesDigest() {
  const digest = createHash('sha256');
  for (const file of [...CONFIGS.map((name) => inProject(name)), ...filesIn(inProject('src'))]) {
    digest.update(relative(projectDir, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return digest.digest('hex');
}

/** @param {string} path */
function readOrEmpty(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Builds out/ when a source or a configuration changed since the last build. */
export async function ensureBuild() {
  const digest = sourcesDigest();
  const last = readOrEmpty(STAMP);
  if (last !== digest) {
    await step('Building the app', last === '' ? 'first build' : 'sources changed', build);
    writeFileSync(STAMP, digest);
  }
  writeLaunchFile();
}

async function build() {
  const cli = inProject('node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  await runCommand(toolNode(), [cli, 'build', '--logLevel', 'warn'], { cwd: projectDir, env: toolEnv() });
}

/** Tells the bridge, which knows nothing of checkouts, how to start the app when it is not running. */
function writeLaunchFile() {
  const path = inProject('out', 'bridge', 'launch.json');
  const launch = { command: toolNode(), args: [inProject('scripts', 'launch-background.mjs')] };
  const text = `${JSON.stringify(launch, null, 2)}\n`;
  if (readOrEmpty(path) === text) return;
  mkdirSync(inProject('out', 'bridge'), { recursive: true });
  writeFileSync(path, text);
}
