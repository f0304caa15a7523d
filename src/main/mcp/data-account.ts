import { READ_TIMEOUT_MS } from './read-time-limit.ts';
import { accountInput } from './tolerant-input.ts';
import type { ReadContext } from './tool.ts';

/** For reads that any account may answer. */
export const dataAccountInput = {
  data_account_id: accountInput('Account to read with; default a ready one.').optional(),
};

export function readLimits({ signal }: ReadContext) {
  return { timeoutMs: READ_TIMEOUT_MS, signal };
}
