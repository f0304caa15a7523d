import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { ipcMain } from 'electron';
import ElectronStore from 'electron-store';
import type { SettingsStorage } from './settings.ts';

const FILE_MODE = 0o600;
/** electron-store opens it for stores in pages, which there are none of: commands have one door. */
const STORE_CHANNEL = 'electron-store-get-data';

/** `<home>/settings.json`, written atomically, and read again when somebody else has written it. */
export function settingsStorage(homeDir: string): SettingsStorage {
  const path = join(homeDir, 'settings.json');
  setAsideUnreadable(path);
  const store = new ElectronStore<Record<string, unknown>>({
    cwd: homeDir,
    name: 'settings',
    configFileMode: FILE_MODE,
    watch: true,
  });
  ipcMain.removeAllListeners(STORE_CHANNEL);
  return {
    load: () => store.store,
    save(settings) {
      setAsideUnreadable(path);
      store.store = settings;
    },
    // Not called while the file is no JSON: what was read last stays in force.
    onWritten(listener) {
      store.onDidAnyChange(() => listener());
    },
  };
}

/** Whoever edited the file by hand finds the edit beside it instead of losing it. */
function setAsideUnreadable(path: string): void {
  if (!existsSync(path)) return;
  try {
    JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch {
    renameSync(path, path.replace(/\.json$/, `-unreadable-${Date.now()}.json`));
  }
}
