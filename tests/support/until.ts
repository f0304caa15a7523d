import { vi } from 'vitest';

/** What comes at all comes in milliseconds; a machine that is busy with something else may take seconds. */
const PATIENCE_MS = 20_000;
const INTERVAL_MS = 2;

/**
 * Waits until a condition no longer throws, and gives what it returned.
 * @throws what the condition threw last, after 20 s
 */
export const until = <T>(condition: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(condition, { timeout: PATIENCE_MS, interval: INTERVAL_MS });
