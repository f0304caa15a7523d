import { AppError, invalidInput } from '../../shared/app-error.ts';
import {
  type AppSettings,
  appSettingsSchema,
  DEFAULT_APP_SETTINGS,
  WINDOW_ONLY_SETTINGS,
} from '../../shared/domain/app-settings.ts';
import type { SettingState } from '../../shared/domain/setting-source.ts';
import { fileFailure } from './file-failure.ts';
import type { SettingOverride } from './setting-overrides.ts';

type SettingName = keyof AppSettings;

/** Fields that are undefined stay as they are. */
export type SettingsPatch = { readonly [K in SettingName]?: AppSettings[K] | undefined };

/** The user's settings: defaults, the file, the environment, the command line, in that order. They hold no secret. */
export interface Settings {
  get(): AppSettings;
  /** Each setting with its source, in the order of the schema. */
  states(): readonly SettingState[];
  /**
   * Writes to the file.
   * @throws AppError invalid_input; conflict, when a stronger source than the file sets the value; unavailable, when the
   * file cannot be written: then everything is as it was
   */
  set(patch: SettingsPatch): AppSettings;
  /** Called when a value in force has changed. @returns a function that ends the subscription */
  onChange(listener: SettingsListener): () => void;
}

interface SettingsChange {
  readonly before: AppSettings;
  /** `file`: somebody else has written it. */
  readonly cause: 'set' | 'file';
}
type SettingsListener = (settings: AppSettings, change: SettingsChange) => void;

/** Where settings are kept between starts. */
export interface SettingsStorage {
  load(): unknown;
  save(settings: Readonly<Record<string, unknown>>): void;
  /** Calls when somebody else has written the file. */
  onWritten?(listener: () => void): void;
}

const NAMES = Object.keys(appSettingsSchema.shape) as SettingName[];

/** Settings over any storage. A value that does not fit gives way to the next weaker source, and is named. */
export function openSettings(storage: SettingsStorage, overrides: readonly SettingOverride[] = []): Settings {
  let stored = fieldsOf(storage.load());
  let states = resolve(stored, overrides);
  const listeners = new Set<SettingsListener>();
  const apply = (fields: Readonly<Record<string, unknown>>, cause: SettingsChange['cause']): AppSettings => {
    const before = valuesOf(states);
    stored = fields;
    states = resolve(stored, overrides);
    const after = valuesOf(states);
    if (changedSettings(before, after).length > 0)
      for (const listener of listeners) listener(after, { before, cause });
    return after;
  };
  let isSaving = false;
  storage.onWritten?.(() => {
    // Some storages tell of our own write while it happens; it is applied, and told of, when it has succeeded.
    if (isSaving) return;
    const written = fieldsOf(storage.load());
    apply({ ...written, ...kept(stored, WINDOW_ONLY_SETTINGS) }, 'file');
  });
  return {
    get: () => valuesOf(states),
    states: () => states,
    set(patch) {
      const wanted = defined(patch);
      const parsed = appSettingsSchema.safeParse({ ...valuesOf(states), ...wanted });
      if (!parsed.success) throw invalidInput(parsed.error);
      refuseOverridden(wanted, states);
      const fields = { ...stored, ...kept(parsed.data, Object.keys(wanted)) };
      isSaving = true;
      try {
        storage.save(fields);
      } catch (error) {
        throw fileFailure(error, 'The settings file');
      } finally {
        isSaving = false;
      }
      return apply(fields, 'set');
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** @returns the names of those that differ */
export function changedSettings(before: AppSettings, after: AppSettings): readonly SettingName[] {
  return NAMES.filter((name) => !isSame(before[name], after[name]));
}

/** For tests and for a start whose storage cannot be opened. */
export function memorySettings(initial: Partial<AppSettings> = {}): Settings {
  return openSettings({ load: () => initial, save: () => {} });
}

/** @returns the value of each setting, all valid: a default always is */
function valuesOf(states: readonly SettingState[]): AppSettings {
  return appSettingsSchema.parse(Object.fromEntries(states.map(({ name, value }) => [name, value])));
}

function resolve(
  stored: Readonly<Record<string, unknown>>,
  overrides: readonly SettingOverride[],
): readonly SettingState[] {
  return NAMES.map((name) => {
    const given = [
      ...overrides.filter((each) => each.name === name && each.source === 'command_line'),
      ...overrides.filter((each) => each.name === name && each.source === 'environment'),
      ...(name in stored ? [{ source: 'file' as const, setBy: null, value: stored[name] }] : []),
      { source: 'default' as const, setBy: null, value: DEFAULT_APP_SETTINGS[name] },
    ];
    const problems: string[] = [];
    for (const { source, setBy, value } of given) {
      const parsed = appSettingsSchema.shape[name].safeParse(value);
      if (parsed.success)
        return { name, value: parsed.data, source, setBy, problem: problems.join(' ') || null };
      problems.push(`${setBy ?? 'The settings file'}: ${parsed.error.issues[0]?.message ?? 'not valid'}.`);
    }
    throw new Error(`the default of ${name} is not valid`);
  });
}

function refuseOverridden(wanted: object, states: readonly SettingState[]): void {
  const overridden = states.find(({ name, setBy }) => setBy !== null && name in wanted);
  if (overridden === undefined) return;
  throw new AppError('conflict', `${overridden.name} is set by ${overridden.setBy}, which counts more.`, {
    nextStep: `Start the app without ${overridden.setBy}, or change it there.`,
  });
}

function kept(fields: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));
}

function defined(patch: SettingsPatch): object {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}

function fieldsOf(stored: unknown): Readonly<Record<string, unknown>> {
  return typeof stored === 'object' && stored !== null && !Array.isArray(stored) ? { ...stored } : {};
}

/** Values of settings are small JSON. */
function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
