import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inProject } from '../bootstrap/places.mjs';
import { runCommand } from '../bootstrap/run-command.mjs';
import { toolEnv, toolNode } from '../bootstrap/tool-node.mjs';
import { fallbackDir } from './fallback.mjs';

const COMPAT_HEADER = join(dirname(fileURLToPath(import.meta.url)), 'napi8_compat.h');

/** -O1 without link-time optimisation builds in half the time of the package's own -O3 (29 s against 66 s). */
const FLAGS = '-O1 -fno-lto';

/** The rebuilt driver for the fallback runtime; its default app looks under this name. */
function rebuiltSqlite() {
  const manifest = readFileSync(inProject('node_modules', 'better-sqlite3', 'package.json'), 'utf8');
  return join(fallbackDir(), 'native', `better-sqlite3-${JSON.parse(manifest).version}.node`);
}

export const isSqliteRebuilt = () => existsSync(rebuiltSqlite());

/** node-gyp takes npm's settings before its own arguments: a `nodedir` of the user would replace our headers. */
function withoutNpmSettings(/** @type {NodeJS.ProcessEnv} */ env) {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^npm_(config|package_config)_/i.test(name)),
  );
}

/**
 * Compiles better-sqlite3 from the source in its npm package against Node-API 8, the one that Electron 25 has.
 * node_modules itself stays untouched: plain Node goes on using the package's own binary.
 */
export async function rebuildSqlite() {
  const cacheDir = inProject('node_modules', '.cache');
  mkdirSync(cacheDir, { recursive: true });
  // Inside node_modules, so that the build finds node-addon-api by the usual rules.
  const buildDir = mkdtempSync(join(cacheDir, 'sqlite-'));
  try {
    cpSync(inProject('node_modules', 'better-sqlite3'), buildDir, { recursive: true });
    const headers = dirname(dirname(toolNode()));
    await runCommand(
      toolNode(),
      [
        inProject('node_modules', 'node-gyp', 'bin', 'node-gyp.js'),
        'rebuild',
        '--release',
        '--force_build=1',
        `--nodedir=${headers}`,
        `--jobs=${availableParallelism()}`,
      ],
      {
        cwd: buildDir,
        env: {
          ...withoutNpmSettings(toolEnv()),
          CFLAGS: FLAGS,
          LDFLAGS: '-fno-lto',
          CXXFLAGS: `${FLAGS} -UNAPI_VERSION -DNAPI_VERSION=8 -include "${COMPAT_HEADER}"`,
        },
      },
    );
    const target = rebuiltSqlite();
    const arriving = `${target}.${process.pid}`;
    cpSync(join(buildDir, 'build', 'Release', 'better_sqlite3.node'), arriving);
    renameSync(arriving, target);
  } finally {
    rmSync(buildDir, { recursive: true, force: true });
  }
}
