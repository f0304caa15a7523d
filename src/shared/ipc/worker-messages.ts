import * as z from 'zod';
import { accountIdSchema } from '../domain/account.ts';
import { accountProblemKindSchema } from '../domain/account-problem.ts';
import { tokenFileSchema } from './worker-calls/token-calls.ts';
import { forwardedEventSchema } from './worker-events.ts';

/** Main waits this long for the hello before it counts the process as dead. */
export const WORKER_HELLO_TIMEOUT_MS = 10_000;

/** worker -> main, first message. */
export const workerHelloSchema = z.strictObject({ type: z.literal('hello'), protocol: z.int() });

/** main -> worker, after the hello: the only way a credential reaches the process. */
export const workerConfigureSchema = z.strictObject({
  type: z.literal('configure'),
  accountId: accountIdSchema,
  /** Text of tiger_openapi_config.properties, private key included. */
  properties: z.string().max(65_536),
  /** Text of tiger_openapi_token.properties; null: the account has none of its own. */
  tokenFile: tokenFileSchema.nullable().default(null),
  /** True: the account may only be reached over loopback (the demo gateway). */
  isDemo: z.boolean(),
  /** True: the tiger id's limits are kept in main, for all its accounts; false: this process is alone with it. */
  areLimitsShared: z.boolean().default(false),
});

/** main -> worker, before or instead of `configure`: which accounts is this text about? */
export const workerInspectSchema = z.strictObject({
  type: z.literal('inspect'),
  properties: z.string().max(65_536),
});

/** What is wrong with a text of the user's, and what to do. */
const problem = {
  kind: accountProblemKindSchema,
  message: z.string(),
  nextStep: z.string(),
};

/** A person's file names one or two accounts; a list beyond this is no export of the portal. */
export const FILE_ACCOUNTS_SHOWN_MAX = 20;

const inspectedAccountSchema = z.strictObject({
  /** The broker's number; the windows see its last digits alone. Empty: the text names none. */
  account: z.string().max(64),
  tigerId: z.string().max(64),
  license: z.string().max(64).nullable(),
  /** The text that is about this account alone. */
  properties: z.string().max(65_536),
  /** Length of the private key; null: it cannot be used, see `problem`. */
  keyBits: z.int().nullable(),
  problem: z.strictObject(problem).nullable(),
});
export type InspectedAccount = z.infer<typeof inspectedAccountSchema>;

/** worker -> main: the answer to `inspect`. */
export const workerInspectedSchema = z.discriminatedUnion('ok', [
  z.strictObject({
    type: z.literal('inspected'),
    ok: z.literal(true),
    accounts: z.array(inspectedAccountSchema).min(1).max(FILE_ACCOUNTS_SHOWN_MAX),
  }),
  z.strictObject({ type: z.literal('inspected'), ok: z.literal(false), ...problem }),
]);

/** Who the push service of Tiger would see. */
const pushIdentitySchema = z.strictObject({
  /** The same for all accounts of one developer id at one push service; it tells neither. */
  group: z.string().regex(/^[0-9a-f]{64}$/),
  /** The broker's number of the account: the process that holds the connection subscribes to it. */
  account: z.string().min(1).max(40),
});
export type PushIdentity = z.infer<typeof pushIdentitySchema>;

/** worker -> main: configured and serving, or not. */
export const workerConfiguredSchema = z.discriminatedUnion('ok', [
  z.strictObject({
    type: z.literal('configured'),
    ok: z.literal(true),
    /** null: the configuration names no push service. */
    push: pushIdentitySchema.nullable(),
  }),
  z.strictObject({
    type: z.literal('configured'),
    ok: z.literal(false),
    ...problem,
  }),
]);

/** main -> worker: pushed to the process of another account that holds the connection for this one, too. */
export const workerForwardSchema = z.strictObject({
  type: z.literal('forward'),
  event: forwardedEventSchema,
});

/** main -> worker: finish what is on the wire, then exit 0. */
export const workerShutdownSchema = z.strictObject({ type: z.literal('shutdown') });
