import * as z from 'zod';
import { accountIdSchema } from './account.ts';

const methodUsageSchema = z.strictObject({
  /** Tiger's name of it. */
  method: z.string(),
  tier: z.enum(['high', 'medium', 'low']),
  /** Calls in a rolling minute, for all accounts of the tiger id together. */
  limit: z.int(),
  used: z.int(),
  /** Calls whose time is still to come. */
  waiting: z.int(),
  /** Calls that were given a time, and those that were given none, since the start of the app. */
  bookedTotal: z.int(),
  refusedTotal: z.int(),
  /** Who made the calls of the last minute; client null: the app itself or the person in its window. */
  uses: z.array(
    z.strictObject({ accountId: accountIdSchema, clientName: z.string().nullable(), calls: z.int() }),
  ),
});

/** The calls of one tiger id. */
export const laneUsageSchema = z.strictObject({
  tigerIdLastFour: z.string(),
  accountIds: z.array(accountIdSchema),
  methods: z.array(methodUsageSchema),
});
export type LaneUsage = z.infer<typeof laneUsageSchema>;

/** What an account's process asked and saved, since it was started. */
export const accountReuseSchema = z.strictObject({
  accountId: accountIdSchema,
  callsTotal: z.int(),
  errorsTotal: z.int(),
  /** Of the last call; null before the first. */
  lastLatencyMs: z.number().nullable(),
  cacheHits: z.int(),
  joined: z.int(),
  batched: z.int(),
});
export type AccountReuse = z.infer<typeof accountReuseSchema>;
