import { hasDisplay, openDisplay } from './display.mjs';
import { announceRuntime, ensureElectron } from './electron.mjs';
import { ensureNodeModules } from './node-modules.mjs';
import { projectDir } from './places.mjs';
import { say } from './progress.mjs';
import { runGroup } from './run-group.mjs';
import { sandboxSwitches } from './sandbox.mjs';
import { toolNode } from './tool-node.mjs';

/** Installs whatever this machine lacks to run the app; quick when nothing is missing. */
export async function ensureRuntime() {
  await ensureNodeModules();
  toolNode();
  return ensureElectron();
}

/**
 * Runs the built app until it ends.
 * @param {import('./electron.mjs').ElectronRuntime} runtime
 * @param {readonly string[]} args the app's own arguments
 * @returns {Promise<number>} its exit code
 */
export async function runApp(runtime, args) {
  announceRuntime(runtime);
  const switches = await sandboxSwitches(say);
  const display = await openDisplay();
  try {
    return await runGroup(runtime.path, [...switches, projectDir, ...args], { env: display.env });
  } finally {
    display.close();
  }
}

/**
 * Runs one of the project's tools that starts the app by itself, on a display, and tells it which runtime to use
 * (read by tests/support/electron-runtime.ts and playwright.config.ts).
 * @param {import('./electron.mjs').ElectronRuntime} runtime
 * @param {readonly string[]} command script and arguments for the tool Node
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} its exit code
 */
export async function runWithApp(runtime, command, env = {}) {
  announceRuntime(runtime);
  const switches = await sandboxSwitches(say);
  const isVirtual = !hasDisplay();
  const display = await openDisplay();
  try {
    return await runGroup(toolNode(), command, {
      cwd: projectDir,
      env: {
        ...display.env,
        ...env,
        TIGER_ELECTRON: runtime.path,
        TIGER_ELECTRON_SWITCHES: switches.join(' '),
        // A machine that has virtual displays can have as many as are needed; on a real one apps would share the keyboard.
        ...(isVirtual ? { TIGER_DISPLAY_EACH: '1' } : {}),
      },
    });
  } finally {
    display.close();
  }
}
