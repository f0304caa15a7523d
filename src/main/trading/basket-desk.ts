import { createHash } from 'node:crypto';
import { AppError } from '../../shared/app-error.ts';
import type { RemoveLegInput } from '../../shared/domain/approval-card.ts';
import { type OrderRequest, requestOf } from '../../shared/domain/order-request.ts';
import { orderSentence } from '../../shared/domain/order-sentence.ts';
import type { Proposal, ProposalId } from '../../shared/domain/proposal.ts';
import { canonicalJson, type JsonObject } from '../audit/canonical-json.ts';
import { blocksOf } from '../risk/run-controls.ts';
import { announce } from './announce.ts';
import { parseBasket } from './basket-request.ts';
import type { ClientBlocks } from './client-blocks.ts';
import { earlierAnswer } from './earlier-answer.ts';
import { freshBasket, type LegToJudge } from './fresh-basket.ts';
import { type Gathered, gather } from './gathered.ts';
import { type BasketToInsert, insertBasket } from './insert-basket.ts';
import { newProposalId, newProposalRow } from './new-proposal.ts';
import type { OrderDesk } from './order-desk.ts';
import { parseTexts } from './order-request.ts';
import type { ProposalKind } from './proposal-kind.ts';
import { draftFrom, type ProposalRow, proposalOf } from './proposal-record.ts';
import { refuseIfCrowded } from './refuse-if-crowded.ts';
import { refuseWithoutAccess } from './refuse-without-access.ts';
import { lifetimeMs } from './send-back.ts';
import { sharedReads } from './shared-reads.ts';
import type { ProposeBasketInput, Requester } from './trading.ts';
import type { TradingContext } from './trading-context.ts';
import { noDecisionAwaited, refuseOtherSeal, waitingCard } from './waiting-card.ts';

/**
 * Several orders as one decision. The basket holds the card and the decision; each of its orders is a proposal of its own,
 * a draft until the basket is approved, and then goes the way of every order: checked again, intent first, sent once,
 * reconciled. Nothing is undone when one of them fails.
 */
export class BasketDesk implements ProposalKind {
  readonly #context: TradingContext;
  readonly #orderDesk: OrderDesk;
  readonly #blocks: ClientBlocks;

  constructor(context: TradingContext, orderDesk: OrderDesk, blocks: ClientBlocks) {
    this.#context = context;
    this.#orderDesk = orderDesk;
    this.#blocks = blocks;
  }

