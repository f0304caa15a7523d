import { environmentOverrides, type Overrides } from './setting-overrides.ts';

const { env } = process;

/** The data folder that tests and scripts choose with TIGER_MCP_HOME; null leaves Electron's default. */
export function homeFromEnvironment(): string | null {
  const home = env['TIGER_MCP_HOME'];
  return home === undefined || home === '' ? null : home;
}

/**
 * The database driver's binary for a development runtime that cannot load the installed one; that runtime's default
 * app names it. A packaged app has the driver that it was packed with and loads no other.
 */
export function sqliteBinding(isPackaged: boolean): string | null {
  return isPackaged ? null : (env['TIGER_SQLITE_BINDING'] ?? null);
}

/** Linux: the user's own short-lived folder, private and with a short path. */
export function runtimeDir(): string | null {
  return env['XDG_RUNTIME_DIR'] || null;
}

/** Windows: where programs keep a user's settings. */
export function appDataDir(): string | null {
  return env['APPDATA'] || null;
}

/** Windows: where programs keep what stays on this computer. */
export function localAppDataDir(): string | null {
  return env['LOCALAPPDATA'] || null;
}

/** Settings that variables like TIGER_MCP_THEME give. */
export function settingsFromEnvironment(): Overrides {
  return environmentOverrides(env);
}
