// `npm run e2e`: Playwright on the built app; arguments go to Playwright.
import { ensureRuntime, runWithApp } from './bootstrap/app.mjs';
import { ensureBuild } from './bootstrap/build.mjs';
import { inProject } from './bootstrap/places.mjs';
import { runMain } from './bootstrap/setup-error.mjs';

await runMain(async () => {
  const runtime = await ensureRuntime();
  await ensureBuild();
  const cli = inProject('node_modules', '@playwright', 'test', 'cli.js');
  return runWithApp(runtime, [cli, 'test', ...process.argv.slice(2)]);
});
