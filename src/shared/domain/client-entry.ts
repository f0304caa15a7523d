import * as z from 'zod';
import { accountIdSchema, type ClientAccess, clientAccessSchema } from './account.ts';
import { clientProgramIdSchema } from './client-installation.ts';
import { readsPerMinuteSchema } from './read-caps.ts';
import { toolsetSchema } from './toolset.ts';

/** Names a client's entry in its configuration (`tiger-mcp --client ID`). It is no secret: the token behind it is. */
export const clientIdSchema = z.string().regex(/^cli_[a-z0-9]{16}$/, 'must be a client id');
export type ClientId = z.infer<typeof clientIdSchema>;

/**
 * What a client may do at most, weakest first; each role may do what those before it may. viewer: markets and companies.
 * analyst: also accounts and orders. trader: also propose orders. manager: also ask for changes of accounts.
 */
export const CLIENT_ROLES = ['viewer', 'analyst', 'trader', 'manager'] as const;
export const clientRoleSchema = z.enum(CLIENT_ROLES);
export type ClientRole = z.infer<typeof clientRoleSchema>;

/** paused: its calls are refused until it goes on. blocked: it is turned away at the door. */
const clientStateSchema = z.enum(['active', 'paused', 'blocked']);

/** How many accounts one entry can name; an app has 32. */
const ACCOUNTS_MAX = 64;
const NAME_LENGTH_MAX = 80;

/** What the user lets one client do. It hangs on this entry and its token, never on what a program says of itself. */
const clientRulesSchema = z.strictObject({
  role: clientRoleSchema,
  /** Hides and refuses whatever could change something, whatever the role. */
  isReadOnly: z.boolean(),
  toolsets: z.array(toolsetSchema).transform((sets) => [...new Set(sets)]),
  /** Accounts that are not named are closed to it. What an account is open for at most is set at the account. */
  accounts: z
    .array(z.strictObject({ accountId: accountIdSchema, access: clientAccessSchema }))
    .max(ACCOUNTS_MAX),
  state: clientStateSchema,
  readsPerMinute: readsPerMinuteSchema,
});
export type ClientRules = z.infer<typeof clientRulesSchema>;
export const clientRulesPatchSchema = clientRulesSchema.partial();
export type ClientRulesPatch = z.infer<typeof clientRulesPatchSchema>;

export const clientEntrySchema = clientRulesSchema.extend({
  id: clientIdSchema,
  /** No two entries have the same; proposals, stops and the audit log name the client by it. */
  name: z.string().min(1).max(NAME_LENGTH_MAX),
  /** connect_button and snippet: made in the window beforehand. request: it had knocked, and was let in. */
  origin: z.enum(['connect_button', 'snippet', 'request', 'http']),
  program: clientProgramIdSchema.nullable(),
  createdAtMs: z.int(),
  lastSeenAtMs: z.int().nullable(),
  callsTotal: z.int(),
  denialsTotal: z.int(),
  /** Of all answers; about four make a token of its model. */
  charactersSent: z.int(),
  connectionsOpen: z.int(),
});
export type ClientEntry = z.infer<typeof clientEntrySchema>;

/** A program that has connected without an entry: it reads the demo account until the user decides. */
export const connectRequestSchema = z.strictObject({
  connectionId: z.string().max(64),
  /** Its own words. */
  name: z.string(),
  version: z.string().nullable(),
  connectedAtMs: z.int(),
});
export type ConnectRequest = z.infer<typeof connectRequestSchema>;

const ACCESS_ORDER: readonly ClientAccess[] = ['none', 'read', 'propose'];

/** The lesser of what an account is open for and what a client is given. */
export function lesserAccess(left: ClientAccess, right: ClientAccess): ClientAccess {
  return ACCESS_ORDER.indexOf(left) <= ACCESS_ORDER.indexOf(right) ? left : right;
}

export function isAtLeast(role: ClientRole, needed: ClientRole): boolean {
  return CLIENT_ROLES.indexOf(role) >= CLIENT_ROLES.indexOf(needed);
}
