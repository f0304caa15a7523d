import * as z from 'zod';
import { accountIdSchema, accountModeSchema } from './account.ts';

/** In the order in which they are taken. */
export const connectionStepNames = [
  /** The file names a developer id and an account. */
  'file',
  'key',
  /** The second factor of some licences. */
  'token',
  /** Tiger answers, and accepts what the key has signed. */
  'signature',
  'clock',
  /** Tiger lists the account under the developer id. */
  'account',
  /** Paper or live, by Tiger's answer alone. */
  'mode',
  'permissions',
  'quotas',
] as const;
const connectionStepNameSchema = z.enum(connectionStepNames);
export type ConnectionStepName = z.infer<typeof connectionStepNameSchema>;

const connectionStepStateSchema = z.enum([
  'waiting',
  'running',
  'passed',
  /** The account works, and the person should know. */
  'warning',
  'failed',
  /** An earlier step failed. */
  'skipped',
]);
export type ConnectionStepState = z.infer<typeof connectionStepStateSchema>;

const connectionStepSchema = z.strictObject({
  name: connectionStepNameSchema,
  state: connectionStepStateSchema,
  /** What was found; null before. */
  text: z.string().nullable(),
  /** What the person does next; null: nothing. */
  nextStep: z.string().nullable(),
});
export type ConnectionStep = z.infer<typeof connectionStepSchema>;

export const connectionTestIdSchema = z.string().regex(/^tst_[a-z0-9]{16}$/);

/** The test of credentials that are kept nowhere yet. It never holds them. */
export const connectionTestSchema = z.strictObject({
  id: connectionTestIdSchema,
  /** The account that gets these credentials instead of its own; null: they are for a new one. */
  accountId: accountIdSchema.nullable(),
  state: z.enum([
    'running',
    /** The file is about several accounts, and the person chooses one. */
    'choosing',
    'passed',
    'failed',
  ]),
  steps: z.array(connectionStepSchema),
  /** What the file is about, by its last digits. */
  choices: z.array(
    z.strictObject({ lastFour: z.string(), tigerIdLastFour: z.string(), license: z.string().nullable() }),
  ),
  /** Of the account that was tested; null before Tiger has answered. */
  lastFour: z.string().nullable(),
  mode: accountModeSchema.nullable(),
});
export type ConnectionTest = z.infer<typeof connectionTestSchema>;
