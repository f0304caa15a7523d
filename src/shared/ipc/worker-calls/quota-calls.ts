import { historyQuotaSchema, quotePermissionsSchema } from '../../domain/quotas.ts';
import type { Contract } from '../contract.ts';
import { nothing } from '../nothing.ts';

export const quotaCalls = {
  /** Without taking the permissions over from the person's other devices. */
  'quotas.permissions': { input: nothing, output: quotePermissionsSchema },
  'quotas.history': { input: nothing, output: historyQuotaSchema },
} as const satisfies Contract;
