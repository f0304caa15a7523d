import type { AccountId } from '../../shared/domain/account.ts';
import type { LaneUsage } from '../../shared/domain/rate-usage.ts';
import { RateLane, type Slot, type SlotWish } from '../../shared/rate/rate-lane.ts';

interface Lane {
  readonly lane: RateLane;
  readonly accountIds: Set<AccountId>;
}

/** As much of a tiger id as is shown anywhere. */
const SHOWN_DIGITS = 4;

/**
 * One lane for each tiger id. Kept here and not in the processes of the accounts, because two accounts of one tiger id
 * share its limits, and a process that was started again must not forget the calls of the one before.
 */
export class RateLanes {
  readonly #lanes = new Map<string, Lane>();
  readonly #monotonicMs: () => number;

  constructor(deps: { readonly monotonicMs: () => number }) {
    this.#monotonicMs = deps.monotonicMs;
  }

  book(accountId: AccountId, tigerId: string, wish: Omit<SlotWish, 'account'>): Slot {
    const known = this.#lanes.get(tigerId) ?? { lane: new RateLane(), accountIds: new Set() };
    this.#lanes.set(tigerId, known);
    known.accountIds.add(accountId);
    return known.lane.book({ ...wish, account: accountId }, this.#monotonicMs());
  }

  /** The accounts that have made calls with this tiger id. */
  accountsOf(tigerId: string): AccountId[] {
    return [...(this.#lanes.get(tigerId)?.accountIds ?? [])];
  }

  /** In the order in which the tiger ids were first heard of. */
  usage(): LaneUsage[] {
    const nowMs = this.#monotonicMs();
    return [...this.#lanes].map(([tigerId, { lane, accountIds }]) => ({
      tigerIdLastFour: tigerId.slice(-SHOWN_DIGITS),
      accountIds: [...accountIds],
      methods: lane.usage(nowMs).map(({ uses, ...method }) => ({
        ...method,
        uses: uses.map(({ account, client, calls }) => ({ accountId: account, clientName: client, calls })),
      })),
    }));
  }
}
