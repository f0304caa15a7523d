import * as z from 'zod';
import { accountIdSchema } from './account.ts';
import { brokerOrderIdSchema } from './order.ts';
import { proposalIdSchema } from './proposal.ts';

/**
 * fill_mismatch: the broker did something else than was approved (control 36). outside_order: an order that no approval
 * here explains. link_lost: an account cannot be reached while orders made here are open (control 33).
 */
const tradeAlertKindSchema = z.enum(['fill_mismatch', 'outside_order', 'link_lost']);
export type TradeAlertKind = z.infer<typeof tradeAlertKindSchema>;

/** What was compared: the approved figure, and what the broker reports; null where there is none. */
export const alertFindingSchema = z.strictObject({
  check: z.enum(['account', 'approval', 'symbol', 'side', 'quantity', 'price', 'open_order']),
  approved: z.string().nullable(),
  found: z.string().nullable(),
  text: z.string(),
});
export type AlertFinding = z.infer<typeof alertFindingSchema>;

export const alertIdSchema = z.string().regex(/^alr_[a-z0-9]{16}$/, 'must be an alert id');

/** Something that the user has to see. It stays until the user says so, or until it has ended by itself. */
export const tradeAlertSchema = z.strictObject({
  id: alertIdSchema,
  kind: tradeAlertKindSchema,
  accountId: accountIdSchema,
  accountAlias: z.string(),
  brokerOrderId: brokerOrderIdSchema.nullable(),
  proposalId: proposalIdSchema.nullable(),
  text: z.string(),
  findings: z.array(alertFindingSchema),
  raisedAtMs: z.int(),
  /** null: the user has not said yet that they have seen it. */
  acknowledgedAtMs: z.int().nullable(),
  /** When it ended by itself; null: it has not. */
  endedAtMs: z.int().nullable(),
});
export type TradeAlert = z.infer<typeof tradeAlertSchema>;

/** Still on the screen. A mismatch ends by a person alone. */
export function isAlertOpen({ acknowledgedAtMs, endedAtMs }: TradeAlert): boolean {
  return acknowledgedAtMs === null && endedAtMs === null;
}
