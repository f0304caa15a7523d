import { globalShortcut } from 'electron';
import type { Logger } from '../platform/logger.ts';

/** Works whatever program is in front. Four keys: nobody presses them by chance. */
const STOP_SHORTCUT = 'CommandOrControl+Alt+Shift+S';

/** Another program may have taken the keys, and some desktops grant none: the button and the tray remain. */
export function registerStopShortcut(stop: () => void, logger: Logger): () => void {
  try {
    if (!globalShortcut.register(STOP_SHORTCUT, stop))
      logger.warn({ keys: STOP_SHORTCUT }, 'no shortcut to stop trading');
  } catch (error) {
    logger.warn({ err: error }, 'no shortcut to stop trading');
  }
  return () => globalShortcut.unregister(STOP_SHORTCUT);
}
