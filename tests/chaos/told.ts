const AT_WORK: ReadonlySet<string> = new Set(['working', 'partially_filled', 'filled']);

/** All that the assistant was ever told of each proposal, in order. */
export class Told {
  readonly #statuses = new Map<string, string[]>();
  readonly #orderIds = new Map<string, string>();
  readonly #othersThanOrders = new Set<string>();
  readonly #combinations = new Set<string>();
  readonly #trailing = new Set<string>();
  /** Of shares alone. */
  readonly #symbols = new Map<string, string>();

  /** @returns the proposal's id */
  hears(answer: Record<string, unknown>): string {
    const id = String(answer['proposal_id']);
    const status = String(answer['status']);
    this.#statuses.set(id, [...(this.#statuses.get(id) ?? []), status]);
    if (typeof answer['order_id'] === 'string') this.#orderIds.set(id, answer['order_id']);
    if (answer['kind'] !== 'place') this.#othersThanOrders.add(id);
    const order = answer['order'] as Record<string, unknown> | null | undefined;
    if (order?.['security_type'] === 'MLEG') this.#combinations.add(id);
    if (order?.['order_type'] === 'TRAIL') this.#trailing.add(id);
    if (order?.['security_type'] === 'STK') this.#symbols.set(id, String(order['symbol']));
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

  orderIdOf(proposalId: string): string | null {
    return this.#orderIds.get(proposalId) ?? null;
  }

  symbolOf(proposalId: string): string | null {
    return this.#symbols.get(proposalId) ?? null;
  }

  /** Of orders that were last said to work: the proposals that asked for them. */
  working(): string[] {
    return this.proposalIds().filter(
      (id) => this.statusesOf(id).at(-1) === 'working' && !this.#othersThanOrders.has(id),
    );
  }

  /** Broker's ids of orders that were last said to work. */
  resting(): string[] {
    return this.working().flatMap((id) => this.orderIdOf(id) ?? []);
  }

  /** Those that can be changed: the broker changes no combinations. */
  changeable(): string[] {
    return this.working()
      .filter((id) => !this.#combinations.has(id))
      .flatMap((id) => this.orderIdOf(id) ?? []);
  }

  /** Whether a trailing stop in this share was ever asked for. */
  isTrailing(symbol: string): boolean {
    return [...this.#trailing].some((id) => this.symbolOf(id) === symbol);
  }

  /** Shares in which an order works or has filled, so that it or its legs may still fill. */
  symbolsAtWork(): string[] {
    const atWork = (id: string) => AT_WORK.has(this.statusesOf(id).at(-1) ?? '');
    return this.proposalIds().flatMap((id) => (atWork(id) ? (this.symbolOf(id) ?? []) : []));
  }
}
