import * as z from 'zod';
import { accountIdSchema } from './account.ts';

/** Everything that is recorded. Past tense, because a row states what happened. */
export const auditKindSchema = z.enum([
  'app.started',
  'app.stopped',
  'app.quit_decided',
  'client.connected',
  'client.disconnected',
  'client.refused',
  'client.configured',
  'client.entry_created',
  'client.entry_changed',
  'client.entry_removed',
  'http.opened',
  'http.closed',
  'http.refused',
  'http.token_issued',
  'http.token_revoked',
  'client.confirmation_asked',
  'client.confirmation_answered',
  'tool.called',
  'tool.answered',
  'proposal.created',
  'proposal.controls_checked',
  'proposal.state_changed',
  'approval.sealed',
  'approval.decided',
  'approval.refused',
  'order.intent_recorded',
  'order.send_started',
  'order.state_changed',
  'order.reconciled',
  'order.fills_checked',
  'alert.raised',
  'alert.acknowledged',
  'alert.ended',
  'account.added',
  'account.removed',
  'account.state_changed',
  'account.access_changed',
  'account.token_replaced',
  'account.credentials_replaced',
  'account.described',
  'account.enabled',
  'account.disabled',
  'risk.settings_changed',
  'risk.policy_exported',
  'risk.live_trading_changed',
  'stop.tripped',
  'stop.lifted',
  'summary.exported',
  'flatten.started',
  'flatten.line_ended',
  'flatten.ended',
  'grant.made',
  'grant.used',
  'grant.revoked',
  'settings.changed',
  'app.locked',
  'app.unlocked',
  'vault.passphrase_set',
  'vault.unlocked',
  'vault.unlock_refused',
  'vault.key_rotated',
  'backup.created',
  'backup.failed',
  'backup.restore_prepared',
  'backup.restored',
  'audit.verified',
  'audit.exported',
]);
export type AuditKind = z.infer<typeof auditKindSchema>;

export const auditActorSchema = z.enum(['user', 'client', 'app', 'broker']);
export type AuditActor = z.infer<typeof auditActorSchema>;

/**
 * The largest detail kept in a row; a longer one is cut with its length said, since an order must not fail for its log. The
 * evidence of a decision on a basket of six takes up to about 25,000 characters: 2,000 an order, and its warnings.
 */
export const AUDIT_DETAIL_LENGTH_MAX = 32_768;

/** A row of the append-only log. `hash` = sha256 over the previous hash and this row's canonical text. */
export const auditEventSchema = z.strictObject({
  sequence: z.int().min(1),
  atMs: z.number().int(),
  kind: auditKindSchema,
  actor: auditActorSchema,
  clientName: z.string().nullable(),
  accountId: accountIdSchema.nullable(),
  proposalId: z.string().nullable(),
  brokerOrderId: z.string().nullable(),
  /** One line for the list. */
  summary: z.string(),
  /** Facts of the event as JSON text; it never holds a secret. */
  detail: z.string(),
  previousHash: z.string(),
  hash: z.string(),
});
export type AuditEvent = z.infer<typeof auditEventSchema>;
