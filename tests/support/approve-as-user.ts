import { expect } from 'vitest';
import type { Core } from '../../src/main/core.ts';

/** As the user does in the window, with everything acknowledged. */
export async function approveAsUser(
  trading: Pick<Core['trading'], 'card' | 'decide'>,
  proposalId: string,
): Promise<void> {
  const card = await trading.card(proposalId);
  const decided = await trading.decide({
    decision: 'approve',
    proposalId,
    seal: card.seal,
    acknowledged: card.acknowledgementsNeeded,
    isStillWanted: true,
  });
  expect(decided.isDelivered, decided.text).toBe(true);
}
