import type { ProposalId } from '../../shared/domain/proposal.ts';

/** Each holds a tool call open; past this many a wait ends at once with what is known. */
const WAITERS_MAX = 200;

/** Wakes those who wait for a proposal to change, so that nobody asks the database over and over. */
export class ProposalSignals {
  readonly #waiting = new Map<ProposalId, Set<() => void>>();
  #count = 0;
  #isClosed = false;

  changed(proposalId: ProposalId): void {
    for (const wake of [...(this.#waiting.get(proposalId) ?? [])]) wake();
  }

  /** null: too many wait already, or the app is closing. `cancel` must be called if the wait ends in another way. */
  next(proposalId: ProposalId): { readonly changed: Promise<void>; readonly cancel: () => void } | null {
    if (this.#isClosed || this.#count >= WAITERS_MAX) return null;
    this.#count += 1;
    let wake: () => void = () => undefined;
    const changed = new Promise<void>((resolve) => {
      wake = () => {
        this.#remove(proposalId, wake);
        resolve();
      };
    });
    const waiting = this.#waiting.get(proposalId) ?? new Set();
    this.#waiting.set(proposalId, waiting.add(wake));
    return { changed, cancel: () => wake() };
  }

  close(): void {
    this.#isClosed = true;
    for (const proposalId of [...this.#waiting.keys()]) this.changed(proposalId);
  }

  #remove(proposalId: ProposalId, wake: () => void): void {
    const waiting = this.#waiting.get(proposalId);
    if (waiting?.delete(wake) !== true) return;
    this.#count -= 1;
    if (waiting.size === 0) this.#waiting.delete(proposalId);
  }
}
