import { AppError } from '../../shared/app-error.ts';
import { compare } from '../../shared/domain/decimal.ts';
import type { OrderDraft } from '../../shared/domain/order.ts';
import { orderDifference } from '../../shared/domain/order-difference.ts';
import { requestOf } from '../../shared/domain/order-request.ts';
import { modifySentence } from '../../shared/domain/order-sentence.ts';
import type { Proposal } from '../../shared/domain/proposal.ts';
import { onlyReducesRisk } from '../risk/modify-risk.ts';
import { announce } from './announce.ts';
import type { ClientBlocks } from './client-blocks.ts';
import { gather, policyVersion } from './gathered.ts';
import { insertProposal } from './insert-proposal.ts';
import { type ModifyTarget, readModifyTarget } from './modify-target.ts';
import { isTaken } from './new-order.ts';
import { type NewProposal, newProposalId, newProposalRow } from './new-proposal.ts';
import type { OrderDesk } from './order-desk.ts';
import { parseOrderRequest, parseTexts } from './order-request.ts';
import { refuseIfCrowded } from './refuse-if-crowded.ts';
import { refuseWithoutAccess } from './refuse-without-access.ts';
import { lifetimeMs } from './send-back.ts';
import type { ModifyInput, Requester } from './trading.ts';
import type { TradingContext } from './trading-context.ts';

/** Changes of open orders (control 35): what only reduces risk is sent like a cancel, the rest is proposed like an order. */
export class ModifyDesk {
  readonly #context: TradingContext;
  readonly #orderDesk: OrderDesk;
  readonly #blocks: ClientBlocks;

  constructor(context: TradingContext, orderDesk: OrderDesk, blocks: ClientBlocks) {
    this.#context = context;
    this.#orderDesk = orderDesk;
    this.#blocks = blocks;
  }

  /**
   * @throws AppError access_denied, invalid_input (nothing changes, or not possible), conflict (the order is over, was
   * placed elsewhere, or is being changed), busy, not_found, or what the account answers
   */
  async modify(input: ModifyInput, requester: Requester): Promise<Proposal> {
    this.#blocks.refuseIfBlocked(requester.name);
    refuseWithoutAccess(this.#context.accounts.get(input.accountId));
    const { rationale } = parseTexts({ rationale: input.rationale, requestId: null });
    const target = await readModifyTarget(this.#context, input.accountId, input.brokerOrderId);
    const after = changedOrder(target, input);
    const change = { input: { ...input, rationale }, requester, target, after };
    const isReduction = onlyReducesRisk(target.before, after);
    return isReduction ? this.#sendAtOnce(change) : this.#propose(change);
  }

  async #sendAtOnce(change: Change): Promise<Proposal> {
    const { proposals, accounts, riskSettings } = this.#context;
    const { accountId, brokerOrderId } = change.input;
    const policy = await policyVersion({ riskSettings }, accountId);
    const { mode } = accounts.get(accountId);
    const row = this.#row(change, { mode, policyVersion: policy.policyVersion, expiresInMs: null });
    const { id: proposalId, client_name: clientName, symbol } = row;
    const intent = { kind: 'modify', proposalId, accountId, brokerOrderId, clientName, symbol } as const;
    const summary = modifySentence(change.after);
    const difference = orderDifference(change.target.before, change.after);
    const detail = {
      order: change.after,
      difference: difference.map((each) => ({ ...each })),
      rationale: row.rationale,
    };
    try {
      await this.#orderDesk.sendAtOnce({ ...intent, order: change.after }, async (trx) => {
        await proposals.insert(trx, row);
        const created = { actor: 'client', summary: `Proposed: ${summary}`, detail } as const;
        await proposals.record(trx, row, 'proposal.created', created, brokerOrderId);
        const reason = {
          actor: 'app',
          summary: `Only reduces risk, so it is sent at once: ${summary}`,
        } as const;
        await proposals.change(trx, row.id, 'submit_reduction', reason);
      });
    } catch (error) {
      if (isTaken(error)) throw beingChanged(brokerOrderId);
      throw error;
    }
    return proposals.proposal(row.id);
  }

  async #propose(change: Change): Promise<Proposal> {
    const { database, proposals, notify } = this.#context;
    const { accountId, brokerOrderId } = change.input;
    await refuseIfCrowded(this.#context, change.requester.name);
    const gathered = await gather(this.#context, accountId, requestOf(change.after), {
      modifies: brokerOrderId,
    });
    const { mode, settings } = gathered;
    const expiresInMs = lifetimeMs(mode, settings);
    const row = this.#row(change, { mode, policyVersion: gathered.policyVersion, expiresInMs });
    await database.transaction().execute(async (trx) => {
      this.#blocks.refuseIfBlocked(change.requester.name);
      await refuseIfCrowded(this.#context, change.requester.name, trx);
      await insertProposal(this.#context, trx, {
        row,
        gathered,
        detail: { modifies: brokerOrderId },
        isGrantable: false,
      });
    });
    const proposal = await proposals.proposal(row.id);
    announce(this.#context, row, null);
    if (proposal.status === 'awaiting_approval') notify(proposal);
    return proposal;
  }

  #row(
    { input, requester, after }: Change,
    facts: Pick<NewProposal, 'mode' | 'policyVersion'> & { readonly expiresInMs: number | null },
  ) {
    const nowMs = this.#context.clock.nowMs();
    return newProposalRow({
      id: newProposalId(),
      kind: 'modify',
      account: this.#context.accounts.get(input.accountId),
      mode: facts.mode,
      runId: this.#context.runId,
      client: requester,
      requestId: null,
      requestHash: '',
      order: after,
      symbol: after.symbol,
      cancelsBrokerOrderId: null,
      modifiesBrokerOrderId: input.brokerOrderId,
      rationale: input.rationale,
      policyVersion: facts.policyVersion,
      supersedes: null,
      nowMs,
      expiresAtMs: facts.expiresInMs === null ? null : nowMs + facts.expiresInMs,
    });
  }
}

interface Change {
  readonly input: ModifyInput;
  readonly requester: Requester;
  readonly target: ModifyTarget;
  readonly after: OrderDraft;
}

/** @throws AppError invalid_input */
function changedOrder({ before, filledQuantity }: ModifyTarget, input: ModifyInput): OrderDraft {
  const asked = parseOrderRequest({
    ...requestOf(before),
    quantity: input.quantity ?? before.quantity,
    limitPrice: input.limitPrice ?? before.limitPrice,
    stopPrice: input.stopPrice ?? before.stopPrice,
    trail: input.trail ?? before.trail,
    expiresAtMs: input.expiresAtMs ?? before.expiresAtMs,
  });
  const after = { ...before, ...asked };
  if (orderDifference(before, after).length === 0) {
    throw new AppError('invalid_input', 'The order has these figures already: nothing changes.', {
      nextStep: 'Give a new quantity or price.',
    });
  }
  if (filledQuantity !== null && compare(after.quantity, filledQuantity) <= 0) {
    throw new AppError(
      'invalid_input',
      `new_quantity: is the new total and must be above the ${filledQuantity} that are filled.`,
      { nextStep: 'Cancel the order if the rest is not wanted any more.' },
    );
  }
  return after;
}

function beingChanged(brokerOrderId: string): AppError {
  return new AppError('conflict', `Another change of the order ${brokerOrderId} is under way.`, {
    nextStep: 'Look at it with tiger_get_order, and try again when it is settled.',
  });
}
