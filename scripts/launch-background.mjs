// Started by the bridge (out/bridge/launch.json) when an AI client connects and the app is not running. It never
// installs nor builds: nobody would see it. Its output is discarded; the bridge reports an app that does not come.
import { spawn } from 'node:child_process';
import { runApp } from './bootstrap/app.mjs';
import { hasDisplay } from './bootstrap/display.mjs';
import { findElectron } from './bootstrap/electron.mjs';
import { projectDir } from './bootstrap/places.mjs';
import { say } from './bootstrap/progress.mjs';
import { sandboxSwitches } from './bootstrap/sandbox.mjs';
import { runMain, SetupError } from './bootstrap/setup-error.mjs';

const BACKGROUND = '--background';

await runMain(async () => {
  const runtime = findElectron();
  if (!runtime) throw new SetupError('The Electron runtime is missing. Run `npm start` once.');
  // Somebody must stay to take a virtual display down when the app ends.
  if (!hasDisplay()) return runApp(runtime, [BACKGROUND]);
  const args = [...(await sandboxSwitches(say)), projectDir, BACKGROUND];
  spawn(runtime.path, args, { detached: true, stdio: 'ignore', windowsHide: true }).unref();
  return 0;
});
