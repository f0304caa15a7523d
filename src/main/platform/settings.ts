import { invalidInput } from '../../shared/app-error.ts';
import {
  type AppSettings,
  appSettingsSchema,
  DEFAULT_APP_SETTINGS,
} from '../../shared/domain/app-settings.ts';

/** Fields that are undefined stay as they are. */
export type SettingsPatch = { readonly [K in keyof AppSettings]?: AppSettings[K] | undefined };

/** The user's settings. They hold no secret. */
export interface Settings {
  get(): AppSettings;
  /** @throws AppError invalid_input */
  set(patch: SettingsPatch): AppSettings;
  /** @returns a function that ends the subscription */
  onChange(listener: (settings: AppSettings) => void): () => void;
}

/** Where settings are kept between starts. */
export interface SettingsStorage {
  load(): unknown;
  save(settings: AppSettings): void;
}

/** Settings over any storage. A stored value that no longer fits falls back to its default, the others stay. */
export function openSettings(storage: SettingsStorage): Settings {
  let current = readStored(storage.load());
  const listeners = new Set<(settings: AppSettings) => void>();
  return {
    get: () => current,
    set(patch) {
      const parsed = appSettingsSchema.safeParse({ ...current, ...defined(patch) });
      if (!parsed.success) throw invalidInput(parsed.error);
      current = parsed.data;
      storage.save(current);
      for (const listener of listeners) listener(current);
      return current;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** For tests and for a start whose storage cannot be opened. */
export function memorySettings(initial: Partial<AppSettings> = {}): Settings {
  return openSettings({ load: () => initial, save: () => {} });
}

function defined(patch: SettingsPatch): object {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}

function readStored(stored: unknown): AppSettings {
  const fields = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
  const valid = fields.filter(
    ([name, value]) => appSettingsSchema.partial().safeParse({ [name]: value }).success,
  );
  return appSettingsSchema.parse({ ...DEFAULT_APP_SETTINGS, ...Object.fromEntries(valid) });
}
