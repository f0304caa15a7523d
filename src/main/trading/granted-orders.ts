import type { ProposalId } from '../../shared/domain/proposal.ts';
import type { OrderDesk } from './order-desk.ts';
import { type ProposalRow, proposalOf } from './proposal-record.ts';
import type { TradingContext } from './trading-context.ts';

/** Hands proposals that a grant covers to the order desk, as the approval desk does with those that a person approved. */
export class GrantedOrders {
  readonly #context: TradingContext;
  readonly #orderDesk: OrderDesk;
  readonly #underWay = new Set<ProposalId>();

  constructor(context: TradingContext, orderDesk: OrderDesk) {
    this.#context = context;
    this.#orderDesk = orderDesk;
  }

  /** From before the decision is recorded until the first outcome is: recovery leaves such a proposal alone. */
  isUnderWay(proposalId: ProposalId): boolean {
    return this.#underWay.has(proposalId);
  }

  /** Runs what may record a decision by a grant, and sends the proposal if it did. Sending goes on in the background. */
  async whileDeciding<T>(
    proposalId: ProposalId,
    insert: () => Promise<T>,
    granted: (done: T) => ProposalRow | null,
  ): Promise<T> {
    this.#underWay.add(proposalId);
    let row: ProposalRow | null = null;
    try {
      const done = await insert();
      row = granted(done);
      return done;
    } finally {
      if (row === null) this.#underWay.delete(proposalId);
      else void this.#send(row);
    }
  }

  /** A failure here leaves a state that recovery understands; the windows show what is recorded. */
  async #send(row: ProposalRow): Promise<void> {
    const { logger, proposals } = this.#context;
    try {
      await this.#orderDesk.send(row);
      const record = await proposals.get(row.id);
      if (record.order?.state === 'unknown') this.#context.notify(proposalOf(record));
    } catch (error) {
      logger.error({ err: error, proposal: row.id }, 'sending a granted order failed');
    } finally {
      this.#underWay.delete(row.id);
      this.#context.publish('grants.changed', {});
      this.#context.signals.changed(row.id);
    }
  }
}
