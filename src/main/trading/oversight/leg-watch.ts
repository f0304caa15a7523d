import { AppError } from '../../../shared/app-error.ts';
import type { AccountId } from '../../../shared/domain/account.ts';
import type { BrokerOrder } from '../../../shared/domain/order.ts';
import type { AccountNews } from '../../accounts/quote-feed.ts';
import { backoffMs } from '../check-schedule.ts';
import type { LegRow, LegStore } from '../leg-store.ts';
import { legsNotOver } from '../open-legs.ts';
import type { TradingContext } from '../trading-context.ts';

/** What the list of an account's newest orders shows is not read again; this is for legs that have left it. */
const LOOK_EVERY_MS = 2 * 60_000;
const LEGS_PER_TURN_MAX = 5;
/** A leg that the broker has named and does not list after half an hour of looks is asked for once an hour. */
const LOOKS_OFTEN_MAX = 30;
const LOOK_SELDOM_MS = 60 * 60_000;
const READ_TIMEOUT_MS = 15_000;

/** Reads the open legs of brackets one by one where no list has shown them lately, so that none fills unseen. */
export class LegWatch {
  readonly #context: TradingContext;
  readonly #legs: LegStore;
  /** When the broker last told of something on the account. */
  readonly #newsAtMs = new Map<AccountId, number>();
  readonly #putOff = new Map<string, { readonly looks: number; readonly untilMs: number }>();

  constructor(context: TradingContext, legs: LegStore) {
    this.#context = context;
    this.#legs = legs;
  }

  take(news: AccountNews): void {
    if (news.name === 'order' || news.name === 'fill' || news.name === 'gap')
      this.#newsAtMs.set(news.accountId, this.#context.clock.nowMs());
  }

  async lookAtDue(): Promise<void> {
    const ready = new Set(
      this.#context.accounts
        .list()
        .filter(({ state }) => state === 'ready')
        .map(({ id }) => id),
    );
    const rows = await legsNotOver(this.#context.database);
    const due = rows.filter((row) => ready.has(row.account_id) && this.#isDue(row));
    for (const row of due.slice(0, LEGS_PER_TURN_MAX)) await this.#lookOrPutOff(row);
  }

  #isDue(row: LegRow): boolean {
    const nowMs = this.#context.clock.nowMs();
    if (nowMs < (this.#putOff.get(keyOf(row))?.untilMs ?? 0)) return false;
    const wantedAtMs = Math.max(nowMs - LOOK_EVERY_MS, this.#newsAtMs.get(row.account_id) ?? 0);
    return row.read_at_ms === null || row.read_at_ms < wantedAtMs;
  }

  /** A broker that is away, or has no such leg yet, is asked later and later. */
  async #lookOrPutOff(row: LegRow): Promise<void> {
    let order: BrokerOrder | null = null;
    try {
      order = await this.#look(row);
    } catch (error) {
      if (!(error instanceof AppError))
        this.#context.logger.error({ err: error, order: row.broker_order_id }, 'a leg was not looked at');
    }
    const key = keyOf(row);
    if (order !== null) this.#putOff.delete(key);
    else {
      const looks = (this.#putOff.get(key)?.looks ?? 0) + 1;
      const waitMs = looks > LOOKS_OFTEN_MAX ? LOOK_SELDOM_MS : backoffMs(looks);
      this.#putOff.set(key, { looks, untilMs: this.#context.clock.nowMs() + waitMs });
    }
  }

  async #look({ account_id, broker_order_id }: LegRow): Promise<BrokerOrder | null> {
    const { accounts, clock, database } = this.#context;
    const readAtMs = clock.nowMs();
    const { order } = await accounts
      .reads(account_id)
      .read('orders.get', { brokerOrderId: broker_order_id }, { timeoutMs: READ_TIMEOUT_MS });
    if (order === null) return null;
    await database.transaction().execute((trx) => this.#legs.note(trx, account_id, [order], readAtMs));
    return order;
  }
}

function keyOf({ account_id, broker_order_id }: LegRow): string {
  return `${account_id} ${broker_order_id}`;
}
