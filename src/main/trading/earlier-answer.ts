import type { Transaction } from 'kysely';
import { AppError } from '../../shared/app-error.ts';
import type { AccountId } from '../../shared/domain/account.ts';
import type { Schema } from '../database/schema.ts';
import type { ProposalRecord } from './proposal-record.ts';
import type { Requester } from './trading.ts';
import type { TradingContext } from './trading-context.ts';

interface RequestKey {
  readonly accountId: AccountId;
  readonly requestId: string | null;
  readonly requestHash: string;
}

/** Control 12: what the same request of this client was answered before; null: it is new. @throws AppError conflict */
export async function earlierAnswer(
  { proposals }: Pick<TradingContext, 'proposals'>,
  { accountId, requestId, requestHash }: RequestKey,
  requester: Requester,
  trx?: Transaction<Schema>,
): Promise<ProposalRecord | null> {
  if (requestId === null) return null;
  const earlier = await proposals.findByRequest({ accountId, clientName: requester.name, requestId }, trx);
  if (earlier === null || earlier.row.request_hash === requestHash) return earlier;
  throw new AppError(
    'conflict',
    `The request id was used before for another order (proposal ${earlier.row.id}).`,
    {
      nextStep: 'Use a new request id for a new order, or look at that proposal.',
    },
  );
}
