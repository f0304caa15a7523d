import { AppError } from '../../shared/app-error.ts';
import { isWaiting, type Proposal, type ProposalId } from '../../shared/domain/proposal.ts';
import { announce } from './announce.ts';
import type { Requester } from './trading.ts';
import type { TradingContext } from './trading-context.ts';

/** By its own client; after a reconnect, by a client of the same name. @throws AppError access_denied or conflict */
export async function withdrawProposal(
  context: TradingContext,
  proposalId: ProposalId,
  requester: Requester,
): Promise<Proposal> {
  const { database, proposals } = context;
  const changed = await database.transaction().execute(async (trx) => {
    const { row } = await proposals.get(proposalId, trx);
    const isOwn = row.connection_id === requester.connectionId;
    const isHeir = row.is_client_connected === 0 && row.client_name === requester.name;
    if (!isOwn && !isHeir) throw notYours();
    if (row.basket_id !== null && row.state === 'draft') throw ofBasket(row.basket_id);
    return proposals.change(trx, proposalId, 'withdraw', {
      actor: 'client',
      summary: 'Withdrawn by its client',
    });
  });
  const proposal = await proposals.proposal(proposalId);
  if (changed === null) throw tooLate(proposal);
  announce(context, changed, null);
  return proposal;
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
