import * as z from 'zod';
import { accountIdSchema } from './account.ts';

/** What an AI client may ask for and only the user does. */
const accountRequestKindSchema = z.enum(['add_account', 'remove_account', 'set_default_trading_account']);
export type AccountRequestKind = z.infer<typeof accountRequestKindSchema>;

export const accountRequestSchema = z.strictObject({
  id: z.string().regex(/^ask_[a-z0-9]{16}$/),
  kind: accountRequestKindSchema,
  /** null: it is about no account that exists. */
  accountId: accountIdSchema.nullable(),
  accountAlias: z.string().nullable(),
  clientName: z.string(),
  askedAtMs: z.int(),
  expiresAtMs: z.int(),
});
export type AccountRequest = z.infer<typeof accountRequestSchema>;
