// `npm run dist`: packs the app for this system with the official Electron, then checks what was packed.
import { rmSync } from 'node:fs';
import { ensureBuild } from './bootstrap/build.mjs';
import { ensureElectron } from './bootstrap/electron.mjs';
import { ensureNodeModules } from './bootstrap/node-modules.mjs';
import { inProject, projectDir } from './bootstrap/places.mjs';
import { step } from './bootstrap/progress.mjs';
import { runVisibly } from './bootstrap/run-command.mjs';
import { runMain, SetupError } from './bootstrap/setup-error.mjs';
import { toolEnv, toolNode } from './bootstrap/tool-node.mjs';
import { buildBridgeExecutable } from './packaging/bridge-executable.mjs';

await runMain(async () => {
  await ensureNodeModules();
  const runtime = await ensureElectron();
  if (runtime.isFallback) {
    throw new SetupError(
      'Only the fallback runtime is installed, and that is never packaged. ' +
        'Run `npx install-electron` where the download of Electron works, then this again.',
    );
  }
  await ensureBuild();
  await step('Packing the bridge', 'a user may have no Node', buildBridgeExecutable);
  rmSync(inProject('dist'), { recursive: true, force: true });
  const builder = inProject('node_modules', 'electron-builder', 'cli.js');
  const code = await runVisibly(toolNode(), [builder, '--publish', 'never', ...process.argv.slice(2)], {
    cwd: projectDir,
    env: toolEnv(),
  });
  if (code !== 0) return code;
  return runVisibly(toolNode(), [inProject('scripts', 'check-artefact.mjs')], { cwd: projectDir });
});
