import * as z from 'zod';
import { accountColourSchema } from './account.ts';
import { backupSchema } from './backup.ts';

/** Rows of one page; the next page is asked for by a button. */
export const PAST_ROWS_MAX = 100;

/** Why the app has no database to work with, and what the user reads of it. */
export const recoveryStateSchema = z.strictObject({
  /** newer: a later version has written it, and it is shown without being changed. damaged: nothing of it is shown. */
  kind: z.enum(['newer', 'damaged']),
  appVersion: z.string(),
  /** The version that last started on this database, by its own record; null: it does not say. */
  madeByVersion: z.string().nullable(),
  /** null: it cannot be read. */
  schemaVersion: z.int().nullable(),
  schemaKnown: z.int(),
  databaseFile: z.string(),
});
export type RecoveryState = z.infer<typeof recoveryStateSchema>;

export const recoveryBackupsSchema = z.strictObject({
  /** Newest first. */
  backups: z.array(backupSchema),
  folder: z.string(),
});

// What a newer version has written may have words and fields that this one does not know. So words are text here, what
// cannot be read is null, and a row of which nothing can be read is counted.

export const pastAccountSchema = z.strictObject({
  id: z.string(),
  alias: z.string(),
  label: z.string(),
  colour: accountColourSchema.nullable(),
  tags: z.array(z.string()),
  mode: z.string(),
  lastFour: z.string().nullable(),
  createdAtMs: z.int().nullable(),
  isRemoved: z.boolean(),
});
export type PastAccount = z.infer<typeof pastAccountSchema>;

export const pastProposalSchema = z.strictObject({
  id: z.string(),
  accountId: z.string(),
  accountAlias: z.string(),
  mode: z.string(),
  clientName: z.string(),
  /** What was asked for, in a line; of a kind that this version does not know, the kind and the symbol. */
  sentence: z.string(),
  state: z.string(),
  createdAtMs: z.int().nullable(),
});
export type PastProposal = z.infer<typeof pastProposalSchema>;

export const pastOrderSchema = z.strictObject({
  proposalId: z.string(),
  accountId: z.string(),
  sentence: z.string(),
  state: z.string(),
  brokerOrderId: z.string().nullable(),
  /** Decimal text, as the broker said. */
  filledQuantity: z.string().nullable(),
  averageFillPrice: z.string().nullable(),
  createdAtMs: z.int().nullable(),
});
export type PastOrder = z.infer<typeof pastOrderSchema>;

export const pastAuditSchema = z.strictObject({
  sequence: z.int(),
  atMs: z.int().nullable(),
  kind: z.string(),
  actor: z.string(),
  clientName: z.string().nullable(),
  accountId: z.string().nullable(),
  summary: z.string(),
});
export type PastAudit = z.infer<typeof pastAuditSchema>;

/** A page of the past. */
export function pastPageSchema<T extends z.ZodType>(row: T) {
  return z.strictObject({
    rows: z.array(row),
    /** Rows of this page of which nothing could be read. */
    unreadable: z.int(),
    hasMore: z.boolean(),
  });
}
