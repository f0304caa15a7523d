import * as z from 'zod';
import { accountProblemSchema, PROBLEMS_MAX } from './account-problem.ts';
import { accountTokenSchema } from './account-token.ts';
import { pushStatusSchema } from './push-status.ts';
import { readsPerMinuteSchema } from './read-caps.ts';

/** Our own id of an account, never the broker's number. */
export const accountIdSchema = z.string().regex(/^acc_[a-z0-9]{16}$/, 'must be an account id');
export type AccountId = z.infer<typeof accountIdSchema>;

/** The name people and assistants use for an account. */
export const accountAliasSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,30}$/, 'must be lower-case letters, digits and dashes, at most 31');

/** Proven from the broker's answer, never from a flag. Everything that acts treats `unknown` as live. */
export const accountModeSchema = z.enum(['paper', 'live', 'unknown']);
export type AccountMode = z.infer<typeof accountModeSchema>;

export const accountStateSchema = z.enum([
  'starting',
  'recovering',
  'ready',
  'degraded',
  'credentials_needed',
  'restarting',
  'failed',
  'disabled',
]);
export type AccountState = z.infer<typeof accountStateSchema>;

/** What AI clients may do with an account: nothing, read, or propose orders that a person then decides on. */
export const clientAccessSchema = z.enum(['none', 'read', 'propose']);
export type ClientAccess = z.infer<typeof clientAccessSchema>;

/** Marks that tell accounts apart at a glance. Red and green are not among them: they say live and paper. */
export const accountColourSchema = z.enum(['blue', 'teal', 'violet', 'pink', 'brown', 'slate']);
export type AccountColour = z.infer<typeof accountColourSchema>;

/** More do not fit beside a name. */
export const ACCOUNT_TAGS_MAX = 6;
const ACCOUNT_TAG_LENGTH_MAX = 20;
const ACCOUNT_LABEL_LENGTH_MAX = 60;

const accountTagSchema = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u, 'must be letters, digits, spaces, dots or dashes')
  .max(ACCOUNT_TAG_LENGTH_MAX);

/** How a person tells the account from others: nothing of it reaches the broker. */
export const accountDescriptionSchema = z.strictObject({
  alias: accountAliasSchema,
  label: z.string().max(ACCOUNT_LABEL_LENGTH_MAX),
  /** null: none is set. */
  colour: accountColourSchema.nullable(),
  tags: z
    .array(accountTagSchema)
    .max(ACCOUNT_TAGS_MAX)
    .refine((tags) => new Set(tags).size === tags.length, 'names a tag twice'),
});
export type AccountDescription = z.infer<typeof accountDescriptionSchema>;

export const accountSchema = z.strictObject({
  id: accountIdSchema,
  ...accountDescriptionSchema.shape,
  /** false: the user has switched the account off; it has no process, and its history stays. */
  isEnabled: z.boolean(),
  isDemo: z.boolean(),
  mode: accountModeSchema,
  /** The last four digits of the broker's account number; the whole number stays in the account process. */
  lastFour: z.string().nullable(),
  clientAccess: clientAccessSchema,
  /** What AI clients together may read of it; the windows and orders are not held by it. */
  readsPerMinute: readsPerMinuteSchema,
  /** Control 1: no order leaves a live account while this is off. */
  isLiveTradingEnabled: z.boolean(),
  state: accountStateSchema,
  /** Why the account is in this state and what the user does next; null when it is ready. */
  stateText: z.string().nullable(),
  /** Whether the broker tells of changes by itself; reading at intervals goes on either way. */
  push: pushStatusSchema,
  /** The second factor of some licences; null: the process has not told yet. */
  token: accountTokenSchema.nullable(),
  /** What a person has to mend, the worst first. */
  problems: z.array(accountProblemSchema).max(PROBLEMS_MAX + 1),
  createdAtMs: z.number().int(),
});
export type Account = z.infer<typeof accountSchema>;

/** What the broker says of the account; the proof of its mode. */
export const accountProfileSchema = z.strictObject({
  lastFour: z.string(),
  mode: accountModeSchema,
  accountType: z.string().nullable(),
  capability: z.string().nullable(),
  status: z.string().nullable(),
  isSimulated: z.boolean(),
});
export type AccountProfile = z.infer<typeof accountProfileSchema>;

export function isLive(mode: AccountMode): boolean {
  return mode !== 'paper';
}
