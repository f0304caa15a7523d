// `npm run gateway -- --port P --home DIR`: the simulated Tiger gateway alone; stdout is the gateway's own.
import { ensureNodeModules } from './bootstrap/node-modules.mjs';
import { inProject } from './bootstrap/places.mjs';
import { runGroup } from './bootstrap/run-group.mjs';
import { runMain } from './bootstrap/setup-error.mjs';
import { toolNode } from './bootstrap/tool-node.mjs';

await runMain(async () => {
  await ensureNodeModules();
  return runGroup(toolNode(), [inProject('src', 'gateway', 'cli.ts'), ...process.argv.slice(2)]);
});
