import type { Transaction } from 'kysely';
import { AppError } from '../../shared/app-error.ts';
import { instrumentWords } from '../../shared/domain/instrument-words.ts';
import type { OrderDraft } from '../../shared/domain/order.ts';
import { modifySentence, orderSentence } from '../../shared/domain/order-sentence.ts';
import type { ProposalId } from '../../shared/domain/proposal.ts';
import type { AccountEffects } from '../accounts/account-directory.ts';
import { canonicalJson } from '../audit/canonical-json.ts';
import type { Schema } from '../database/schema.ts';
import type { GrantWish } from '../risk/grants/grant-obstacle.ts';
import { AccountLanes } from './account-lanes.ts';
import { announce } from './announce.ts';
import { grantMoment } from './grant-decision.ts';
import { type IntentAtOnce, isTaken, newOrderRow } from './new-order.ts';
import type { ProposalRow } from './proposal-record.ts';
import { sendBackToReview } from './send-back.ts';
import { checkBeforeSend, type SendCheck } from './send-check.ts';
import { SendOnce } from './send-once.ts';
import type { TradingContext } from './trading-context.ts';

/** Above the account process's own limits, so that its clear answer arrives before ours gives up. */
const SEND_TIMEOUT_MS = 20_000;
const RESERVE_TIMEOUT_MS = 8_000;

const NOT_APPROVED = 'It was not approved any more.';

type Trx = Transaction<Schema>;

/**
 * The one path to an order. Each step is durable before the next one begins:
 * checks again -> intent row and audit row in one transaction -> `order.send_started` -> one call -> what became of it.
 * A step that fails ends the path; nothing here tries again, and no other code holds `AccountEffects`.
 */
export class OrderDesk {
  readonly #context: TradingContext;
  readonly #sendOnce: SendOnce;
  readonly #lanes = new AccountLanes();
  readonly #sending = new Set<ProposalId>();
  #isClosed = false;

  constructor(context: TradingContext) {
    this.#context = context;
    this.#sendOnce = new SendOnce(context);
  }

  /** True while this run of the app is between approval and answer: recovery leaves such a proposal alone. */
  isSending(proposalId: ProposalId): boolean {
    return this.#sending.has(proposalId);
  }

  /** Sends an approved proposal, or sends it back for another look. Ends when the broker's first answer is recorded. */
  send(proposal: ProposalRow): Promise<void> {
    return this.#exclusively(proposal, () => this.#send(proposal.id));
  }

  /**
   * Sends a cancel, or a change that only reduces risk, whose proposal `insert` writes in the same transaction as its
   * intent. @throws what `isTaken` knows, when another change of the order is under way: then nothing was written
   */
  async sendAtOnce(intent: IntentAtOnce, insert: (trx: Trx) => Promise<void>): Promise<void> {
    const { accounts } = this.#context;
    // It does not queue behind orders: getting out must never wait for getting in.
    this.#sending.add(intent.proposalId);
    try {
      const effects = accounts.effects(intent.accountId);
      await this.#recordIntentAtOnce(intent, insert);
      const { brokerOrderId, order } = intent;
      await this.#sendOnce.call(intent.proposalId, sentenceAtOnce(intent), () =>
        order === null
          ? effects.effect('orders.cancel', { brokerOrderId }, { timeoutMs: SEND_TIMEOUT_MS })
          : effects.effect('orders.modify', { brokerOrderId, order }, { timeoutMs: SEND_TIMEOUT_MS }),
      );
    } finally {
      this.#sending.delete(intent.proposalId);
      announce(this.#context, { id: intent.proposalId, basket_id: null }, intent.accountId);
    }
  }

