// `npm run pictures`: takes the README's pictures of the running app.
import { ensureRuntime, runWithApp } from './bootstrap/app.mjs';
import { ensureBuild } from './bootstrap/build.mjs';
import { inProject } from './bootstrap/places.mjs';
import { runMain } from './bootstrap/setup-error.mjs';

await runMain(async () => {
  const runtime = await ensureRuntime();
  await ensureBuild();
  return runWithApp(runtime, [inProject('tests', 'pictures', 'take-pictures.ts')]);
});
