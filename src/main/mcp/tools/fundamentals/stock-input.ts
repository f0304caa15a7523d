import { accountInput, symbolInput } from '../../tolerant-input.ts';

// Shorter than elsewhere: a client pays for each of these descriptions once per tool of the set.

export function stockInput() {
  return symbolInput().describe('AAPL, 00700');
}

/** Without it a ready account is read with. */
export function dataAccountInput() {
  return accountInput('Account to read with.').optional();
}
