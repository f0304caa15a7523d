import * as z from 'zod';
import type { AccountToken } from '../../../../shared/domain/account-token.ts';
import { isoTime } from '../../account-fields.ts';

/** The token itself appears nowhere. */
export const tokenFields = z.strictObject({
  state: z
    .enum(['not_needed', 'missing', 'valid', 'expiring', 'refreshing', 'expired', 'failed'])
    .describe('expiring: its renewal is due and it still works; failed: only the user can renew it.'),
  valid_until: z.string().nullable().describe('ISO UTC; null: there is none, or it does not say.'),
  text: z.string(),
  next_step: z.string().nullable(),
});

export function tokenJson({ state, expiresMs, text, nextStep }: AccountToken) {
  return { state, valid_until: isoTime(expiresMs), text, next_step: nextStep };
}
