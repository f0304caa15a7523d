import { existsSync } from 'node:fs';
import { inProject } from './places.mjs';
import { SetupError } from './setup-error.mjs';

/** Vitest 5 and better-sqlite3 13 need Node 22; 22.18 is the first that runs TypeScript sources unasked. */
const OWN_NODE_MIN = [22, 18];

/**
 * The Node that runs tools and tests: 24, as in the Electron we ship, from the locked npm package where there is
 * one for this machine, else the machine's own if it is new enough.
 * @returns {string} path of the executable
 */
export function toolNode() {
  const packaged = inProject('node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(packaged)) return packaged;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [majorMin = 0, minorMin = 0] = OWN_NODE_MIN;
  if (major > majorMin || (major === majorMin && minor >= minorMin)) return process.execPath;
  throw new SetupError(
    `This machine's Node is ${process.versions.node}; ${OWN_NODE_MIN.join('.')} or newer is needed. ` +
      'Install Node 24 from https://nodejs.org and run this again.',
  );
}

/** The environment in which `node` and the project's tools are the locked ones, as npm gives it to scripts. */
export function toolEnv() {
  const separator = process.platform === 'win32' ? ';' : ':';
  return {
    ...process.env,
    PATH: `${inProject('node_modules', '.bin')}${separator}${process.env.PATH ?? ''}`,
  };
}
