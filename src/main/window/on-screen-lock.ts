import { powerMonitor } from 'electron';

/** macOS and Windows say it; Linux says nothing, and there the time without input decides alone. */
export function onScreenLock(run: () => void): void {
  powerMonitor.on('lock-screen', run);
}
