import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inProject, projectDir } from '../bootstrap/places.mjs';
import { runCommand } from '../bootstrap/run-command.mjs';
import { toolNode } from '../bootstrap/tool-node.mjs';

/** Fixed by Node: the marker that its loader looks for (nodejs.org, "Single executable applications"). */
const SENTINEL = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** The command line lies beside the executable: the bridge itself stays as small as it is. */
export const CLI_FILE = 'tiger-mcp-cli.cjs';

/**
 * @param {string} bridge the bundled bridge
 * @returns {string} the executable's program: the bridge without an argument, else the command line
 */
function packedProgram(bridge) {
  return `if (process.argv.length > 2 && process.argv[2] !== '--client') {
  require('node:module').createRequire(process.execPath)('./${CLI_FILE}');
} else {
  (function () {
${bridge.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '')}
  })();
}
`;
}

/**
 * Packs the bridge into one executable, since a user's machine may have no Node. Made on the system it is for.
 * @returns {Promise<string>} its path, under out/, from where electron-builder takes it
 */
export async function buildBridgeExecutable() {
  const isWindows = process.platform === 'win32';
  const target = inProject('out', 'bridge', 'packed', isWindows ? 'tiger-mcp.exe' : 'tiger-mcp');
  const workDir = inProject('out', 'bridge', 'packing');
  mkdirSync(dirname(target), { recursive: true });
  mkdirSync(workDir, { recursive: true });
  const blob = join(workDir, 'bridge.blob');
  const config = join(workDir, 'sea-config.json');
  const main = join(workDir, 'main.cjs');
  writeFileSync(main, packedProgram(readFileSync(inProject('out', 'bridge', 'tiger-mcp.cjs'), 'utf8')));
  copyFileSync(inProject('out', 'cli', CLI_FILE), join(dirname(target), CLI_FILE));
  writeFileSync(
    config,
    JSON.stringify({
      main,
      output: blob,
      disableExperimentalSEAWarning: true,
      // NODE_OPTIONS of the machine must not reach into the bridge.
      execArgvExtension: 'none',
    }),
  );
  await runCommand(toolNode(), ['--experimental-sea-config', config], { cwd: projectDir });
  copyFileSync(toolNode(), target);
  chmodSync(target, 0o755);
  // A signature of the Node project would no longer match; the packed application is signed as a whole later.
  if (process.platform === 'darwin') await runCommand('codesign', ['--remove-signature', target]);
  const postject = inProject('node_modules', 'postject', 'dist', 'cli.js');
  const machO = process.platform === 'darwin' ? ['--macho-segment-name', 'NODE_SEA'] : [];
  await runCommand(toolNode(), [
    postject,
    target,
    'NODE_SEA_BLOB',
    blob,
    '--sentinel-fuse',
    SENTINEL,
    ...machO,
  ]);
  rmSync(workDir, { recursive: true });
  return target;
}
