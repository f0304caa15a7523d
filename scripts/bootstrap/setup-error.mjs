import { say } from './progress.mjs';

/** A failure whose message already tells the reader what to do: shown without a stack. */
export class SetupError extends Error {}

/**
 * Runs a script's main function; a failure is printed and sets the exit code.
 * @param {() => Promise<number | void>} main returns the exit code, 0 when nothing is returned
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    const text = error instanceof SetupError ? error.message : error instanceof Error ? error.stack : error;
    say(`\n${text}`);
    process.exitCode = 1;
  }
}
