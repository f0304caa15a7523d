import type { Logger } from './logger.ts';
import { redactText } from './redact.ts';

/**
 * Takes the errors that nobody handles. They are logged and the app goes on: what matters is durable before it
 * happens, and an AI client's bad moment must not end another one's. Until there is a log, stderr has them.
 */
export function reportDefects(): { tell(logger: Logger): void } {
  let logger: Logger | null = null;
  const report = (kind: string) => (error: unknown) => {
    if (logger !== null) logger.error({ err: error }, kind);
    else
      process.stderr.write(`${kind}: ${redactText(String(error instanceof Error ? error.stack : error))}\n`);
  };
  process.on('uncaughtException', report('uncaught exception'));
  process.on('unhandledRejection', report('unhandled rejection'));
  return {
    tell(later) {
      logger = later;
    },
  };
}
