import { ipcMain } from 'electron';
import ElectronStore from 'electron-store';
import type { AppSettings } from '../../shared/domain/app-settings.ts';
import type { SettingsStorage } from './settings.ts';

const FILE_MODE = 0o600;
/** electron-store opens it for stores in pages, which there are none of: commands have one door. */
const STORE_CHANNEL = 'electron-store-get-data';

/** `<home>/settings.json`, written atomically. A file that is no JSON is replaced: settings are no record of anything. */
export function settingsStorage(homeDir: string): SettingsStorage {
  const store = new ElectronStore<AppSettings>({
    cwd: homeDir,
    name: 'settings',
    clearInvalidConfig: true,
    configFileMode: FILE_MODE,
  });
  ipcMain.removeAllListeners(STORE_CHANNEL);
  return {
    load: () => store.store,
    save: (settings) => {
      store.store = settings;
    },
  };
}
