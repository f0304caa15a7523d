/** All that the assistant was ever told of each proposal, in order. */
export class Told {
  readonly #statuses = new Map<string, string[]>();
  readonly #orderIds = new Map<string, string>();
  readonly #othersThanOrders = new Set<string>();

  /** @returns the proposal's id */
  hears(answer: Record<string, unknown>): string {
    const id = String(answer['proposal_id']);
    const status = String(answer['status']);
    this.#statuses.set(id, [...(this.#statuses.get(id) ?? []), status]);
    if (typeof answer['order_id'] === 'string') this.#orderIds.set(id, answer['order_id']);
    if (answer['kind'] !== 'place') this.#othersThanOrders.add(id);
    for (const leg of (answer['legs'] as Record<string, unknown>[] | undefined) ?? [])
      this.hears({ ...leg, kind: 'place' });
    return id;
  }

  proposalIds(): string[] {
    return [...this.#statuses.keys()];
  }

  statusesOf(proposalId: string): readonly string[] {
    return this.#statuses.get(proposalId) ?? [];
  }

  /** Broker's ids of orders that were last said to work. */
  resting(): string[] {
    return this.proposalIds().flatMap((id) => {
      const orderId = this.#orderIds.get(id);
      const isWorking = this.statusesOf(id).at(-1) === 'working';
      return orderId !== undefined && isWorking && !this.#othersThanOrders.has(id) ? [orderId] : [];
    });
  }
}
