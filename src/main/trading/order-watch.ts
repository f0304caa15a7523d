import { AppError } from '../../shared/app-error.ts';
import type { AccountId } from '../../shared/domain/account.ts';
import { type BrokerOrder, isOpen } from '../../shared/domain/order.ts';
import type { ProposalId } from '../../shared/domain/proposal.ts';
import { announce } from './announce.ts';
import { backoffMs, nextLookMs } from './check-schedule.ts';
import type { OrderRow } from './proposal-record.ts';
import { reconcileCancel } from './reconcile-cancel.ts';
import { reconcileModify } from './reconcile-modify.ts';
import { reconcileMoney, trackMoney } from './reconcile-money.ts';
import { reconcilePlacement } from './reconcile-placement.ts';
import { reportOnCancel } from './report-on-cancel.ts';
import { reportOnModify } from './report-on-modify.ts';
import type { TradingContext } from './trading-context.ts';

/** One look per order and turn; what does not fit is looked at in the next turn, the longest waiting first. */
const ORDERS_PER_TURN_MAX = 20;
const READ_TIMEOUT_MS = 15_000;
/** Pushed orders that are looked at at once; the turns find the others. */
const PUSHED_ORDERS_MAX = 50;

const RECONCILE = {
  place: reconcilePlacement,
  modify: reconcileModify,
  cancel: reconcileCancel,
  transfer: reconcileMoney,
  forex: reconcileMoney,
} as const;

/** Asks the broker about the orders of ours that are not over, until each has ended or is known never to have begun. */
export class OrderWatch {
  readonly #context: TradingContext;
  readonly #isSending: (proposalId: ProposalId) => boolean;
  /** Orders being read; true: somebody wanted a look meanwhile, and that reading may be older than the reason. */
  readonly #looking = new Map<ProposalId, boolean>();
  /** Orders being read because the broker pushed them; true: pushed once more meanwhile. */
  readonly #pushed = new Map<string, boolean>();

  constructor(context: TradingContext, isSending: (proposalId: ProposalId) => boolean) {
    this.#context = context;
    this.#isSending = isSending;
  }

  /** Looks at what is due. A broker that does not answer puts the next look off; nothing is thrown for it. */
  async lookAtDue(): Promise<void> {
    const due = await this.#context.orders.due(ORDERS_PER_TURN_MAX);
    const byAccount = new Map<AccountId, OrderRow[]>();
    for (const row of due) byAccount.set(row.account_id, [...(byAccount.get(row.account_id) ?? []), row]);
    await Promise.all(
      [...byAccount.values()].map(async (rows) => {
        for (const row of rows) await this.#lookOrPutOff(row);
      }),
    );
  }

  /**
   * Before an account is ready: every order of ours that is not over is compared with the broker once.
   * @throws AppError if the broker cannot be reached, since then nothing is known
   */
  async lookAtAll(accountId: AccountId): Promise<void> {
    for (const row of await this.#context.orders.unfinished(accountId)) {
      try {
        await this.#look(row);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        if (isUnreachable(error)) throw error;
        await this.#putOff(row);
      }
    }
  }

