import type { Logger } from '../../src/main/platform/logger.ts';

/** Takes every line and shows none. */
export const silentLogger: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => silentLogger,
};
