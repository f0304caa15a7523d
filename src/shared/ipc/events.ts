import * as z from 'zod';
import { accountIdSchema } from '../domain/account.ts';
import { proposalIdSchema } from '../domain/proposal.ts';
import { pushedDepthSchema, pushedQuoteSchema, pushedTradesSchema } from '../domain/pushed-market.ts';

/**
 * Pushes to the windows. They carry facts, never instructions: a window reads the state again by a command, so that
 * a lost event cannot leave a wrong screen.
 */
export const events = {
  'accounts.changed': z.strictObject({}),
  /** A step of a connection test. */
  'connections.changed': z.strictObject({}),
  'proposals.changed': z.strictObject({ proposalId: proposalIdSchema }),
  'orders.changed': z.strictObject({ accountId: accountIdSchema }),
  'audit.appended': z.strictObject({ sequence: z.int() }),
  'clients.changed': z.strictObject({}),
  /** What AI clients ask for and only the user does. */
  'requests.changed': z.strictObject({}),
  /** The door for HTTP, or a token for it. */
  'http.changed': z.strictObject({}),
  'backups.changed': z.strictObject({}),
  'lock.changed': z.strictObject({}),
  'vault.changed': z.strictObject({}),
  'settings.changed': z.strictObject({}),
  'stops.changed': z.strictObject({}),
  /** Figures as they were pushed. One that is lost leaves an older figure with its age; the window reads in a moment. */
  'quotes.pushed': z.strictObject({ accountId: accountIdSchema, quote: pushedQuoteSchema }),
  'depth.pushed': z.strictObject({ accountId: accountIdSchema, depth: pushedDepthSchema }),
  'trades.pushed': z.strictObject({ accountId: accountIdSchema, trades: pushedTradesSchema }),
  /** Something of this account was not pushed for a while. */
  'push.gap': z.strictObject({ accountId: accountIdSchema }),
  'grants.changed': z.strictObject({}),
  /** Closing positions went on, or ended. */
  'flatten.changed': z.strictObject({ accountId: accountIdSchema }),
  /** The approval window shows the closing of this account's positions, because the user asked; null: they choose it there. */
  'flatten.asked': z.strictObject({ accountId: accountIdSchema.nullable() }),
  /** An alert was raised, seen, or is over. */
  'alerts.changed': z.strictObject({}),
  /** The attacks on the user's settings go on, or are over. */
  'redTeam.changed': z.strictObject({}),
  /** The approval window shows this proposal; it comes from a click in the tray, a notification or the main window. */
  'approvals.focused': z.strictObject({ proposalId: proposalIdSchema }),
} as const;

type Events = typeof events;
export type EventName = keyof Events & string;
export type EventPayload<K extends EventName> = z.infer<Events[K]>;

/** The two Electron channels: one for each direction. */
export const COMMAND_CHANNEL = 'app:command';
export const EVENT_CHANNEL = 'app:event';

/** How code in main pushes to the windows, whoever they are. */
export type Publish = <K extends EventName>(name: K, payload: z.input<Events[K]>) => void;
