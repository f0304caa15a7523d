import type * as z from 'zod';
import { AppError } from '../../shared/app-error.ts';
import type { ChildLink } from './child-link.ts';

/**
 * Waits for the first message of a kind. Listen before you post what it answers.
 * @throws AppError timeout or unavailable, when the process is silent or ends
 */
export function awaitMessage<T extends z.ZodType>(
  link: ChildLink,
  schema: T,
  timeoutMs: number,
  what: string,
): Promise<z.output<T>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(failure('timeout', `no ${what} within ${timeoutMs} ms`)),
      timeoutMs,
    );
    link.port.onMessage((message) => {
      const parsed = schema.safeParse(message);
      if (!parsed.success) return;
      clearTimeout(timer);
      resolve(parsed.data);
    });
    link.onExit(() => {
      clearTimeout(timer);
      reject(failure('unavailable', `it ended before its ${what}`));
    });
  });
}

function failure(code: 'timeout' | 'unavailable', message: string): AppError {
  return new AppError(code, message, { nextStep: 'Wait: it is started again.', retryable: true });
}
