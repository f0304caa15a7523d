import * as z from 'zod';
import { marketSchema } from './instrument.ts';

export const accountProblemKindSchema = z.enum([
  /** Of what the person gave: */
  'key_unreadable',
  'license_unknown',
  'configuration_invalid',
  'token_missing',
  /** What Tiger says of it: the key belongs to another tiger id, or the tiger id is unknown. */
  'key_refused',
  'token_refused',
  /** This address, device or account may not ask at all. */
  'locked_out',
  'unreachable',
  'rate_limited',
  'no_permission',
  'clock_skew',
]);
export type AccountProblemKind = z.infer<typeof accountProblemKindSchema>;

/** What is wrong with an account and what the person does about it. */
export const accountProblemSchema = z.strictObject({
  kind: accountProblemKindSchema,
  /** For `no_permission`; else null. */
  market: marketSchema.nullable(),
  text: z.string().max(1_000),
  nextStep: z.string().max(1_000),
});
export type AccountProblem = z.infer<typeof accountProblemSchema>;

/** One for each market and a few more; what is beyond it is told when these are mended. */
export const PROBLEMS_MAX = 12;
