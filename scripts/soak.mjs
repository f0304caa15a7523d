// `npm run soak -- --minutes N --seed S`: orders, reads and faults against the simulated gateway, then its books made anew.
import { ensureNodeModules } from './bootstrap/node-modules.mjs';
import { inProject } from './bootstrap/places.mjs';
import { runGroup } from './bootstrap/run-group.mjs';
import { runMain } from './bootstrap/setup-error.mjs';
import { toolNode } from './bootstrap/tool-node.mjs';

await runMain(async () => {
  await ensureNodeModules();
  return runGroup(toolNode(), [inProject('tests', 'soak', 'soak.ts'), ...process.argv.slice(2)]);
});
