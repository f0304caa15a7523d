/** How often a long step says that it is still alive: short enough that nobody thinks it hangs. */
const HEARTBEAT_MS = 10_000;

/** Everything the bootstrap says goes to stderr: stdout belongs to the command that was asked for. */
export function say(/** @type {string} */ text) {
  process.stderr.write(`${text}\n`);
}

/** @param {number} sinceMs */
const elapsed = (sinceMs) => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;

/**
 * Announces a step (what and why), keeps saying that it runs, and prints how long it took.
 * @template T
 * @param {string} what
 * @param {string} why
 * @param {(note: (text: string) => void) => Promise<T>} work `note` adds a line under the step
 * @returns {Promise<T>} what `work` returns; its error is passed on unchanged
 */
export async function step(what, why, work) {
  const sinceMs = performance.now();
  say(`> ${what} (${why})`);
  const heartbeat = setInterval(() => say(`  ... ${elapsed(sinceMs)}`), HEARTBEAT_MS);
  try {
    const result = await work((text) => say(`  ${text}`));
    say(`  done in ${elapsed(sinceMs)}`);
    return result;
  } catch (error) {
    say(`  failed after ${elapsed(sinceMs)}`);
    throw error;
  } finally {
    clearInterval(heartbeat);
  }
}
