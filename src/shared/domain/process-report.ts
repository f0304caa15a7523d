import * as z from 'zod';
import { accountIdSchema } from './account.ts';

/** Of one process; the oldest go first. A process that restarts all day is not read further back. */
export const RESTARTS_KEPT_MAX = 20;
export const LOG_LINES_KEPT_MAX = 100;

const processRestartSchema = z.strictObject({ atMs: z.int(), reason: z.string() });
export type ProcessRestart = z.infer<typeof processRestartSchema>;

/** By the name under which a process stands in the lists of the operating system. */
export const processNameSchema = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** One process of the app. Bytes and percents are of this moment; null: the system does not say, or it does not run. */
export const processReportSchema = z.strictObject({
  name: processNameSchema,
  role: z.enum(['main', 'account', 'exchange']),
  /** Of an account's process; else null. */
  accountId: accountIdSchema.nullable(),
  pid: z.int().nullable(),
  startedAtMs: z.int().nullable(),
  /** Proportional set size: memory that several processes share is counted by share. Linux alone. */
  proportionalBytes: z.int().nullable(),
  residentBytes: z.int().nullable(),
  /** Of one core, since the look before. */
  cpuPercent: z.number().nullable(),
  restartsTotal: z.int(),
  /** The newest first. */
  restarts: z.array(processRestartSchema).max(RESTARTS_KEPT_MAX),
  /** Calls that the process is answering; null: it does not answer. */
  callsInFlight: z.int().nullable(),
  /** Of its last calls to Tiger. */
  latency: z.strictObject({ p50Ms: z.number(), p99Ms: z.number(), samples: z.int() }).nullable(),
  lastError: z.strictObject({ atMs: z.int(), text: z.string() }).nullable(),
});
export type ProcessReport = z.infer<typeof processReportSchema>;

/** A line of the log, without what only machines read. It holds no secret: it was redacted before it was written. */
export const logLineSchema = z.strictObject({
  atMs: z.int().nullable(),
  level: z.enum(['debug', 'info', 'warn', 'error']),
  text: z.string(),
});
export type LogLine = z.infer<typeof logLineSchema>;
