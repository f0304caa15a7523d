import * as z from 'zod';
import { accountProblemSchema, PROBLEMS_MAX } from '../domain/account-problem.ts';
import { accountTokenSchema } from '../domain/account-token.ts';
import { CLIENT_LENGTH_MAX } from '../rpc/port.ts';
import type { Contract } from './contract.ts';
import { tokenFileSchema } from './worker-calls/token-calls.ts';

/** Names of Tiger's methods are at most 40 characters. */
const METHOD_LENGTH_MAX = 64;

const tigerId = z.string().regex(/^\d{1,20}$/);

/** Calls of an account's process to main: what the processes of one tiger id have in common is kept there. */
export const mainCalls = {
  /** Books the next call of a method; `waitMs` is how long until it may leave, or until it could. */
  'rate.book': {
    input: z.strictObject({
      tigerId,
      method: z.string().min(1).max(METHOD_LENGTH_MAX),
      /** The AI client for which the call is made; null: the app itself. */
      client: z.string().max(CLIENT_LENGTH_MAX).nullable(),
      waitMaxMs: z.number().nonnegative(),
    }),
    output: z.strictObject({ isBooked: z.boolean(), waitMs: z.number().nonnegative() }),
  },
  /** Keeps a renewed token; answered when it is safe. The other accounts of the tiger id get it too. */
  'token.store': {
    input: z.strictObject({ tigerId, tokenFile: tokenFileSchema }),
    output: z.strictObject({}),
  },
  /** The state of the account's token changed, otherwise than by the passing of time. */
  'token.tell': { input: z.strictObject({ token: accountTokenSchema }), output: z.strictObject({}) },
  /** What a person has to mend although the account works; the list takes the place of the one before. */
  'problems.tell': {
    input: z.strictObject({ problems: z.array(accountProblemSchema).max(PROBLEMS_MAX) }),
    output: z.strictObject({}),
  },
} as const satisfies Contract;

export type MainCalls = typeof mainCalls;
