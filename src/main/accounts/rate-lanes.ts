import type { AccountId } from '../../shared/domain/account.ts';
import { type MethodUsage, RateLane, type Slot, type SlotWish } from '../../shared/rate/rate-lane.ts';

export interface LaneUsage {
  readonly tigerId: string;
  readonly methods: readonly MethodUsage[];
}

/**
 * One lane for each tiger id. Kept here and not in the processes of the accounts, because two accounts of one tiger id
 * share its limits, and a process that was started again must not forget the calls of the one before.
 */
export class RateLanes {
  readonly #lanes = new Map<string, RateLane>();
  readonly #monotonicMs: () => number;

  constructor(deps: { readonly monotonicMs: () => number }) {
    this.#monotonicMs = deps.monotonicMs;
  }

  book(accountId: AccountId, tigerId: string, wish: Omit<SlotWish, 'account'>): Slot {
    const lane = this.#lanes.get(tigerId) ?? new RateLane();
    this.#lanes.set(tigerId, lane);
    return lane.book({ ...wish, account: accountId }, this.#monotonicMs());
  }

  /** In the order in which the tiger ids were first heard of. */
  usage(): LaneUsage[] {
    const nowMs = this.#monotonicMs();
    return [...this.#lanes].map(([tigerId, lane]) => ({ tigerId, methods: lane.usage(nowMs) }));
  }
}
