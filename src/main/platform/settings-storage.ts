import ElectronStore from 'electron-store';
import type { AppSettings } from '../../shared/domain/app-settings.ts';
import type { SettingsStorage } from './settings.ts';

/** `<home>/settings.json`, written atomically. A file that is no JSON is replaced: settings are no record of anything. */
export function settingsStorage(homeDir: string): SettingsStorage {
  const store = new ElectronStore<AppSettings>({ cwd: homeDir, name: 'settings', clearInvalidConfig: true });
  return {
    load: () => store.store,
    save: (settings) => {
      store.store = settings;
    },
  };
}
