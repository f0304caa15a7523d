import { describe, expect, it } from 'vitest';
import {
  commandLineOverrides,
  environmentOverrides,
  variableOf,
} from '../../../../src/main/platform/setting-overrides.ts';
import { openSettings, type SettingsStorage } from '../../../../src/main/platform/settings.ts';
import { appSettingsSchema, DEFAULT_APP_SETTINGS } from '../../../../src/shared/domain/app-settings.ts';

/** A file that others can write. */
function fileWith(stored: Record<string, unknown>) {
  let listener: () => void = () => {};
  let fields = stored;
  const storage: SettingsStorage = {
    load: () => fields,
    save: (saved) => {
      fields = { ...saved };
    },
    onWritten: (called) => {
      listener = called;
    },
  };
  return {
    storage,
    get fields() {
      return fields;
    },
    writeFromOutside(written: Record<string, unknown>) {
      fields = written;
      listener();
    },
  };
}

function opened(
  stored: Record<string, unknown>,
  env: Record<string, string> = {},
  argv: readonly string[] = [],
) {
  const file = fileWith(stored);
  const overrides = [environmentOverrides(env), commandLineOverrides(argv)].flatMap((each) => each.overrides);
  const settings = openSettings(file.storage, overrides);
  const state = (name: string) => settings.states().find((each) => each.name === name);
  return { file, settings, state };
}

describe('the sources of a setting', () => {
  it('count in the order default, file, environment, command line', () => {
    const env = { TIGER_MCP_HOLD_SECONDS: '20' };
    const argv = ['app', '--set=holdSeconds=30'];
    const held = (...given: Parameters<typeof opened>) => {
      const { settings, state } = opened(...given);
      return [settings.get().holdSeconds, state('holdSeconds')?.source, state('holdSeconds')?.setBy];
    };
    expect(held({})).toEqual([DEFAULT_APP_SETTINGS.holdSeconds, 'default', null]);
    expect(held({ holdSeconds: 10 })).toEqual([10, 'file', null]);
    expect(held({ holdSeconds: 10 }, env)).toEqual([20, 'environment', 'TIGER_MCP_HOLD_SECONDS']);
    expect(held({ holdSeconds: 10 }, env, argv)).toEqual([30, 'command_line', '--set=holdSeconds']);
  });

  it('give way to the next weaker one where their value does not fit, and say so', () => {
    const { settings, state } = opened({ theme: 'dark' }, { TIGER_MCP_THEME: 'purple' }, ['--set=theme=7']);
    expect(settings.get().theme).toBe('dark');
    expect(state('theme')).toMatchObject({ source: 'file', setBy: null });
    expect(state('theme')?.problem).toMatch(/--set=theme.*TIGER_MCP_THEME/);
  });

  it('each have a variable of their own', () => {
    const names = Object.keys(appSettingsSchema.shape) as (keyof typeof appSettingsSchema.shape)[];
    expect(variableOf('areNotificationsOn')).toBe('TIGER_MCP_ARE_NOTIFICATIONS_ON');
    expect(new Set(names.map(variableOf)).size).toBe(names.length);
  });

  it('take text, numbers and yes or no as they are written', () => {
    const { settings } = opened({}, { TIGER_MCP_IS_SOUND_ON: 'true', TIGER_MCP_THEME: 'light' }, [
      '--set=backupsKept=14',
    ]);
    expect(settings.get()).toMatchObject({ isSoundOn: true, theme: 'light', backupsKept: 14 });
  });

  it('name what is no setting', () => {
    expect(environmentOverrides({ TIGER_MCP_COLOUR: 'red', TIGER_MCP_HOME: '/data', PATH: '/bin' })).toEqual({
      overrides: [],
      problems: ['TIGER_MCP_COLOUR names no setting.'],
    });
    expect(commandLineOverrides(['--set=colour=red', '--set=', '--background']).problems).toEqual([
      '--set=colour names no setting.',
      '--set= names no setting.',
    ]);
  });

  it('of two switches for one setting the last counts', () => {
    const { settings } = opened({}, {}, ['--set=theme=dark', '--set=theme=light']);
    expect(settings.get().theme).toBe('light');
  });
});

describe('what the window alone may change', () => {
  it('is not changed by the environment or the command line', () => {
    const environment = environmentOverrides({ TIGER_MCP_APP_LOCK_MINUTES: '0' });
    const commandLine = commandLineOverrides(['--set=appLockMinutes=0']);
    expect(environment.overrides).toEqual([]);
    expect(commandLine.overrides).toEqual([]);
    expect([...environment.problems, ...commandLine.problems].join()).toMatch(/window alone.*window alone/);
  });

  it('is not changed by an edit of the file while the app runs', () => {
    const { file, settings } = opened({ appLockMinutes: 5 });
    file.writeFromOutside({ appLockMinutes: 0, theme: 'dark' });
    expect(settings.get()).toMatchObject({ appLockMinutes: 5, theme: 'dark' });
  });
});

describe('a change', () => {
  it('in the file counts at once, and listeners learn what it was before', () => {
    const { file, settings } = opened({ theme: 'dark' });
    const seen: unknown[] = [];
    settings.onChange((after, { before, cause }) => seen.push([before.theme, after.theme, cause]));
    file.writeFromOutside({ theme: 'light' });
    file.writeFromOutside({ theme: 'light', unknown: 1 });
    expect(seen).toEqual([['dark', 'light', 'file']]);
  });

  it('of a value that a stronger source sets is refused and changes nothing', () => {
    const { file, settings } = opened({ theme: 'dark' }, { TIGER_MCP_THEME: 'light' });
    expect(() => settings.set({ theme: 'system' })).toThrow(/TIGER_MCP_THEME/);
    expect(file.fields).toEqual({ theme: 'dark' });
    expect(settings.get().theme).toBe('light');
  });

  it('writes that field alone: what the environment sets does not get into the file, what is unknown stays', () => {
    const { file, settings } = opened({ fromANewerVersion: 1 }, { TIGER_MCP_THEME: 'light' });
    settings.set({ holdSeconds: 5 });
    expect(file.fields).toEqual({ fromANewerVersion: 1, holdSeconds: 5 });
  });

  it('in the window is told of once, whether or not the storage tells of its own writes', () => {
    const { file, settings } = opened({ theme: 'dark' });
    const { save } = file.storage;
    const seen: unknown[] = [];
    settings.onChange((after, { before, cause }) => seen.push([before.theme, after.theme, cause]));
    // As electron-store does: before its setter returns.
    file.storage.save = (saved) => {
      save(saved);
      file.writeFromOutside({ ...saved });
    };
    settings.set({ theme: 'light' });
    expect(seen).toEqual([['dark', 'light', 'set']]);
  });

  it.each([
    ['ENOSPC', 'The disk is full.'],
    ['EROFS', 'The settings file cannot be written.'],
  ])('that cannot be written (%s) changes nothing, and says so', (code, message) => {
    const { file, settings } = opened({ theme: 'dark' });
    let told = 0;
    settings.onChange(() => {
      told += 1;
    });
    const { save } = file.storage;
    file.storage.save = () => {
      throw Object.assign(new Error('write'), { code });
    };
    expect(() => settings.set({ theme: 'light' })).toThrow(
      expect.objectContaining({
        code: 'unavailable',
        message,
        nextStep: expect.stringContaining('try again'),
      }),
    );
    expect(settings.get().theme).toBe('dark');
    expect(file.fields).toEqual({ theme: 'dark' });
    expect(told).toBe(0);
    file.storage.save = save;
    expect(settings.set({ theme: 'light' }).theme).toBe('light');
  });
});
