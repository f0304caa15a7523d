import type { Transaction } from 'kysely';
import { AppError } from '../../shared/app-error.ts';
import type { EditInput } from '../../shared/domain/approval-card.ts';
import type { OrderDraft } from '../../shared/domain/order.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import { orderDifference } from '../../shared/domain/order-difference.ts';
import type { ProposalId } from '../../shared/domain/proposal.ts';
import type { Schema } from '../database/schema.ts';
import { blocksOf } from '../risk/run-controls.ts';
import { announce } from './announce.ts';
import { editedRequest } from './edit-order.ts';
import { freshCard } from './fresh-card.ts';
import { gather } from './gathered.ts';
import { newProposalId, newProposalRow } from './new-proposal.ts';
import type { ProposalRow } from './proposal-record.ts';
import { lifetimeMs } from './send-back.ts';
import type { TradingContext } from './trading-context.ts';
import { noDecisionAwaited, refuseOtherSeal, waitingOrderCard } from './waiting-card.ts';

type Trx = Transaction<Schema>;

/** An edit makes a new sealed proposal in the name of the same client; the old one is superseded, never changed. */
export class EditDesk {
  readonly #context: TradingContext;

  constructor(context: TradingContext) {
    this.#context = context;
  }

  /** @returns the new proposal. @throws AppError conflict (not this card any more, or the new order is blocked) or invalid_input */
  async edit(input: EditInput): Promise<ProposalId> {
    const { proposals, database, clock, runId } = this.#context;
    const { row } = await proposals.get(input.proposalId);
    refuseOtherSeal(row, input.seal);
    const before = waitingOrderCard(row).order;
    refuseFixedFields(row, before, input);
    const modifies = row.modifies_broker_order_id;
    const request = editedRequest(before, input);
    const gathered = await gather(this.#context, row.account_id, request, { modifies });
    const nowMs = clock.nowMs();
    const id = newProposalId();
    const blank = {
      ...newProposalRow({
        id,
        kind: row.kind,
        account: gathered.account,
        mode: gathered.mode,
        runId,
        client: { connectionId: row.connection_id, name: row.client_name, version: row.client_version },
        requestId: null,
        requestHash: row.request_hash,
        order: gathered.order,
        symbol: gathered.order.symbol,
        cancelsBrokerOrderId: null,
        modifiesBrokerOrderId: modifies,
        rationale: row.rationale,
        policyVersion: gathered.policyVersion,
        supersedes: row.id,
        nowMs,
        expiresAtMs: nowMs + lifetimeMs(gathered.mode, gathered.settings),
      }),
      run_id: row.run_id,
    };
    await database.transaction().execute(async (trx) => {
      const now = (await proposals.get(row.id, trx)).row;
      refuseOtherSeal(now, input.seal);
      const edited = { ...blank, is_client_connected: now.is_client_connected };
      const fresh = await freshCard(
        this.#context,
        trx,
        edited,
        gathered,
        orderDifference(before, gathered.order),
      );
      const blocks = blocksOf(fresh.controls);
      if (blocks.length > 0 || fresh.card === null) {
        throw new AppError(
          'conflict',
          `The edited order is not possible: ${blocks.map(({ text }) => text).join(' ')}`,
          {
            nextStep: 'Change it, or decide on the order as it was proposed.',
          },
        );
      }
      await this.#replace(trx, now, { ...edited, ...fresh.patch }, fresh.card);
    });
    announce(this.#context, row, null);
    announce(this.#context, blank, null);
    return id;
  }

  async #replace(trx: Trx, old: ProposalRow, edited: ProposalRow, card: OrderCard): Promise<void> {
    const { proposals } = this.#context;
    const { id } = edited;
    await proposals.insert(trx, edited);
    const detail = { order: card.order, difference: card.difference, supersedes: old.id, seal: card.seal };
    await proposals.record(trx, edited, 'proposal.created', {
      actor: 'user',
      summary: `Edited to: ${card.sentence}`,
      detail,
    });
    await proposals.change(trx, id, 'offer', {
      actor: 'app',
      summary: `Waits for approval: ${card.sentence}`,
    });
    const summary = `Replaced by an edited order: ${card.sentence}`;
    const changed = await proposals.change(
      trx,
      old.id,
      'supersede',
      { actor: 'user', summary },
      { superseded_by: id },
    );
    if (changed === null) throw noDecisionAwaited(old);
  }
}

/** The broker changes size and prices of an open order and nothing else. @throws AppError invalid_input */
function refuseFixedFields(row: ProposalRow, before: OrderDraft, input: EditInput): void {
  if (row.modifies_broker_order_id === null) return;
  if (input.orderType === before.orderType && input.timeInForce === before.timeInForce) return;
  throw new AppError('invalid_input', 'An open order keeps its type and its time in force.', {
    nextStep: 'Change its quantity or prices only; for more, cancel it and propose a new one.',
  });
}
