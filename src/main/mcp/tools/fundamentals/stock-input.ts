import { symbolInput } from '../../tolerant-input.ts';

// Shorter than elsewhere: a client pays for each of these descriptions once per tool of the set.

export function stockInput() {
  return symbolInput().describe('AAPL, 00700');
}
