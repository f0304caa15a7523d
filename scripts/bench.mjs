// `npm run bench`: prints the figures of the real app on this machine.
import { ensureRuntime, runWithApp } from './bootstrap/app.mjs';
import { ensureBuild } from './bootstrap/build.mjs';
import { inProject } from './bootstrap/places.mjs';
import { runMain } from './bootstrap/setup-error.mjs';

await runMain(async () => {
  const runtime = await ensureRuntime();
  await ensureBuild();
  return runWithApp(runtime, [inProject('tests', 'bench', 'bench.ts'), ...process.argv.slice(2)]);
});
