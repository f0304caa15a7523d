import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { AppError } from '../../shared/app-error.ts';
import type { AccountId } from '../../shared/domain/account.ts';
import type { OrderRequest } from '../../shared/domain/order-request.ts';
import type { Proposal, ProposalId } from '../../shared/domain/proposal.ts';
import { canonicalJson } from '../audit/canonical-json.ts';
import type { Schema } from '../database/schema.ts';
import { mayMove } from '../risk/open-legs.ts';
import { runControls } from '../risk/run-controls.ts';
import { type AccountRecord, recordFor } from './account-record.ts';
import { announce } from './announce.ts';
import type { ClientBlocks } from './client-blocks.ts';
import { earlierAnswer } from './earlier-answer.ts';
import { factsOf } from './facts-of.ts';
import { type Gathered, gather } from './gathered.ts';
import type { GrantedOrders } from './granted-orders.ts';
import { insertProposal } from './insert-proposal.ts';
import { newProposalId, newProposalRow } from './new-proposal.ts';
import { parseOrderRequest, parseTexts } from './order-request.ts';
import { type ProposalRecord, proposalOf } from './proposal-record.ts';
import { refuseIfCrowded } from './refuse-if-crowded.ts';
import { refuseWithoutAccess } from './refuse-without-access.ts';
import { lifetimeMs } from './send-back.ts';
import type { JudgedOrder, PreviewResult, ProposeInput, Requester } from './trading.ts';
import type { TradingContext } from './trading-context.ts';

type Trx = Transaction<Schema>;

/** Makes proposals out of what clients ask for. It approves nothing; what a grant covers goes on to be sent. */
export class ProposalDesk {
  readonly #context: TradingContext;
  readonly #blocks: ClientBlocks;
  readonly #granted: GrantedOrders;

  constructor(context: TradingContext, blocks: ClientBlocks, granted: GrantedOrders) {
    this.#context = context;
    this.#blocks = blocks;
    this.#granted = granted;
  }

  /** @throws AppError invalid_input, or what the account answers; unavailable without quote or preview */
  async preview(accountId: AccountId, asked: OrderRequest, signal: AbortSignal): Promise<PreviewResult> {
    const { gathered, controls } = await this.#judge(accountId, asked, signal);
    const { quote, preview, order, absences } = gathered;
    if (quote === null || preview === null) {
      const reason = quote === null ? absences.quote : absences.preview;
      throw new AppError(
        'unavailable',
        `The order cannot be previewed: ${reason ?? 'the broker gave no answer'}.`,
        {
          nextStep: 'Try again in a few seconds, or check the order with the user.',
          retryable: true,
        },
      );
    }
    return { order, quote, preview, controls };
  }

  /** What each control would say of an order now; what is missing blocks, as always. Records and sends nothing. */
  async judge(accountId: AccountId, asked: OrderRequest): Promise<JudgedOrder> {
    const { gathered, controls } = await this.#judge(accountId, asked);
    return { order: gathered.order, controls };
  }

