import type { Transaction } from 'kysely';
import { AppError } from '../../shared/app-error.ts';
import { WAITING_PER_CLIENT_MAX } from '../../shared/domain/proposal.ts';
import type { Schema } from '../database/schema.ts';
import type { TradingContext } from './trading-context.ts';

/** For all clients together; names cost a program nothing. */
const WAITING_TOTAL_MAX = 100;

/** @throws AppError busy */
export async function refuseIfCrowded(
  { proposals }: Pick<TradingContext, 'proposals'>,
  clientName: string,
  trx?: Transaction<Schema>,
): Promise<void> {
  if ((await proposals.waitingCount(clientName, trx)) >= WAITING_PER_CLIENT_MAX) {
    throw new AppError(
      'busy',
      `${WAITING_PER_CLIENT_MAX} proposals of this client wait for the user already.`,
      {
        nextStep: 'Wait for the user, or withdraw one with tiger_withdraw_proposal.',
      },
    );
  }
  if ((await proposals.waitingCount(null, trx)) >= WAITING_TOTAL_MAX) {
    throw new AppError('busy', `${WAITING_TOTAL_MAX} proposals wait for the user already.`, {
      nextStep: 'Wait for the user to decide.',
    });
  }
}
