import type { AppSettings } from '../../../shared/domain/app-settings.ts';
import type { StopShortcutState } from '../../../shared/domain/stop-shortcuts.ts';
import type { AppStatus } from '../../../shared/ipc/commands/app-commands.ts';
import type { Commands } from '../../../shared/ipc/commands.ts';
import type { Input } from '../../../shared/ipc/contract.ts';
import type { Settings, SettingsPatch } from '../../platform/settings.ts';
import type { AppLock } from '../../vault/app-lock.ts';
import type { CommandArea } from '../ipc-router.ts';

type ShownFile = Input<Commands, 'app.showFile'>['file'];

export interface AppCommandsDeps {
  readonly status: () => Promise<AppStatus>;
  readonly showFile: (file: ShownFile) => Promise<void>;
  readonly settings: Settings;
  readonly lock: AppLock;
  readonly stopShortcuts: () => StopShortcutState[];
  /** Recorded before it applies. */
  readonly changeSettings: (patch: SettingsPatch) => Promise<AppSettings>;
}

export function appCommands(deps: AppCommandsDeps): CommandArea<'app'> & CommandArea<'settings'> {
  return {
    'app.status': () => deps.status(),
    'app.showFile': async ({ file }) => {
      await deps.showFile(file);
      return { ok: true };
    },
    'app.lock': async () => {
      await deps.lock.lock('user');
      return { ok: true };
    },
    'settings.get': async () => deps.settings.get(),
    'settings.states': async () => [...deps.settings.states()],
    'settings.stopShortcuts': async () => deps.stopShortcuts(),
    'settings.set': (patch) => deps.changeSettings(patch),
  };
}
