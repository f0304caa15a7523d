// `npm run --silent electron-path`: the runtime's executable on stdout, nothing else there.
import { ensureRuntime } from './bootstrap/app.mjs';
import { runMain } from './bootstrap/setup-error.mjs';

await runMain(async () => {
  const runtime = await ensureRuntime();
  process.stdout.write(`${runtime.path}\n`);
});
