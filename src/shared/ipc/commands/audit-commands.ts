import * as z from 'zod';
import { accountIdSchema } from '../../domain/account.ts';
import { auditActorSchema, auditEventSchema, auditKindSchema } from '../../domain/audit-event.ts';
import { type CommandContract, MAIN } from '../command.ts';
import { nothing } from '../nothing.ts';

/** A page of the audit list; the window asks for the next one while scrolling. */
export const AUDIT_PAGE_MAX = 200;
/** Counting further would be work for the sake of a number that nobody reads. */
export const AUDIT_COUNTED_MAX = 10_000;

const auditFilterSchema = z.strictObject({
  kinds: z.array(auditKindSchema).max(auditKindSchema.options.length),
  actors: z.array(auditActorSchema).max(auditActorSchema.options.length),
  accountId: accountIdSchema.nullable(),
  /** The client's own rows, and what became of its proposals. */
  clientName: z.string().max(200).nullable(),
  /** Found anywhere in the summary, the detail, the client's name or an id. */
  text: z.string().max(200),
  fromMs: z.int().nullable(),
  toMs: z.int().nullable(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

export const auditCommands = {
  'audit.list': {
    input: z.strictObject({
      filter: auditFilterSchema,
      beforeSequence: z.int().nullable(),
      limit: z.int().min(1).max(AUDIT_PAGE_MAX),
    }),
    output: z.strictObject({ events: z.array(auditEventSchema), total: z.int() }),
    roles: MAIN,
  },
  'audit.clientNames': { input: nothing, output: z.array(z.string()), roles: MAIN },
  'audit.verify': {
    input: nothing,
    output: z.strictObject({
      isIntact: z.boolean(),
      eventsChecked: z.int(),
      firstBadSequence: z.int().nullable(),
      text: z.string(),
    }),
    roles: MAIN,
  },
  'audit.export': {
    input: z.strictObject({ format: z.enum(['jsonl', 'csv', 'html']), filter: auditFilterSchema }),
    output: z.strictObject({ path: z.string(), eventsWritten: z.int() }),
    roles: MAIN,
  },
} as const satisfies CommandContract;
