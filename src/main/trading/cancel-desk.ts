import { AppError } from '../../shared/app-error.ts';
import type { AccountId } from '../../shared/domain/account.ts';
import { instrumentWords } from '../../shared/domain/instrument-words.ts';
import { type BrokerOrder, isOpen } from '../../shared/domain/order.ts';
import type { Proposal } from '../../shared/domain/proposal.ts';
import { newProposalId, newProposalRow } from './new-proposal.ts';
import type { OrderDesk } from './order-desk.ts';
import { refuseWithoutAccess } from './refuse-without-access.ts';
import type { Requester } from './trading.ts';
import type { TradingContext } from './trading-context.ts';

/** Short: a cancel does not wait long for the look at its order. */
const LOOK_TIMEOUT_MS = 5_000;
const RATIONALE_LENGTH_MAX = 2_000;
const USER = { connectionId: null, name: 'Tiger MCP Desktop', version: null } as const;

export interface CancelRequest {
  readonly accountId: AccountId;
  readonly brokerOrderId: string;
  readonly rationale: string;
}

/**
 * Cancels go to the broker at once, without an approval, also while live trading is off: getting out is never harder
 * than getting in (rule 7). They take the same way through intent and audit as an order.
 */
export class CancelDesk {
  readonly #context: TradingContext;
  readonly #orderDesk: OrderDesk;

  constructor(context: TradingContext, orderDesk: OrderDesk) {
    this.#context = context;
    this.#orderDesk = orderDesk;
  }

  /** @throws AppError access_denied, not_found, conflict (already over) or what the account answers */
  async cancel(request: CancelRequest, requester: Requester | 'user'): Promise<Proposal> {
    const { accounts, orders, proposals, clock } = this.#context;
    const { accountId, brokerOrderId } = request;
    const account = accounts.get(accountId);
    if (requester !== 'user') refuseWithoutAccess(account);
    const underWay = await orders.cancelUnderWay(accountId, brokerOrderId);
    if (underWay !== null) return proposals.proposal(underWay);
    const target = await this.#lookAt(request);
    const row = newProposalRow({
      id: newProposalId(),
      kind: 'cancel',
      account,
      mode: account.mode,
      runId: this.#context.runId,
      client: requester === 'user' ? USER : requester,
      requestId: null,
      requestHash: '',
      order: null,
      symbol: target?.symbol ?? null,
      cancelsBrokerOrderId: brokerOrderId,
      modifiesBrokerOrderId: null,
      rationale: request.rationale.slice(0, RATIONALE_LENGTH_MAX),
      policyVersion: '',
      supersedes: null,
      nowMs: clock.nowMs(),
      expiresAtMs: null,
    });
    const summary = `Cancel of order ${brokerOrderId}${target === null ? '' : ` (${instrumentWords(target)})`}`;
    const intent = {
      kind: 'cancel' as const,
      proposalId: row.id,
      accountId,
      brokerOrderId,
      clientName: row.client_name,
      symbol: row.symbol,
      order: null,
    };
    await this.#orderDesk.sendAtOnce(intent, async (trx) => {
      const actor = requester === 'user' ? 'user' : 'client';
      await proposals.insert(trx, row);
      await proposals.record(
        trx,
        row,
        'proposal.created',
        { actor, summary, detail: { rationale: row.rationale } },
        brokerOrderId,
      );
      await proposals.change(trx, row.id, 'submit_cancel', { actor: 'app', summary });
    });
    return proposals.proposal(row.id);
  }

  /** null: it cannot be seen now, which does not keep anybody from cancelling it. */
  async #lookAt({ accountId, brokerOrderId }: CancelRequest): Promise<BrokerOrder | null> {
    const reads = this.#context.accounts.reads(accountId);
    const answer = await reads
      .read('orders.get', { brokerOrderId }, { timeoutMs: LOOK_TIMEOUT_MS })
      .catch(() => null);
    if (answer === null) return null;
    if (answer.order === null) {
      throw new AppError('not_found', `The broker has no order ${brokerOrderId} on this account.`, {
        nextStep: 'List the open orders with tiger_get_orders.',
      });
    }
    if (isOpen(answer.order.status)) return answer.order;
    throw new AppError('conflict', `The order ${brokerOrderId} is over already: ${answer.order.status}.`, {
      nextStep: 'Nothing is left to cancel.',
    });
  }
}
