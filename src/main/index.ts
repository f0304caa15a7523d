import './platform/web-crypto.ts';
import { app, dialog, protocol } from 'electron';
import { toErrorWire } from '../shared/app-error.ts';
import type { RunningApp } from './app.ts';
import { applyPendingRestore } from './backup/pending-restore.ts';
import { homeFromEnvironment } from './platform/environment.ts';
import { LogTail } from './platform/log-tail.ts';
import { type Logger, openLogger } from './platform/logger.ts';
import { pathsIn } from './platform/paths.ts';
import { reportDefects } from './platform/report-defects.ts';
import { start } from './start.ts';
import { appFacts } from './window/app-facts.ts';
import { APP_SCHEME_PRIVILEGES } from './window/app-protocol.ts';

/** Starts without a window: for AI clients, which need the app but not its window. */
const BACKGROUND = '--background';
/** Starts everything, says so on stdout and ends: the check of a packed app. */
const SMOKE_TEST = '--smoke-test';

/** Two processes and a first answer; a slow disk included. */
const SMOKE_TIMEOUT_MS = 30_000;
const EXIT_FAILED = 1;

// First of all: an error that nobody handles opens a dialog in Electron, and a dialog stops everything behind it.
const defects = reportDefects();

const home = homeFromEnvironment();
if (home !== null) app.setPath('userData', home);

// Before anything touches the database. `quit` would still let `ready` come.
if (!app.requestSingleInstanceLock()) app.exit(0);
else run();

function run(): void {
  confineRenderers();
  protocol.registerSchemesAsPrivileged([APP_SCHEME_PRIVILEGES]);
  const paths = pathsIn(app.getPath('userData'));
  const logTail = new LogTail();
  const logger = openLogger({
    ...paths,
    tail: logTail,
    isEchoed: !app.isPackaged,
    level: app.isPackaged ? 'info' : 'debug',
  });
  defects.tell(logger);
  logger.info({ version: app.getVersion(), electron: process.versions['electron'] }, 'started');

  let running: RunningApp | null = null;
  app.on('second-instance', (_event, argv) => {
    if (!argv.includes(BACKGROUND)) running?.showMain();
  });
  app.on('activate', () => running?.showMain());
  // The main window decides about the end, see `onMainClosed`; the approval window comes and goes.
  app.on('window-all-closed', () => {});
  endInOrder(() => running, logger);
  app
    .whenReady()
    .then(() => {
      const restored = applyPendingRestore(paths);
      if (restored !== null) logger.info({ ...restored }, 'a backup was restored');
      const quit = () => app.quit();
      const facts = appFacts();
      return start({ facts, paths, logger, logTail, bundleDir: __dirname, quit, restart, restored });
    })
    .then((started) => {
      running = started;
      return begin(started);
    })
    .catch((error: unknown) => refuseToRun(error, logger));
}

/**
 * Every page in the sandbox of the operating system. Root has none: an unpackaged app that was started for that with
 * --no-sandbox keeps the switch, which `enableSandbox` would take from its processes, and they would all die.
 */
function confineRenderers(): void {
  if (app.isPackaged || !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
}

async function begin(running: RunningApp): Promise<void> {
  const isSmokeTest = process.argv.includes(SMOKE_TEST);
  if (!isSmokeTest && !process.argv.includes(BACKGROUND)) running.showMain();
  running.start();
  if (!isSmokeTest) return;
  await running.untilReady(SMOKE_TIMEOUT_MS);
  process.stdout.write(`${JSON.stringify({ ok: true, version: app.getVersion() })}\n`);
  app.quit();
}

/** Holds back the end until the parts have ended in order. */
function endInOrder(running: () => RunningApp | null, logger: Logger): void {
  let isEnding = false;
  app.on('will-quit', (event) => {
    const current = running();
    if (current === null) return;
    event.preventDefault();
    if (isEnding) return;
    isEnding = true;
    current
      .close()
      .catch((error: unknown) => logger.error({ err: error }, 'the app did not end in order'))
      .finally(() => app.exit(0));
  });
  let mayEnd = false;
  let isAsking = false;
  app.on('before-quit', (event) => {
    const current = running();
    if (current === null) return;
    if (mayEnd) return current.prepareQuit();
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    void current.mayQuit().then((may) => {
      isAsking = false;
      mayEnd = may;
      // In a turn of its own: within the event, Electron would take the answer to the first question for both.
      if (may) setImmediate(() => app.quit());
      else current.showMain();
    });
  });
}

/** A user who started the app must see why there is none; nobody sees a background start or a smoke test. */
async function refuseToRun(error: unknown, logger: Logger): Promise<void> {
  logger.error({ err: error }, 'the app could not start');
  const { message, nextStep } = toErrorWire(error);
  process.stderr.write(`Tiger MCP Desktop cannot start: ${message} ${nextStep}\n`);
  const isWatched = !process.argv.includes(SMOKE_TEST) && !process.argv.includes(BACKGROUND);
  if (isWatched)
    await dialog.showMessageBox({
      type: 'error',
      message: `Tiger MCP Desktop cannot start. ${message}`,
      detail: nextStep,
    });
  app.exit(EXIT_FAILED);
}

/** With a window, whoever started it first: the user has just asked for it there. */
function restart(): void {
  app.relaunch({ args: process.argv.slice(1).filter((argument) => argument !== BACKGROUND) });
  app.quit();
}
