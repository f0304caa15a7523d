import { Notification } from 'electron';
import type { Logger } from '../platform/logger.ts';

export interface NotificationInput {
  readonly title: string;
  readonly body: string;
  readonly isSilent: boolean;
  readonly onClick: () => void;
}

/** A notification of the desktop; where there is none, the window alone tells it. */
export function showNotification(input: NotificationInput, logger: Logger): void {
  try {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title: input.title, body: input.body, silent: input.isSilent });
    notification.on('click', input.onClick);
    notification.show();
  } catch (error) {
    logger.warn({ err: error }, 'the desktop took no notification');
  }
}