  /**
   * The broker pushed something about an order. The push is a hint and may be late or doubled, so the order is read;
   * pushes that arrive meanwhile are one more read. Nothing is thrown: the turns look again.
   */
  async lookAtPushed(accountId: AccountId, brokerOrderId: string): Promise<void> {
    const key = `${accountId} ${brokerOrderId}`;
    const isUnderWay = this.#pushed.has(key);
    if (!isUnderWay && this.#pushed.size >= PUSHED_ORDERS_MAX) return;
    this.#pushed.set(key, isUnderWay);
    if (isUnderWay) return;
    try {
      do {
        this.#pushed.set(key, false);
        for (const row of await this.#rowsOf(accountId, brokerOrderId)) await this.#lookOrPutOff(row);
      } while (this.#pushed.get(key) === true);
    } catch (error) {
      this.#context.logger.error({ err: error }, 'a pushed order was not looked at');
    } finally {
      this.#pushed.delete(key);
    }
  }

  /** A push can overtake the answer to the order that it tells of; until that is recorded, the order has no id. */
  async #rowsOf(accountId: AccountId, brokerOrderId: string): Promise<OrderRow[]> {
    for (;;) {
      const rows = await this.#context.orders.unfinished(accountId);
      const own = rows.filter((row) => row.broker_order_id === brokerOrderId);
      const sending = rows.find((row) => this.#isSending(row.proposal_id));
      if (sending === undefined || own.some((row) => !this.#isSending(row.proposal_id))) return own;
      const next = this.#context.signals.next(sending.proposal_id);
      if (next === null) return own;
      await next.changed;
    }
  }

  async #lookOrPutOff(row: OrderRow): Promise<void> {
    try {
      await this.#look(row);
    } catch (error) {
      if (!(error instanceof AppError)) {
        this.#context.logger.error({ err: error, proposal: row.proposal_id }, 'looking at an order failed');
      }
      await this.#putOff(row);
    }
  }

  async #putOff(row: OrderRow): Promise<void> {
    await this.#context.orders.reschedule(row.proposal_id, {
      checks_failed: row.checks_failed + 1,
      next_check_at_ms: this.#context.clock.nowMs() + backoffMs(row.checks_failed),
    });
  }

  async #look(row: OrderRow): Promise<void> {
    const id = row.proposal_id;
    if (this.#isSending(id)) return;
    if (this.#looking.has(id)) {
      this.#looking.set(id, true);
      return;
    }
    try {
      do {
        this.#looking.set(id, false);
        // The list is older than this turn: another path may have changed the order since.
        const now = await this.#context.orders.find(id);
        if (now === null || now.next_check_at_ms === null) return;
        const isChanged = await this.#lookOnce(now);
        if (isChanged) announce(this.#context, (await this.#context.proposals.get(id)).row, row.account_id);
      } while (this.#looking.get(id) === true);
    } finally {
      this.#looking.delete(id);
    }
  }

  async #lookOnce(row: OrderRow): Promise<boolean> {
    if (row.state !== 'submitting' && row.state !== 'unknown') return this.#track(row);
    if (row.sent_at_ms === null) return this.#neverStarted(row);
    if (row.state === 'submitting') await this.#lost(row);
    return RECONCILE[row.kind](this.#context, row);
  }

  /** The call is only made after `sent_at_ms` was committed, so this one was never made. */
  #neverStarted(row: OrderRow): Promise<boolean> {
    const { database, orders } = this.#context;
    const reason = { actor: 'app', summary: 'Not sent: the app stopped before sending' } as const;
    return database.transaction().execute(async (trx) => {
      const patch = { broker_message: 'The app stopped before sending. Nothing was sent.' };
      return (await orders.change(trx, row.proposal_id, 'not_sent', reason, patch)) !== null;
    });
  }

  async #lost(row: OrderRow): Promise<void> {
    const { database, orders } = this.#context;
    const reason = { actor: 'app', summary: 'Outcome not known: the app stopped while sending' } as const;
    await database.transaction().execute(async (trx) => {
      await orders.change(trx, row.proposal_id, 'outcome_lost', reason);
    });
  }

  async #track(row: OrderRow): Promise<boolean> {
    const { accounts, orders, clock } = this.#context;
    if (row.kind === 'transfer' || row.kind === 'forex') return trackMoney(this.#context, row);
    if (row.broker_order_id === null) return false;
    const reads = accounts.reads(row.account_id);
    const { order } = await reads.read(
      'orders.get',
      { brokerOrderId: row.broker_order_id },
      { timeoutMs: READ_TIMEOUT_MS },
    );
    // The broker accepted it under this id, so "no such order" is no state of it: ask again later.
    if (order === null) {
      await this.#putOff(row);
      return false;
    }
    const nextCheckAtMs = clock.nowMs() + nextLookMs(row, clock.nowMs());
    const isNews = await this.#report(row, order, nextCheckAtMs);
    if (!isNews)
      await orders.reschedule(row.proposal_id, { checks_failed: 0, next_check_at_ms: nextCheckAtMs });
    return isNews;
  }

  /** As long as its order is open, a cancel has nothing to report but that it was accepted. */
  async #report(row: OrderRow, order: BrokerOrder, nextCheckAtMs: number): Promise<boolean> {
    const { database, orders } = this.#context;
    if (row.kind === 'modify') return reportOnModify(this.#context, row, order, nextCheckAtMs);
    const isCancel = row.kind === 'cancel';
    if (isCancel && isOpen(order.status)) return false;
    const reported = isCancel ? reportOnCancel(order) : order;
    return database
      .transaction()
      .execute((trx) => orders.report(trx, row.proposal_id, reported, nextCheckAtMs));
  }
}

function isUnreachable(error: AppError): boolean {
  return ['broker_unreachable', 'unavailable', 'timeout', 'cancelled', 'busy', 'rate_limited'].includes(
    error.code,
  );
}
