import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const projectDir = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @param {...string} parts */
export const inProject = (...parts) => join(projectDir, ...parts);

/** Outside the repository, so that several clones share one runtime and `npm ci` does not delete it. */
export const runtimesDir = join(
  process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
  'tiger-mcp-desktop',
  'runtimes',
);