  /**
   * The same of an order that closes a position after what is open on its symbol is cancelled: `controls` once the short
   * positions `boughtBack` are gone, `alone` while they are held.
   */
  async judgeClosing(accountId: AccountId, asked: OrderRequest, boughtBack: readonly string[]) {
    const read = await gather(this.#context, accountId, parseOrderRequest(asked));
    const gathered = afterCancels(read);
    const without = gathered.positions?.filter(({ symbol }) => !boughtBack.includes(symbol)) ?? null;
    const judge = (positions: Gathered['positions']) =>
      this.#controls(accountId, { ...gathered, positions }, { recentOrders: [], legsUnderWay: [] }, true);
    return { controls: await judge(without), alone: await judge(gathered.positions) };
  }

  async #judge(accountId: AccountId, asked: OrderRequest, signal?: AbortSignal) {
    const options = signal === undefined ? {} : { signal };
    const gathered = await gather(this.#context, accountId, parseOrderRequest(asked), options);
    return { gathered, controls: await this.#controls(accountId, gathered) };
  }

  async #controls(
    accountId: AccountId,
    gathered: Gathered,
    assumed: Partial<AccountRecord> = {},
    isFlattening = false,
  ) {
    const nowMs = this.#context.clock.nowMs();
    const proposer = { clientName: null, exceptIds: [] };
    const known = await recordFor(this.#context.database, this.#context, gathered, proposer);
    const record = { ...known, ...assumed };
    const expiresAtMs = nowMs + lifetimeMs(gathered.mode, gathered.settings);
    const facts = factsOf(gathered, record, {
      nowMs,
      createdAtMs: nowMs,
      expiresAtMs,
      requestId: null,
      rationale: '',
      approval: null,
      isFlattening,
      stops: await this.#context.stops.holdingBack(accountId, null),
      taints: [],
    });
    return runControls('proposal', facts);
  }

  /**
   * @throws AppError access_denied, busy (too many wait), conflict (the request id stands for another order),
   * invalid_input, or what the account answers
   */
  async propose(input: ProposeInput, requester: Requester): Promise<Proposal> {
    this.#blocks.refuseIfBlocked(requester.name);
    refuseWithoutAccess(this.#context.accounts.get(input.accountId));
    const request = parseOrderRequest(input.order);
    const texts = parseTexts(input);
    const asked = {
      accountId: input.accountId,
      request,
      ...texts,
      requestHash: requestHash(request),
      requester,
    };
    const earlier = await earlierAnswer(this.#context, asked, requester);
    if (earlier !== null) return proposalOf(earlier);
    await refuseIfCrowded(this.#context, requester.name);
    const gathered = await gather(this.#context, input.accountId, request);
    const id = newProposalId();
    const { record, isNew } = await this.#granted.whileDeciding(
      id,
      () =>
        this.#context.database.transaction().execute((trx) => this.#insert(trx, { ...asked, id }, gathered)),
      (done) => (done.isNew && done.record.row.state === 'approved' ? done.record.row : null),
    );
    const proposal = proposalOf(record);
    if (isNew) {
      announce(this.#context, record.row, null);
      if (proposal.status === 'awaiting_approval') this.#context.notify(proposal);
    }
    return proposal;
  }

  /** Two calls with one key may have gathered side by side; here they are one after the other. */
  async #insert(
    trx: Trx,
    asked: Asked & { readonly id: ProposalId },
    gathered: Gathered,
  ): Promise<{ record: ProposalRecord; isNew: boolean }> {
    const { proposals } = this.#context;
    const earlier = await earlierAnswer(this.#context, asked, asked.requester, trx);
    if (earlier !== null) return { record: earlier, isNew: false };
    // Again, because a client may have been turned away while the broker was asked.
    this.#blocks.refuseIfBlocked(asked.requester.name);
    await refuseIfCrowded(this.#context, asked.requester.name, trx);
    const row = this.#blankRow(asked, gathered);
    await insertProposal(this.#context, trx, {
      row,
      gathered,
      detail: { requestId: asked.requestId },
      isGrantable: true,
    });
    return { record: await proposals.get(row.id, trx), isNew: true };
  }

  #blankRow(asked: Asked & { readonly id: ProposalId }, gathered: Gathered) {
    const nowMs = this.#context.clock.nowMs();
    const { requester } = asked;
    return newProposalRow({
      id: asked.id,
      kind: 'place',
      account: gathered.account,
      mode: gathered.mode,
      runId: this.#context.runId,
      client: { connectionId: requester.connectionId, name: requester.name, version: requester.version },
      requestId: asked.requestId,
      requestHash: asked.requestHash,
      order: gathered.order,
      symbol: gathered.order.symbol,
      cancelsBrokerOrderId: null,
      modifiesBrokerOrderId: null,
      rationale: asked.rationale,
      policyVersion: gathered.policyVersion,
      supersedes: null,
      nowMs,
      expiresAtMs: nowMs + lifetimeMs(gathered.mode, gathered.settings),
    });
  }
}

/** What is open on a symbol goes before its position is closed, so an order that closes it is judged without it. */
function afterCancels(gathered: Gathered): Gathered {
  const own = new Set([gathered.order.symbol]);
  return { ...gathered, openOrders: gathered.openOrders?.filter((open) => !mayMove(open, own)) ?? null };
}

interface Asked {
  readonly accountId: AccountId;
  readonly request: OrderRequest;
  readonly rationale: string;
  readonly requestId: string | null;
  readonly requestHash: string;
  readonly requester: Requester;
}

function requestHash(request: OrderRequest): string {
  return createHash('sha256').update(canonicalJson(request)).digest('hex');
}
