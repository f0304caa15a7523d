// `npm run build`: out/ from the sources; does nothing when it is up to date.
import { ensureBuild } from './bootstrap/build.mjs';
import { ensureNodeModules } from './bootstrap/node-modules.mjs';
import { runMain } from './bootstrap/setup-error.mjs';

await runMain(async () => {
  await ensureNodeModules();
  await ensureBuild();
});
