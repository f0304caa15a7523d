import type { AccountId } from '../../shared/domain/account.ts';

interface Candidate {
  readonly accountId: AccountId;
  /** The push service refused the key of this account; another account of the same owner may have a good one. */
  readonly isRefused: boolean;
}

interface Election {
  /** Accounts of one developer id whose processes are up, the longest there first. */
  readonly candidates: readonly Candidate[];
  readonly hostId: AccountId | null;
  /** A program elsewhere has the connection: taking it back is a person's decision, or the two would fight for ever. */
  readonly isKickedOut: boolean;
}

/**
 * Which account's process holds the one push connection of a developer id (wire contract 8.5: a second connection
 * throws out the first). Whoever has it keeps it, so that a returning process moves nothing.
 */
export function electHost({ candidates, hostId, isKickedOut }: Election): AccountId | null {
  if (isKickedOut) return null;
  const able = candidates.filter(({ isRefused }) => !isRefused);
  const current = able.find(({ accountId }) => accountId === hostId);
  return (current ?? able[0])?.accountId ?? null;
}
