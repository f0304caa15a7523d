import type { Logger } from './platform/logger.ts';

export interface QuitStep {
  readonly name: string;
  readonly run: () => Promise<void> | void;
  readonly timeoutMs: number;
}

/**
 * Ends the parts in order. A part that fails or takes too long is said in the log and left behind, because a quit
 * that never ends leaves the user with `kill -9`; what matters was durable before.
 */
export async function quitInOrder(steps: readonly QuitStep[], logger: Logger): Promise<void> {
  for (const step of steps) {
    try {
      await withDeadline(Promise.resolve().then(step.run), step.timeoutMs);
    } catch (error) {
      logger.error({ step: step.name, err: error }, 'a part did not end in order');
    }
  }
}

function withDeadline(promise: Promise<void>, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ended within ${timeoutMs} ms`)), timeoutMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
