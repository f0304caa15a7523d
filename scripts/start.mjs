// `npm start`: installs what is missing, builds what changed, runs the app.
import { ensureRuntime, runApp } from './bootstrap/app.mjs';
import { ensureBuild } from './bootstrap/build.mjs';
import { runMain } from './bootstrap/setup-error.mjs';

await runMain(async () => {
  const runtime = await ensureRuntime();
  await ensureBuild();
  return runApp(runtime, process.argv.slice(2));
});
