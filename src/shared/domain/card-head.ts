import * as z from 'zod';
import { accountModeSchema } from './account.ts';
import { taintSourceSchema } from './context-taint.ts';
import { controlResultSchema } from './control.ts';
import { proposalIdSchema } from './proposal.ts';

/** sha256 over everything the user sees decided. */
export const sealSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** What has to be acknowledged: a control's name, on the card of a basket with the number of its order before it, `2.price_collar`. */
export const acknowledgementKeySchema = z.string().regex(/^(\d{1,2}\.)?[a-z_]{1,40}$/);

/** What the card of every kind of proposal has, computed in main so that the window displays and decides nothing. */
export const cardHead = {
  proposalId: proposalIdSchema,
  seal: sealSchema,
  state: z.enum(['awaiting_approval', 'needs_review']),
  reviewReason: z.string().nullable(),
  account: z.strictObject({
    alias: z.string(),
    label: z.string(),
    lastFour: z.string().nullable(),
    mode: accountModeSchema,
    isDemo: z.boolean(),
  }),
  client: z.strictObject({
    name: z.string(),
    version: z.string().nullable(),
    role: z.string(),
    isConnected: z.boolean(),
  }),
  /** BUY 100 AAPL @ 187.50 LMT DAY */
  sentence: z.string(),
  rationale: z.string(),
  /** Text of third parties that the client was given in the last 30 minutes (control 30), newest first. */
  taints: z.array(taintSourceSchema),
  /** How approving asks again who sits there; `unavailable`: it should, and cannot. null: it does not ask. */
  reauthentication: z.enum(['touch_id', 'passphrase', 'unavailable']).nullable(),
  /** On the card of a basket: those of all its orders that did not simply pass, each naming its order. */
  controls: z.array(controlResultSchema),
  /** Approve sends these back; a missing one is refused. */
  acknowledgementsNeeded: z.array(acknowledgementKeySchema),
  /** Set if this card replaces an edited one, or changes an open order. */
  difference: z.array(z.strictObject({ field: z.string(), before: z.string(), after: z.string() })),
  createdAtMs: z.number().int(),
  expiresAtMs: z.number().int(),
  refreshedAtMs: z.number().int(),
  /** After this instant Approve is off until the card is refreshed. */
  staleAtMs: z.number().int(),
  /** How long Approve must be held. */
  holdMs: z.int().min(0).max(10_000),
};
