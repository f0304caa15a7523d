import { READ_TIMEOUT_MS } from './read-time-limit.ts';
import { accountInput } from './tolerant-input.ts';
import type { ReadContext } from './tool.ts';

/** For reads that any account may answer; the server's instructions say what leaving it out means. */
export const dataAccountInput = {
  data_account_id: accountInput('Account to read with.').optional(),
};

/** For reads of an account's own figures. */
export const readAccountInput = {
  account_id: accountInput('Alias; default a ready account.').optional(),
};

export function readLimits({ signal }: ReadContext) {
  return { timeoutMs: READ_TIMEOUT_MS, signal };
}
