import * as z from 'zod';
import { accountDescriptionSchema, accountIdSchema, accountSchema } from '../../domain/account.ts';
import { connectionTestIdSchema, connectionTestSchema } from '../../domain/connection-test.ts';
import { type CommandContract, done, MAIN } from '../command.ts';
import { tokenFileSchema } from '../worker-calls/token-calls.ts';
import { FILE_ACCOUNTS_SHOWN_MAX } from '../worker-messages.ts';
import { PROPERTIES_TEXT_MAX } from './account-commands.ts';

const test = z.strictObject({ testId: connectionTestIdSchema });

/** Credentials are tried in a process of their own before anything is kept or exchanged. */
export const connectionCommands = {
  /** Begins a test; it goes on by itself, and `connections.changed` tells of every step. */
  'connections.test': {
    input: z.strictObject({
      /** null: for a new account. */
      accountId: accountIdSchema.nullable(),
      /** Text of tiger_openapi_config.properties. */
      properties: z.string().min(1).max(PROPERTIES_TEXT_MAX),
      /** Text of tiger_openapi_token.properties; null: none was given. */
      tokenFile: tokenFileSchema.nullable(),
    }),
    output: connectionTestSchema,
    roles: MAIN,
  },
  'connections.get': { input: test, output: connectionTestSchema, roles: MAIN },
  'connections.choose': {
    input: test.extend({
      choice: z
        .int()
        .min(0)
        .max(FILE_ACCOUNTS_SHOWN_MAX - 1),
    }),
    output: done,
    roles: MAIN,
  },
  /** Ends a test and forgets what was tested. */
  'connections.cancel': { input: test, output: done, roles: MAIN },
  /** Adds the tested account. */
  'connections.add': {
    input: test.extend(accountDescriptionSchema.shape),
    output: accountSchema,
    roles: MAIN,
  },
  /** Puts the tested credentials in the place of the account's own. */
  'connections.replace': { input: test, output: accountSchema, roles: MAIN },
} as const satisfies CommandContract;
