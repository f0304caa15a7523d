import { spawn } from 'node:child_process';
import { say } from './progress.mjs';
import { SetupError } from './setup-error.mjs';

/** Xvfb is up in 0.1 s; a loaded machine gets time, a broken one does not hang the start. */
const START_LIMIT_MS = 10_000;

/** Fits the main window and the approval window side by side. */
const SCREEN = '1440x900x24';

export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * @typedef {{ env: NodeJS.ProcessEnv, close: () => void }} Display `env` is what a program on it must be given
 */

/** @returns {Promise<Display>} the machine's own display, else a virtual one that lives until `close` */
export async function openDisplay() {
  if (hasDisplay()) return { env: { ...process.env }, close: () => {} };
  say('No display here: the windows open on a virtual one (Xvfb).');
  return openVirtualDisplay();
}

/** @returns {Promise<Display>} a screen of its own, which nobody sees, until `close` */
export async function openVirtualDisplay() {
  // -displayfd: the server itself picks a free number, so that servers started at once do not collide.
  // Detached: Ctrl-C must reach the app first, not the display under it.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const number = await displayNumber(server);
  return {
    // Without a session bus Chromium would log a line per attempt to find one.
    env: { DBUS_SESSION_BUS_ADDRESS: 'disabled:', ...process.env, DISPLAY: `:${number}` },
    close: () => {
      server.kill();
    },
  };
}

/** @param {import('node:child_process').ChildProcess} server @returns {Promise<string>} */
function displayNumber(server) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      server.kill('SIGKILL');
      reject(new SetupError(`Xvfb was not ready after ${START_LIMIT_MS / 1000} s.`));
    }, START_LIMIT_MS);
    server.once('error', (error) => reject(new SetupError(`Xvfb cannot start: ${error.message}`)));
    server.once('exit', (code) => {
      clearTimeout(timer);
      reject(new SetupError(`Xvfb ended with ${code} before it was ready.`));
    });
    server.stdio[3]?.once('data', (chunk) => {
      clearTimeout(timer);
      server.unref();
      resolve(String(chunk).trim());
    });
  });
}
