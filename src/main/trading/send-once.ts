import type { ProposalId } from '../../shared/domain/proposal.ts';
import { backoffMs, FIRST_LOOK_MS, SEND_WATCH_MS } from './check-schedule.ts';
import { type FailedSend, failedSend } from './send-outcome.ts';
import type { TradingContext } from './trading-context.ts';

/** The broker's word that it took the order, with the orders that it made of its legs. */
interface Accepted {
  readonly brokerOrderId: string;
  readonly legIds?: readonly string[];
}

/** The last step to the broker: start on record, one call, what became of it on record. Nothing here tries again. */
export class SendOnce {
  readonly #context: TradingContext;

  constructor(context: TradingContext) {
    this.#context = context;
  }

  /** `sent_at_ms` and its audit row are committed before the call, so that their absence proves that there was none. */
  async call(proposalId: ProposalId, sentence: string, call: () => Promise<Accepted>): Promise<void> {
    const { database, orders, clock } = this.#context;
    try {
      await database.transaction().execute(async (trx) => {
        const row = await orders.find(proposalId, trx);
        if (row === null || row.state !== 'submitting' || row.sent_at_ms !== null) {
          throw new Error('the order is not in the state in which it may be sent');
        }
        await orders.record(trx, row, 'order.send_started', {
          actor: 'app',
          summary: `Sending: ${sentence}`,
        });
        const nowMs = clock.nowMs();
        await orders.update(trx, proposalId, { sent_at_ms: nowMs, next_check_at_ms: nowMs + SEND_WATCH_MS });
      });
    } catch (error) {
      await this.#recordFailure(proposalId, sentence, {
        event: 'not_sent',
        brokerCode: null,
        message: 'The app could not write down that it sends, so it did not send.',
      });
      throw error;
    }
    const answer = await call().catch(failedSend);
    if ('brokerOrderId' in answer) await this.#recordAccepted(proposalId, sentence, answer);
    else await this.#recordFailure(proposalId, sentence, answer);
  }

  async #recordAccepted(
    proposalId: ProposalId,
    sentence: string,
    { brokerOrderId, legIds = [] }: Accepted,
  ): Promise<void> {
    const { database, orders, clock } = this.#context;
    const nextCheckAtMs = clock.nowMs() + FIRST_LOOK_MS;
    await database.transaction().execute(async (trx) => {
      const reason = { actor: 'broker', summary: `Accepted by the broker: ${sentence}` } as const;
      const patch = { broker_order_id: brokerOrderId, next_check_at_ms: nextCheckAtMs };
      const changed = await orders.change(trx, proposalId, 'accepted', reason, patch);
      if (changed === null) return;
      await orders.insertLegs(trx, changed.account_id, brokerOrderId, legIds);
      if (changed.kind === 'place') return;
      // The cancelled or changed order's own row is looked at again soon, too.
      await trx
        .updateTable('orders')
        .set({ next_check_at_ms: nextCheckAtMs })
        .where('account_id', '=', changed.account_id)
        .where('broker_order_id', '=', brokerOrderId)
        .where('next_check_at_ms', 'is not', null)
        .execute();
    });
  }

  async #recordFailure(proposalId: ProposalId, sentence: string, failure: FailedSend): Promise<void> {
    const { database, orders, clock } = this.#context;
    const words = { refused: 'Refused', not_sent: 'Not sent', outcome_lost: 'Outcome not known' }[
      failure.event
    ];
    await database.transaction().execute(async (trx) => {
      const reason = {
        actor: failure.event === 'refused' ? 'broker' : 'app',
        summary: `${words}: ${sentence}`,
        detail: { message: failure.message, brokerCode: failure.brokerCode },
      } as const;
      await orders.change(trx, proposalId, failure.event, reason, {
        broker_code: failure.brokerCode,
        broker_message: failure.message,
        next_check_at_ms: clock.nowMs() + backoffMs(0),
      });
    });
  }
}
