import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ProposalId } from '../shared/domain/proposal.ts';
import type { Publish } from '../shared/ipc/events.ts';
import { accountProcessFork, demoGatewayFork } from './accounts/account-process.ts';
import { appRedTeam } from './app-red-team.ts';
import { appStatus } from './app-status.ts';
import { AppStops } from './app-stops.ts';
import type { PendingRestore } from './backup/pending-restore.ts';
import type { SetupQuestion } from './clients/installers/stdio-entry.ts';
import { type Core, startCore } from './core.ts';
import type { AppDatabase } from './database/database.ts';
import { commandHandlers } from './ipc/command-handlers.ts';
import { ipcRouter } from './ipc/ipc-router.ts';
import { publishTo } from './ipc/publish.ts';
import { ShownMarket } from './ipc/shown-market.ts';
import { systemClock } from './platform/clock.ts';
import {
  appDataDir,
  homeFromEnvironment,
  localAppDataDir,
  settingsFromEnvironment,
  sqliteBinding,
} from './platform/environment.ts';
import { launcherPath } from './platform/launcher-path.ts';
import type { LogTail } from './platform/log-tail.ts';
import type { Logger } from './platform/logger.ts';
import type { AppPaths } from './platform/paths.ts';
import { commandLineOverrides, type SettingOverride } from './platform/setting-overrides.ts';
import { openSettings } from './platform/settings.ts';
import { settingsStorage } from './platform/settings-storage.ts';
import { readTestControlToken } from './platform/test-control-token.ts';
import { decideQuit } from './quit-decision.ts';
import { tradeAttention } from './trade-attention.ts';
import { systemSecretBox } from './vault/system-secret-box.ts';
import { systemTouchId } from './vault/system-touch-id.ts';
import type { AppFacts } from './window/app-facts.ts';
import { APP_ORIGIN } from './window/app-protocol.ts';
import { serveCommands } from './window/command-channel.ts';
import { confinePages } from './window/confine-pages.ts';
import { followTheme } from './window/follow-theme.ts';
import { onScreenLock } from './window/on-screen-lock.ts';
import { processFigures } from './window/process-figures.ts';
import { askBeforeQuit, askToQuitAnyway } from './window/quit-question.ts';
import { showFile } from './window/show-file.ts';
import { AppTray } from './window/tray.ts';
import { AppWindows } from './window/windows.ts';

export interface AppDeps {
  readonly facts: AppFacts;
  readonly paths: AppPaths;
  readonly logger: Logger;
  readonly logTail: LogTail;
  /** The folder of this bundle. */
  readonly bundleDir: string;
  readonly quit: () => void;
  /** Ends the app and starts it again. */
  readonly restart: () => void;
  /** What this start has restored from a backup, before anything opened it. */
  readonly restored: PendingRestore | null;
}

export interface RunningApp {
  showMain(): void;
  /** Starts the processes; the window comes first. */
  start(): void;
  /** @throws AppError, when accounts cannot be served within the time */
  untilReady(timeoutMs: number): Promise<void>;
  /** Asks what becomes of open orders. @returns false: the user wants the app to go on */
  mayQuit(): Promise<boolean>;
  /** Windows close from now on, where they would only hide. */
  prepareQuit(): void;
  close(): Promise<void>;
}