  /** Begins nothing more, and waits for what is on the wire. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#lanes.settled();
  }

  async #exclusively(proposal: ProposalRow, task: () => Promise<void>): Promise<void> {
    this.#sending.add(proposal.id);
    try {
      await this.#lanes.run(proposal.account_id, task);
    } finally {
      this.#sending.delete(proposal.id);
      announce(this.#context, proposal, proposal.account_id);
    }
  }

  async #send(proposalId: ProposalId): Promise<void> {
    const { row } = await this.#context.proposals.get(proposalId);
    if (row.state !== 'approved') return;
    const ready = await this.#prepare(row);
    if ('obstacle' in ready) return sendBackToReview(this.#context, row, ready.obstacle, ready.check ?? null);
    const { order, target, effects } = ready;
    const sentence = 'orderNumber' in target ? orderSentence(order) : modifySentence(order);
    const obstacle = await this.#recordIntent(row, ready, sentence);
    if (obstacle !== null) return sendBackToReview(this.#context, row, obstacle, null);
    await this.#sendOnce.call(row.id, sentence, () =>
      'orderNumber' in target
        ? effects.effect(
            'orders.place',
            { order, orderNumber: target.orderNumber, userMark: row.id },
            { timeoutMs: SEND_TIMEOUT_MS },
          )
        : effects.effect(
            'orders.modify',
            { order, brokerOrderId: target.brokerOrderId },
            { timeoutMs: SEND_TIMEOUT_MS },
          ),
    );
  }

  /** Everything that can fail before anything is written about sending. */
  async #prepare(row: ProposalRow): Promise<{ obstacle: string; check?: SendCheck } | ReadyToSend> {
    const { accounts, logger } = this.#context;
    try {
      if (this.#isClosed) return { obstacle: 'The app was closing. Nothing was sent.' };
      const effects = accounts.effects(row.account_id);
      const reads = accounts.reads(row.account_id);
      const target: SendTarget =
        row.modifies_broker_order_id === null
          ? await reads.read('orders.reserveNumber', {}, { timeoutMs: RESERVE_TIMEOUT_MS })
          : { brokerOrderId: row.modifies_broker_order_id };
      // Last, so that the figures it judges are the freshest there can be.
      const check = await checkBeforeSend(this.#context, row);
      if (check.obstacle !== null) return { obstacle: check.obstacle, check };
      if (this.#isClosed) return { obstacle: 'The app was closing. Nothing was sent.' };
      return { order: check.gathered.order, target, effects, wish: check.wish };
    } catch (error) {
      if (!(error instanceof AppError))
        logger.error({ err: error, proposal: row.id }, 'the checks before sending failed');
      const reason = error instanceof AppError ? error.message : 'an error in the app';
      return { obstacle: `It could not be checked before sending (${reason}). Nothing was sent.` };
    }
  }

  /** @returns why nothing was written: a stop, a locked symbol, or a proposal that is no longer approved */
  async #recordIntent(
    row: ProposalRow,
    { order, target, wish }: ReadyToSend,
    sentence: string,
  ): Promise<string | null> {
    const { database, proposals, orders, stops, clock } = this.#context;
    const intent = {
      ...newOrderRow(row.id, row.account_id, clock.nowMs()),
      symbol: order.symbol,
      order_json: row.order_json,
      ...('orderNumber' in target
        ? ({ kind: 'place', order_number: target.orderNumber } as const)
        : ({ kind: 'modify', broker_order_id: target.brokerOrderId } as const)),
    };
    try {
      return await database.transaction().execute(async (trx) => {
        // With the intent, so that no order slips between the last check and a stop.
        const stopped = await stops.holdingBack(row.account_id, row.client_name, trx);
        // What closes a position for the user passes; control 32 has judged just now that it does nothing else.
        if (stopped.length > 0 && row.flatten_id === null)
          return 'Trading was stopped before it was sent. Nothing was sent.';
        if ((await proposals.get(row.id, trx)).row.state !== 'approved') return NOT_APPROVED;
        const unpaid = await this.#payByGrant(trx, row, wish);
        if (unpaid !== null) return unpaid;
        const summary = `Handed over to be sent: ${sentence}`;
        const changed = await proposals.change(trx, row.id, 'submit', { actor: 'app', summary });
        // Not possible after the look above; thrown, so that nothing of it stays.
        if (changed === null) throw new Error(NOT_APPROVED);
        await orders.insert(trx, intent, row.client_name, summary);
        return null;
      });
    } catch (error) {
      if (isTaken(error))
        return `Another order on ${instrumentWords(order)} is on its way, or its outcome is not known yet.`;
      throw error;
    }
  }

  /** With the intent: an order that a grant stands for costs the grant something, or is not sent. */
  async #payByGrant(trx: Trx, row: ProposalRow, wish: GrantWish): Promise<string | null> {
    if (row.grant_id === null) return null;
    const moment = await grantMoment(this.#context, row.client_name, trx);
    const use = { grantId: row.grant_id, proposalId: row.id, wish };
    return this.#context.grants.use(trx, use, moment);
  }

  async #recordIntentAtOnce(intent: IntentAtOnce, insert: (trx: Trx) => Promise<void>): Promise<void> {
    const { database, orders, clock } = this.#context;
    const row = {
      ...newOrderRow(intent.proposalId, intent.accountId, clock.nowMs()),
      kind: intent.kind,
      symbol: intent.symbol,
      order_json: intent.order === null ? null : canonicalJson(intent.order),
      broker_order_id: intent.brokerOrderId,
    };
    await database.transaction().execute(async (trx) => {
      await insert(trx);
      await orders.insert(trx, row, intent.clientName, sentenceAtOnce(intent));
    });
  }
}

/** A new order goes under a number that was reserved for it; a change goes to the order that is open. */
type SendTarget = { readonly orderNumber: string } | { readonly brokerOrderId: string };

interface ReadyToSend {
  readonly wish: GrantWish;
  readonly order: OrderDraft;
  readonly target: SendTarget;
  readonly effects: AccountEffects;
}

function sentenceAtOnce({ brokerOrderId, order }: IntentAtOnce): string {
  return order === null ? `Cancel of order ${brokerOrderId}` : modifySentence(order);
}
