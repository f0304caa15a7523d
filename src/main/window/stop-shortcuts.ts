import { globalShortcut } from 'electron';
import type { AppSettings } from '../../shared/domain/app-settings.ts';
import {
  acceleratorOf,
  STOP_KEY_LEVELS,
  STOP_KEY_SETTINGS,
  type StopKeySetting,
  type StopShortcutState,
} from '../../shared/domain/stop-shortcuts.ts';
import type { StopLevel } from '../../shared/domain/trading-stop.ts';
import type { Logger } from '../platform/logger.ts';
import type { Settings } from '../platform/settings.ts';

export interface StopShortcutsDeps {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly onPressed: (level: StopLevel) => void;
}

/** One for each level of the kill switch, whatever program is in front. They follow the settings. */
export class StopShortcuts {
  readonly #deps: StopShortcutsDeps;
  readonly #granted = new Map<StopKeySetting, string>();
  readonly #unfollow: () => void;

  constructor(deps: StopShortcutsDeps) {
    this.#deps = deps;
    this.#register(deps.settings.get());
    this.#unfollow = deps.settings.onChange((settings, { before }) => {
      if (STOP_KEY_SETTINGS.every((name) => settings[name] === before[name])) return;
      this.#release();
      this.#register(settings);
    });
  }

  states(): StopShortcutState[] {
    const settings = this.#deps.settings.get();
    return STOP_KEY_SETTINGS.map((setting) => {
      if (settings[setting] === 'off') return { setting, state: 'off' };
      return { setting, state: this.#granted.has(setting) ? 'works' : 'taken' };
    });
  }

  close(): void {
    this.#unfollow();
    this.#release();
  }

  #register(settings: AppSettings): void {
    for (const setting of STOP_KEY_SETTINGS) {
      const keys = acceleratorOf(settings[setting]);
      if (keys !== null && this.#isGranted(keys, STOP_KEY_LEVELS[setting])) this.#granted.set(setting, keys);
    }
  }

  /** Another program may have taken the keys, and some desktops grant none: the button and the tray remain. */
  #isGranted(keys: string, level: StopLevel): boolean {
    const { logger, onPressed } = this.#deps;
    try {
      // Two levels on the same keys: the lower one has them.
      const isTaken = globalShortcut.isRegistered(keys);
      if (!isTaken && globalShortcut.register(keys, () => onPressed(level))) return true;
      logger.warn({ keys }, 'no shortcut to stop trading');
    } catch (error) {
      logger.warn({ err: error, keys }, 'no shortcut to stop trading');
    }
    return false;
  }

  #release(): void {
    for (const keys of this.#granted.values()) globalShortcut.unregister(keys);
    this.#granted.clear();
  }
}