/** Builds the app around its core, in order. Everything that holds a page back is set before there is one. */
export async function startApp(deps: AppDeps, database: AppDatabase): Promise<RunningApp> {
  const { facts, paths, logger, bundleDir } = deps;
  const settings = openSettings(settingsStorage(paths.homeDir), settingOverrides(logger));
  const outDir = join(bundleDir, '..');
  const iconsDir = join(facts.appDir, 'resources', 'icons');

  confinePages(logger, join(outDir, 'renderer'));
  followTheme(settings);
  const windows: AppWindows = new AppWindows({
    preloadPath: join(outDir, 'preload', 'index.cjs'),
    iconPath: join(iconsDir, 'app.png'),
    isKeptInTray: () => settings.get().isKeptInTray && tray.isThere,
    onMainClosed: deps.quit,
    onInput: () => core.lock.input(),
  });
  const publishToWindows = publishTo((message) => windows.send(message));
  const tray = new AppTray({
    iconsDir,
    logger,
    showMain: () => windows.showMain(),
    showApproval: () => attention.open(null).catch(attention.failed),
    onStop: (command) => stops?.run(command),
    quit: deps.quit,
  });
  const isLocked = () => core.lock.isLocked;
  const attention = tradeAttention({ windows, tray, settings, logger, publish: publishToWindows, isLocked });
  let stops: AppStops | null = null;
  const publish: Publish = (name, payload) => {
    publishToWindows(name, payload);
    if (name === 'proposals.changed') attention.count(core.trading);
    stops?.published(name);
  };
  const computer = fromThisComputer(deps);
  const core: Core = await startCore({
    database,
    paths,
    settings,
    logger,
    clock: systemClock,
    appVersion: facts.version,
    publish,
    notify: attention.notify,
    notifyAlert: attention.notifyAlert,
    ...computer,
  });
  const redTeam = appRedTeam({ ...computer, core, paths, logger, publish, appVersion: facts.version });
  const shownMarket = new ShownMarket({ live: core.live, publish });
  const { openFlatten } = attention;
  stops = new AppStops({ core, settings, logger, openFlatten, showMenu: (items) => tray.showStops(items) });
  const openApproval = (proposalId: ProposalId | null) => attention.open(proposalId);
  const handlers = windowCommands(deps, {
    ...{ core, shownMarket, redTeam, settings, openApproval, openFlatten },
    stopShortcuts: () => stops.shortcuts(),
  });
  serveCommands(ipcRouter({ handlers, roles: windows.roles, origin: APP_ORIGIN, logger, lock: core.lock }));
  onScreenLock(() => core.lock.screenLocked().catch(attention.failed));
  attention.count(core.trading);
  return {
    showMain: () => windows.showMain(),
    start: () => core.start(),
    untilReady: (timeoutMs) => core.untilDemoIsReady(timeoutMs),
    mayQuit: () =>
      decideQuit({ ...QUIT_QUESTIONS, leaving: core.trading.oversight.leaving, isLocked, logger }),
    prepareQuit: () => windows.prepareQuit(),
    async close() {
      // Windows first: whoever still looks at one must not believe that a click does something.
      stops.close();
      shownMarket.close();
      windows.close();
      tray.close();
      await redTeam.close();
      await core.close();
    },
  };
}

type WindowCommandParts = Pick<
  Parameters<typeof commandHandlers>[0],
  'shownMarket' | 'redTeam' | 'settings' | 'openApproval' | 'openFlatten' | 'stopShortcuts'
> & { readonly core: Core };

function windowCommands({ facts, paths }: AppDeps, { core, ...parts }: WindowCommandParts) {
  return commandHandlers({
    ...core,
    ...parts,
    exportsDir: paths.exportsDir,
    clock: systemClock,
    setup: setupQuestion(facts),
    status: () => appStatus(core, facts, paths.homeDir),
    showFile: (file) => showFile(file, paths),
  });
}

const QUIT_QUESTIONS = { ask: askBeforeQuit, askAnyway: askToQuitAnyway };

/** What Electron and the operating system give to the core. */
function fromThisComputer({ facts, paths, logger, logTail, bundleDir, restored }: AppDeps) {
  const binding = sqliteBinding(facts.isPackaged);
  return {
    secretBox: systemSecretBox(),
    logTail,
    processFigures,
    touchId: systemTouchId(process.platform),
    forkAccountProcess: accountProcessFork(bundleDir, logger),
    forkDemoGateway: demoGatewayFork(bundleDir, logger),
    controlToken: readTestControlToken(paths.testControlTokenFile, facts.isPackaged),
    ...(restored === null ? {} : { restored }),
    ...(binding === null ? {} : { nativeBinding: binding }),
  };
}

/** The command line counts more than the environment. A mistake in either is logged; `tiger-mcp doctor` finds those of the environment. */
function settingOverrides(logger: Logger): readonly SettingOverride[] {
  const sources = [settingsFromEnvironment(), commandLineOverrides(process.argv)];
  for (const problem of sources.flatMap(({ problems }) => problems))
    logger.warn({ problem }, 'a setting was ignored');
  return sources.flatMap(({ overrides }) => overrides);
}

function setupQuestion(facts: AppFacts): SetupQuestion {
  return {
    launcherPath: launcherPath(facts),
    platform: facts.platform,
    userHomeDir: homedir(),
    appDataDir: appDataDir(),
    localAppDataDir: localAppDataDir(),
    homeDir: homeFromEnvironment(),
  };
}
