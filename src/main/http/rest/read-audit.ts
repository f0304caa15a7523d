import * as z from 'zod';
import { auditActorSchema } from '../../../shared/domain/audit-event.ts';
import type { AuditLog } from '../../audit/audit-log.ts';
import { integerInput } from '../../mcp/tolerant-input.ts';
import { READ_ANNOTATIONS, readTool, type ToolDefinition } from '../../mcp/tool.ts';

const ROWS_MAX = 200;
const ROWS_DEFAULT = 50;

const input = z.strictObject({
  limit: integerInput(1, ROWS_MAX).optional().describe(`Default ${ROWS_DEFAULT}.`),
  before: integerInput(1, Number.MAX_SAFE_INTEGER)
    .optional()
    .describe('next_before of the page before; without it the newest rows.'),
});

const output = z.strictObject({
  events: z.array(
    z.strictObject({
      sequence: z.int(),
      at_ms: z.int().describe('Epoch milliseconds, UTC.'),
      kind: z.string().describe('What happened, in the past tense: order.state_changed.'),
      actor: auditActorSchema,
      client: z.string().nullable(),
      account_id: z
        .string()
        .nullable()
        .describe('Alias of an account that is open to you; null: about none.'),
      proposal_id: z.string().nullable(),
      order_id: z.string().nullable(),
      summary: z.string(),
      detail: z.string().describe('Facts of the event as JSON text.'),
      hash: z.string().describe('sha256 over the hash of the row before and this row.'),
    }),
  ),
  next_before: z.int().nullable().describe('null: these were the last.'),
});

/** Of the log a client sees what is about its accounts, and what it did itself. It stands behind no MCP tool. */
export function readAudit(audit: Pick<AuditLog, 'listInScope'>): ToolDefinition {
  return readTool({
    name: 'tiger_rest_audit',
    title: 'Audit log',
    description: 'The append-only log, newest first: what was asked, decided and sent for your accounts.',
    toolset: 'accounts',
    input,
    output,
    annotations: { ...READ_ANNOTATIONS, openWorldHint: false },
    run: async ({ limit = ROWS_DEFAULT, before }, { accounts, rateUsage }) => {
      const visible = new Map(accounts.list().map(({ id, alias }) => [id, alias]));
      const scope = { accountIds: [...visible.keys()], clientName: rateUsage.clientName };
      const rows = await audit.listInScope(scope, before ?? null, limit + 1);
      const shown = rows.slice(0, limit);
      return {
        events: shown.map((row) => ({
          sequence: row.sequence,
          at_ms: row.atMs,
          kind: row.kind,
          actor: row.actor,
          client: row.clientName,
          account_id: row.accountId === null ? null : (visible.get(row.accountId) ?? null),
          proposal_id: row.proposalId,
          order_id: row.brokerOrderId,
          summary: row.summary,
          detail: row.detail,
          hash: row.hash,
        })),
        next_before: rows.length > limit ? (shown.at(-1)?.sequence ?? null) : null,
      };
    },
  });
}
