import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../src/shared/app-error.ts';

/** Calls are limited by the minute, and there are many questions at the end. */
const PATIENCE_MS = 240_000;
const PAUSE_MS = 3_000;

/** Asks again while the answer is that one should. @throws what the last attempt threw */
export async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (const endMs = Date.now() + PATIENCE_MS; ; await sleep(PAUSE_MS)) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof AppError && error.retryable) || Date.now() > endMs) throw error;
    }
  }
}