  /** @throws AppError access_denied, busy, conflict (the request id stands for something else) or invalid_input */
  async propose(input: ProposeBasketInput, requester: Requester): Promise<Proposal> {
    const { accounts, database, proposals, clock } = this.#context;
    this.#blocks.refuseIfBlocked(requester.name);
    refuseWithoutAccess(accounts.get(input.accountId));
    const requests = parseBasket(input.orders);
    const texts = parseTexts(input);
    const requestHash = createHash('sha256').update(canonicalJson(requests)).digest('hex');
    const key = { accountId: input.accountId, requestId: texts.requestId, requestHash };
    const earlier = await earlierAnswer(this.#context, key, requester);
    if (earlier !== null) return proposalOf(earlier);
    await refuseIfCrowded(this.#context, requester.name);
    const gathered = await this.#gather(input.accountId, requests);
    const basket = this.#newBasket(gathered, clock.nowMs(), {
      client: requester,
      requestId: texts.requestId,
      requestHash,
      rationale: texts.rationale,
      supersedes: null,
      replaced: [],
    });
    const { record, isNew } = await database.transaction().execute(async (trx) => {
      const first = await earlierAnswer(this.#context, key, requester, trx);
      if (first !== null) return { record: first, isNew: false };
      await refuseIfCrowded(this.#context, requester.name, trx);
      const fresh = await freshBasket(this.#context, trx, basket.row, basket.legs, []);
      await insertBasket(this.#context, trx, basket, fresh, 'client');
      return { record: await proposals.get(basket.row.id, trx), isNew: true };
    });
    const proposal = proposalOf(record);
    if (isNew) {
      announce(this.#context, record.row, null);
      if (proposal.status === 'awaiting_approval') this.#context.notify(proposal);
    }
    return proposal;
  }

  /** New figures for every order, hence new seals. @throws AppError conflict, or what the account answers */
  async refresh(row: ProposalRow): Promise<void> {
    const { proposals, database } = this.#context;
    const legs = await this.#gatherAgain(row);
    await database.transaction().execute(async (trx) => {
      const now = (await proposals.get(row.id, trx)).row;
      const { difference } = waitingCard(now);
      const fresh = await freshBasket(this.#context, trx, now, legs, difference);
      if (fresh.card === null) {
        throw new AppError('unavailable', 'One of the orders has no quote now.', {
          nextStep: 'It is tried again; nothing can be approved before that.',
          retryable: true,
        });
      }
      await proposals.update(trx, row.id, fresh.patch);
      for (const [index, leg] of legs.entries())
        await proposals.update(trx, leg.row.id, fresh.legs[index]?.patch ?? {});
    });
  }

  /** The others as a new basket; the old one is superseded, never changed. @throws AppError conflict or invalid_input */
  async removeLeg(input: RemoveLegInput): Promise<ProposalId> {
    const { proposals, database, clock } = this.#context;
    const { row } = await proposals.get(input.proposalId);
    refuseOtherSeal(row, input.seal);
    const legs = await proposals.legs(row.id);
    const removed = legs.find(({ id }) => id === input.legId);
    const kept = legs.filter(({ id }) => id !== input.legId);
    if (removed === undefined || kept.length === 0) {
      throw new AppError('conflict', 'This order cannot be taken out of the basket.', {
        nextStep: 'Decline the basket if none of its orders is wanted.',
      });
    }
    const requests = kept.map(requestOfLeg);
    const gathered = await this.#gather(row.account_id, requests);
    const basket = this.#newBasket(gathered, clock.nowMs(), {
      client: { connectionId: row.connection_id, name: row.client_name, version: row.client_version },
      requestId: null,
      requestHash: row.request_hash,
      rationale: row.rationale,
      supersedes: row.id,
      replaced: kept.map(({ id }) => id),
    });
    const difference = [
      { field: 'order', before: orderSentence(draftFrom(removed.order_json ?? '')), after: 'removed' },
    ];
    await database.transaction().execute(async (trx) => {
      const now = (await proposals.get(row.id, trx)).row;
      refuseOtherSeal(now, input.seal);
      const same = { run_id: now.run_id, is_client_connected: now.is_client_connected };
      const heir = {
        row: { ...basket.row, ...same },
        legs: basket.legs.map((leg) => ({ ...leg, row: { ...leg.row, ...same } })),
      };
      const fresh = await freshBasket(this.#context, trx, heir.row, heir.legs, difference);
      const blocks = blocksOf(fresh.controls);
      if (blocks.length > 0 || fresh.card === null) {
        throw new AppError(
          'conflict',
          `The rest is not possible: ${blocks.map(({ text }) => text).join(' ')}`,
          {
            nextStep: 'Decide on the basket as it was proposed.',
          },
        );
      }
      await insertBasket(this.#context, trx, heir, fresh, 'user');
      const summary = `Replaced by a smaller basket: ${fresh.card.sentence}`;
      const patch = { superseded_by: heir.row.id };
      if ((await proposals.change(trx, row.id, 'supersede', { actor: 'user', summary }, patch)) === null)
        throw noDecisionAwaited(now);
    });
    announce(this.#context, row, null);
    announce(this.#context, basket.row, null);
    return basket.row.id;
  }

  /** One after the other, each with its own outcome. A failure leaves a state that recovery understands. */
  async send(row: ProposalRow): Promise<void> {
    const { proposals, logger } = this.#context;
    for (const leg of await proposals.legs(row.id)) {
      try {
        await this.#orderDesk.send(leg);
      } catch (error) {
        logger.error({ err: error, proposal: leg.id }, 'sending an order of a basket failed');
      }
    }
  }

  #gatherAgain(row: ProposalRow): Promise<LegToJudge[]> {
    return this.#context.proposals.legs(row.id).then(async (legs) => {
      const gathered = await this.#gather(row.account_id, legs.map(requestOfLeg));
      return legs.flatMap((leg, index) => {
        const facts = gathered[index];
        return facts === undefined ? [] : [{ row: leg, gathered: facts }];
      });
    });
  }

  #gather(accountId: string, requests: readonly OrderRequest[]): Promise<Gathered[]> {
    const reads = sharedReads(this.#context.accounts.reads(accountId));
    return Promise.all(requests.map((request) => gather(this.#context, accountId, request, { reads })));
  }

  #newBasket(gathered: readonly Gathered[], nowMs: number, input: NewBasket): BasketToInsert {
    const [first] = gathered;
    if (first === undefined) throw new Error('a basket without orders');
    const shared = {
      account: first.account,
      mode: first.mode,
      runId: this.#context.runId,
      client: input.client,
      cancelsBrokerOrderId: null,
      modifiesBrokerOrderId: null,
      rationale: input.rationale,
      policyVersion: first.policyVersion,
      nowMs,
      expiresAtMs: nowMs + lifetimeMs(first.mode, first.settings),
    };
    const row = newProposalRow({
      ...shared,
      id: newProposalId(),
      kind: 'basket',
      requestId: input.requestId,
      requestHash: input.requestHash,
      order: null,
      symbol: null,
      supersedes: input.supersedes,
    });
    const legs = gathered.map((facts, index) => ({
      gathered: facts,
      row: newProposalRow({
        ...shared,
        id: newProposalId(),
        kind: 'place',
        requestId: null,
        requestHash: '',
        order: facts.order,
        symbol: facts.order.symbol,
        supersedes: input.replaced[index] ?? null,
        leg: { basketId: row.id, number: index + 1 },
      }),
    }));
    return { row, legs };
  }

  sealed(row: ProposalRow): JsonObject {
    const card = waitingCard(row);
    if (card.kind !== 'basket') throw new Error('the card is not that of a basket');
    const legs = card.legs.map(({ proposalId, seal, order, quote, preview }) => ({
      proposalId,
      seal,
      order,
      quote,
      preview,
    }));
    return { legs, mode: card.account.mode, policy: row.policy_version };
  }
}

interface NewBasket {
  readonly client: {
    readonly connectionId: string | null;
    readonly name: string;
    readonly version: string | null;
  };
  readonly requestId: string | null;
  readonly requestHash: string;
  readonly rationale: string;
  readonly supersedes: ProposalId | null;
  /** The orders of an earlier basket that these stand for. */
  readonly replaced: readonly ProposalId[];
}

function requestOfLeg(leg: ProposalRow): OrderRequest {
  return requestOf(draftFrom(leg.order_json ?? ''));
}
