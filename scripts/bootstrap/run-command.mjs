import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { SetupError } from './setup-error.mjs';

/** Enough of a tool's last words to see why it failed, without flooding the terminal. */
const TAIL_CHARS_MAX = 4_000;

/**
 * Runs a tool quietly; its output is shown only when it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, signal?: AbortSignal }} [options]
 * @returns {Promise<string>} its stdout
 * @throws {SetupError} it could not be started, was aborted, or ended with another code than 0
 */
export function runCommand(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let tail = '';
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      tail = (tail + chunk).slice(-TAIL_CHARS_MAX);
    };
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      keep(chunk);
    });
    child.stderr.on('data', keep);
    child.on('error', (error) => reject(new SetupError(`Cannot run ${command}: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(stdout);
      else
        reject(
          new SetupError(`${tail.trim()}\n${[command, ...args].join(' ')} ended with ${signal ?? code}.`),
        );
    });
  });
}

/**
 * Runs a tool on this terminal.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code; 1 when a signal ended it or it could not be started
 */
export function runVisibly(command, args, options = {}) {
  return runWith('inherit', command, args, options);
}

/**
 * Runs a tool whose output goes to a file, for one that runs beside another.
 * @param {string} path @param {string} command @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code, as of `runVisibly`
 */
export async function runIntoFile(path, command, args, options = {}) {
  const file = openSync(path, 'w');
  try {
    return await runWith(['ignore', file, file], command, args, options);
  } finally {
    closeSync(file);
  }
}

/**
 * @param {import('node:child_process').StdioOptions} stdio @param {string} command @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>}
 */
function runWith(stdio, command, args, options) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio });
    child.on('error', (error) => {
      process.stderr.write(`Cannot run ${command}: ${error.message}\n`);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}
