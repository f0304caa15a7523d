import { AppError } from '../../shared/app-error.ts';
import { requestOf } from '../../shared/domain/order-request.ts';
import type { JsonObject } from '../audit/canonical-json.ts';
import { sealedOrder } from './decision-evidence.ts';
import { differenceOf, freshCard } from './fresh-card.ts';
import { gather } from './gathered.ts';
import type { OrderDesk } from './order-desk.ts';
import type { ProposalKind } from './proposal-kind.ts';
import type { ProposalRow } from './proposal-record.ts';
import type { TradingContext } from './trading-context.ts';
import { waitingCard, waitingOrderCard } from './waiting-card.ts';

/** A new order, or the change of an open one. */
export class OrderKind implements ProposalKind {
  readonly #context: TradingContext;
  readonly #orderDesk: OrderDesk;

  constructor(context: TradingContext, orderDesk: OrderDesk) {
    this.#context = context;
    this.#orderDesk = orderDesk;
  }

  async refresh(row: ProposalRow): Promise<void> {
    const { proposals, database } = this.#context;
    const { order } = waitingOrderCard(row);
    const modifies = row.modifies_broker_order_id;
    const gathered = await gather(this.#context, row.account_id, requestOf(order), { modifies });
    await database.transaction().execute(async (trx) => {
      const now = await proposals.get(row.id, trx);
      waitingCard(now.row);
      const fresh = await freshCard(this.#context, trx, now.row, gathered, differenceOf(now.row));
      if (fresh.card === null) {
        throw new AppError('unavailable', `There is no quote: ${gathered.absences.quote ?? 'no answer'}.`, {
          nextStep: 'It is tried again; nothing can be approved before that.',
          retryable: true,
        });
      }
      await proposals.update(trx, row.id, fresh.patch);
    });
  }

  sealed(row: ProposalRow): JsonObject {
    return sealedOrder(waitingOrderCard(row), row.policy_version);
  }

  send(approved: ProposalRow): Promise<void> {
    return this.#orderDesk.send(approved);
  }
}
