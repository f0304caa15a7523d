import { join } from 'node:path';
import type { AppDeps, RunningApp } from './app.ts';
import { ipcRouter } from './ipc/ipc-router.ts';
import { socketPlaceOf } from './mcp/socket-path.ts';
import { systemClock } from './platform/clock.ts';
import { runtimeDir, sqliteBinding } from './platform/environment.ts';
import type { Logger } from './platform/logger.ts';
import type { AppPaths } from './platform/paths.ts';
import { memorySettings, openSettings, type Settings } from './platform/settings.ts';
import { fileStorage } from './platform/settings-file.ts';
import { type Finding, RecoveryDesk } from './recovery/recovery-desk.ts';
import { recoveryHandlers } from './recovery/recovery-handlers.ts';
import { refusalText } from './recovery/refusal-text.ts';
import { RefusingDoors } from './recovery/refusing-doors.ts';
import { unseenLife } from './recovery/unseen-life.ts';
import { APP_ORIGIN } from './window/app-protocol.ts';
import { serveCommands } from './window/command-channel.ts';
import { confinePages } from './window/confine-pages.ts';
import { followTheme } from './window/follow-theme.ts';
import { showFile } from './window/show-file.ts';
import { AppWindows } from './window/windows.ts';

/**
 * The app while it has no database to work with: one window, and two doors that say why. No account has a process, no
 * broker is reached, and the database is not written.
 */
export async function startRecoveryApp(deps: AppDeps, finding: Finding): Promise<RunningApp> {
  const { facts, paths, logger, bundleDir } = deps;
  logger.error({ err: finding }, 'the database cannot be used; the app shows what it can');
  const settings = settingsAsTheyLie(paths, logger);
  const binding = sqliteBinding(facts.isPackaged);
  const desk = new RecoveryDesk({
    ...{ finding, paths, settings, logger, clock: systemClock, appVersion: facts.version },
    restart: deps.restart,
    ...(binding === null ? {} : { nativeBinding: binding }),
  });
  const outDir = join(bundleDir, '..');
  confinePages(logger, join(outDir, 'renderer'));
  followTheme(settings);
  const windows = new AppWindows({
    preloadPath: join(outDir, 'preload', 'index.cjs'),
    iconPath: join(facts.appDir, 'resources', 'icons', 'app.png'),
    isKeptInTray: () => false,
    onMainClosed: deps.quit,
    onInput: () => {},
  });
  const showFolder = (folder: 'home' | 'backups') => showFile(folder, paths);
  const handlers = recoveryHandlers({ desk, showFolder, quit: deps.quit });
  const { roles } = windows;
  serveCommands(ipcRouter({ handlers, roles, origin: APP_ORIGIN, logger, lock: { isLocked: false } }));
  const life = unseenLife(deps.quit);
  const text = refusalText(await desk.state());
  const place = socketPlaceOf(paths, runtimeDir());
  const doors = new RefusingDoors({
    ...{ place, paths, text, logger, appVersion: facts.version },
    onKnock: life.again,
  });
  await doors.listen();
  return {
    showMain() {
      life.end();
      windows.showRecovery();
    },
    start: life.again,
    untilReady: () => Promise.reject(finding),
    mayQuit: async () => true,
    prepareQuit: () => windows.prepareQuit(),
    async close() {
      life.end();
      windows.close();
      await doors.close();
      await desk.close();
    },
  };
}

/** Read and never written: a newer version may know more of them. */
function settingsAsTheyLie({ settingsFile }: AppPaths, logger: Logger): Settings {
  try {
    return openSettings({ ...fileStorage(settingsFile), save: () => {} });
  } catch (error) {
    logger.warn({ err: error }, 'the settings cannot be read');
    return memorySettings();
  }
}
