// `npm run chaos -- --rounds N --seed S`: kills and corrupts at random, then compares broker, database, audit and assistant.
import { ensureNodeModules } from './bootstrap/node-modules.mjs';
import { inProject, projectDir } from './bootstrap/places.mjs';
import { runGroup } from './bootstrap/run-group.mjs';
import { runMain } from './bootstrap/setup-error.mjs';
import { toolEnv, toolNode } from './bootstrap/tool-node.mjs';

await runMain(async () => {
  await ensureNodeModules();
  const command = [inProject('tests', 'chaos', 'chaos.ts'), ...process.argv.slice(2)];
  return runGroup(toolNode(), command, { cwd: projectDir, env: toolEnv() });
});
