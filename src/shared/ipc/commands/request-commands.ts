import * as z from 'zod';
import { accountRequestSchema } from '../../domain/account-request.ts';
import { type CommandContract, done, MAIN } from '../command.ts';
import { nothing } from '../nothing.ts';

/** What AI clients ask for and only the user does. */
export const requestCommands = {
  'requests.list': { input: nothing, output: z.array(accountRequestSchema), roles: MAIN },
  'requests.answer': {
    input: z.strictObject({ id: accountRequestSchema.shape.id, isAccepted: z.boolean() }),
    output: done,
    roles: MAIN,
  },
} as const satisfies CommandContract;
