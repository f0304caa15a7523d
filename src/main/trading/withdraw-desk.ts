import type { Transaction } from 'kysely';
import { AppError } from '../../shared/app-error.ts';
import { isWaiting, type Proposal, type ProposalId } from '../../shared/domain/proposal.ts';
import type { Schema } from '../database/schema.ts';
import { announce } from './announce.ts';
import type { ClientBlocks } from './client-blocks.ts';
import { markClientGone } from './mark-client-gone.ts';
import type { ProposalRow } from './proposal-record.ts';
import type { Requester } from './trading.ts';
import type { TradingContext } from './trading-context.ts';

const TURNED_AWAY = {
  removed: 'Withdrawn: the user has removed its client',
  blocked: 'Withdrawn: the user has blocked its client',
} as const;

export type TurnedAway = keyof typeof TURNED_AWAY;

/** How waiting proposals end without a decision: their client takes them back, or may not ask any more. */
export class WithdrawDesk {
  readonly #context: TradingContext;
  readonly #blocks: ClientBlocks;

  constructor(context: TradingContext, blocks: ClientBlocks) {
    this.#context = context;
    this.#blocks = blocks;
  }

  /** By its own client; after a reconnect, by a client of the same name. @throws AppError access_denied or conflict */
  async withdraw(proposalId: ProposalId, requester: Requester): Promise<Proposal> {
    const { database, proposals } = this.#context;
    const changed = await database.transaction().execute(async (trx) => {
      const { row } = await proposals.get(proposalId, trx);
      const isOwn = row.connection_id === requester.connectionId;
      const isHeir = row.is_client_connected === 0 && row.client_name === requester.name;
      if (!isOwn && !isHeir) throw notYours();
      if (row.basket_id !== null && row.state === 'draft') throw ofBasket(row.basket_id);
      const reason = { actor: 'client', summary: 'Withdrawn by its client' } as const;
      return proposals.change(trx, proposalId, 'withdraw', reason);
    });
    const proposal = await proposals.proposal(proposalId);
    if (changed === null) throw tooLate(proposal);
    announce(this.#context, changed, null);
    return proposal;
  }

  /**
   * In the transaction in which the user turns a client away: what it asked for is withdrawn and its grants are revoked,
   * so that nothing of it is left for whoever comes under its name. @returns what to do when the transaction has ended
   */
  async turnAway(trx: Transaction<Schema>, clientName: string, because: TurnedAway): Promise<() => void> {
    const { grants, proposals } = this.#context;
    this.#blocks.end(clientName);
    const reason = { actor: 'user', summary: TURNED_AWAY[because] } as const;
    const withdrawn: ProposalRow[] = [];
    for (const { id } of await proposals.waitingOf(clientName, trx)) {
      const changed = await proposals.change(trx, id, 'withdraw', reason);
      if (changed !== null) withdrawn.push(changed);
    }
    await grants.revokeOfClient(trx, clientName);
    return () => {
      for (const row of withdrawn) announce(this.#context, row, null);
      this.#context.publish('grants.changed', {});
    };
  }

  /** The user lets a blocked client propose again. It has nothing left from before. */
  readmit(clientName: string): void {
    this.#blocks.readmit(clientName);
  }

  /** Its waiting proposals stay in the queue, marked; they expire as usual. */
  async clientGone(connectionId: string): Promise<void> {
    const waiting = await this.#context.proposals.waiting(null);
    await markClientGone(
      this.#context,
      waiting.filter((row) => row.connection_id === connectionId),
    );
  }
}

function ofBasket(basketId: ProposalId): AppError {
  return new AppError('conflict', `This order belongs to the basket ${basketId}.`, {
    nextStep: 'Withdraw the basket; the user can take a single order out of it in the window.',
  });
}

function notYours(): AppError {
  return new AppError('access_denied', 'This proposal was made by another client.', {
    nextStep: 'Only its own client can withdraw it; the user can decline it.',
  });
}

function tooLate(proposal: Proposal): AppError {
  const words = proposal.status.replace(/_/g, ' ');
  return new AppError('conflict', `It cannot be withdrawn any more: it is ${words}.`, {
    nextStep: isWaiting(proposal.status) ? 'Try again.' : 'Look at it with tiger_get_proposal.',
  });
}
