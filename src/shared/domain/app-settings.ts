import * as z from 'zod';
import { accountIdSchema } from './account.ts';
import { DEFAULT_HTTP_SETTINGS, httpSettingsShape } from './http-settings.ts';
import { symbolSchema } from './instrument.ts';
import { DEFAULT_STOP_KEYS, stopShortcutsShape } from './stop-shortcuts.ts';

/** A tool call holds this long for a decision at most: AI clients give up at 60 s, whatever progress they are shown. */
export const HOLD_SECONDS_MAX = 45;

/** A day without input; more is the same as never. */
const APP_LOCK_MINUTES_MAX = 1_440;

/** More accounts than anybody ranks; a list of ids must not grow without end. */
const READ_PRIORITY_MAX = 50;

/** A page of rows; each is a quote that the broker is asked for or pushes, and it takes 50 in one call. */
export const WATCH_LIST_MAX = 40;

/**
 * Which account answers a read of market data that names none. `default`: the default data account, else an account of
 * the user's own, else the demo account.
 */
export const readRoutingSchema = z.enum([
  'default',
  'round_robin',
  'least_loaded',
  'fastest_response',
  'priority',
]);

export const appSettingsSchema = z.strictObject({
  theme: z.enum(['system', 'dark', 'light']),
  /** How long place_order waits for a decision before it answers `awaiting_approval`. */
  holdSeconds: z.int().min(0).max(HOLD_SECONDS_MAX),
  areNotificationsOn: z.boolean(),
  isSoundOn: z.boolean(),
  /** Closing the window leaves the app in the tray, so that AI clients keep their connection. */
  isKeptInTray: z.boolean(),
  /** Minutes without input after which the windows are locked; 0: never. It needs a vault passphrase. */
  appLockMinutes: z.int().min(0).max(APP_LOCK_MINUTES_MAX),
  /** Whether the app makes a backup each day. It needs a passphrase that the vault keeps. */
  backupSchedule: z.enum(['off', 'daily']),
  /** How many of them stay. Those that the user made stay all. */
  backupsKept: z.int().min(1).max(365),
  /** The demo market: always in a regular session, or by the exchanges' calendars. */
  demoClock: z.enum(['always_open', 'real']),
  /** The symbols of the Market page, in its order. */
  watchList: z.array(symbolSchema).max(WATCH_LIST_MAX),
  readRouting: readRoutingSchema,
  /** The account that answers first under `default`; null: none is set. One that is gone or closed counts as none. */
  defaultDataAccountId: accountIdSchema.nullable(),
  /** The account that assistants are told to trade on unless they are told otherwise. Every order names its account. */
  defaultTradingAccountId: accountIdSchema.nullable(),
  /** The order under `priority`; accounts that it does not name come after it. */
  readPriority: z.array(accountIdSchema).max(READ_PRIORITY_MAX),
  ...stopShortcutsShape,
  ...httpSettingsShape,
});
export type AppSettings = z.infer<typeof appSettingsSchema>;

export const DEFAULT_APP_SETTINGS: AppSettings = {
  theme: 'system',
  holdSeconds: 40,
  areNotificationsOn: true,
  isSoundOn: false,
  isKeptInTray: true,
  demoClock: 'always_open',
  appLockMinutes: 0,
  backupSchedule: 'off',
  backupsKept: 7,
  watchList: ['AAPL', 'MSFT', 'NVDA', 'SPY', '00700'],
  readRouting: 'default',
  defaultDataAccountId: null,
  defaultTradingAccountId: null,
  readPriority: [],
  ...DEFAULT_STOP_KEYS,
  ...DEFAULT_HTTP_SETTINGS,
};

/**
 * What protects the user from whoever else can start programs here, an assistant with a shell included: neither
 * the environment, the command line nor `tiger-mcp config` changes these.
 */
export const WINDOW_ONLY_SETTINGS: readonly (keyof AppSettings)[] = [
  'appLockMinutes',
  'defaultTradingAccountId',
  // Keys that stop trading are not taken away by whoever starts the app.
  'stopKey',
  'stopAndCancelKey',
  'closePositionsKey',
  // A door that somebody else opens, or opens wider, is one that nobody watches. The port opens nothing.
  'isHttpOn',
  'httpAddress',
  'httpNames',
  'httpOrigins',
  'httpTlsCertFile',
  'httpTlsKeyFile',
];
