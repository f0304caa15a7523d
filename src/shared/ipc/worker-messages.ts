import * as z from 'zod';
import { accountIdSchema } from '../domain/account.ts';
import { tokenFileSchema } from './worker-calls/token-calls.ts';

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

/** worker -> main: configured and serving, or not. */
export const workerConfiguredSchema = z.discriminatedUnion('ok', [
  z.strictObject({ type: z.literal('configured'), ok: z.literal(true) }),
  z.strictObject({
    type: z.literal('configured'),
    ok: z.literal(false),
    message: z.string(),
    nextStep: z.string(),
  }),
]);

/** main -> worker: finish what is on the wire, then exit 0. */
export const workerShutdownSchema = z.strictObject({ type: z.literal('shutdown') });
