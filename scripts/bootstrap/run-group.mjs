import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** The app needs about a second to close its accounts and database; after this it is ended by force. */
const QUIT_LIMIT_MS = 10_000;

/** @type {readonly NodeJS.Signals[]} */
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const isPosix = process.platform !== 'win32';

/**
 * Runs a program in a process group of its own, hands our signals on, and leaves nothing of the group behind.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string }} [options]
 * @returns {Promise<number>} its exit code; 128 + n when signal n ended it
 */
export function runGroup(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: 'inherit', detached: isPosix });
    /** @type {NodeJS.Timeout | undefined} */
    let deadline;
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => {
      // The second signal is somebody who has lost patience.
      if (deadline) endGroup(child);
      else child.kill(signal);
      deadline ??= setTimeout(() => endGroup(child), QUIT_LIMIT_MS);
    };
    for (const signal of FORWARDED) process.on(signal, forward);
    const settle = () => {
      clearTimeout(deadline);
      for (const signal of FORWARDED) process.off(signal, forward);
    };
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      settle();
      endGroup(child);
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

/** @param {import('node:child_process').ChildProcess} child */
function endGroup(child) {
  if (!isPosix || !child.pid) {
    child.kill('SIGKILL');
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}
