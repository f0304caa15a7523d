import type { AccountId } from '../../shared/domain/account.ts';
import type { ProposalId } from '../../shared/domain/proposal.ts';
import { announce } from './announce.ts';
import { markClientGone } from './mark-client-gone.ts';
import type { OrderWatch } from './order-watch.ts';
import { sendBackToReview } from './send-back.ts';
import type { TradingContext } from './trading-context.ts';

export interface RecoveryDeps {
  readonly context: TradingContext;
  readonly watch: OrderWatch;
  readonly isSending: (proposalId: ProposalId) => boolean;
}

/**
 * Before an account is ready: brings everything that an earlier run left behind into a state that is true. Nothing is
 * ever sent here. May run again at any time, also while this run is sending.
 * @throws AppError when the broker cannot be reached: an account whose orders are not known is not ready
 */
export async function recoverAccount(deps: RecoveryDeps, accountId: AccountId): Promise<void> {
  await expireDue(deps.context);
  await reviewUnsent(deps, accountId);
  // After the review, so that what comes back to a person says that its program is gone.
  await markClientsGone(deps.context, accountId);
  await deps.watch.lookAtAll(accountId);
}

/** The programs that talked to an earlier run of this app have lost their connection with it. */
async function markClientsGone(context: TradingContext, accountId: AccountId): Promise<void> {
  const { proposals, runId } = context;
  const orphans = (await proposals.waiting(accountId)).filter(
    (row) => row.run_id !== runId && row.is_client_connected === 1,
  );
  await markClientGone(context, orphans);
}

/** Time is up: that is a no. */
export async function expireDue(context: TradingContext): Promise<void> {
  const { database, proposals, clock } = context;
  for (const row of await proposals.late(clock.nowMs())) {
    const reason = { actor: 'app', summary: 'Expired: nobody decided in time' } as const;
    const changed = await database
      .transaction()
      .execute((trx) => proposals.change(trx, row.id, 'expire', reason));
    if (changed !== null) announce(context, row, null);
  }
}

/**
 * `approved` without an intent: the app stopped, or could not write, between the approval and the intent. Nothing was
 * sent, for the intent comes first; whether it is still wanted is for a person to say.
 */
export async function reviewUnsent(deps: RecoveryDeps, accountId: AccountId | null): Promise<void> {
  const { context, isSending } = deps;
  let query = context.database.selectFrom('proposals').selectAll().where('state', '=', 'approved');
  if (accountId !== null) query = query.where('account_id', '=', accountId);
  for (const row of await query.execute()) {
    if (isSending(row.id)) continue;
    await sendBackToReview(
      context,
      row,
      'It was approved, but the app stopped before sending. Nothing was sent.',
      null,
    );
  }
}
