import { AppError } from '../../../shared/app-error.ts';
import { compare, decimalSchema, multiply, sum, ZERO } from '../../../shared/domain/decimal.ts';
import { ONE_SHARE } from '../../../shared/domain/instrument.ts';
import { contractsInOne } from '../../risk/combination-loss.ts';
import { backoffMs } from '../check-schedule.ts';
import type { TradingContext } from '../trading-context.ts';
import type { AlertStore } from './alert-store.ts';
import { readFills, readOrder } from './broker-fills.ts';
import type { DueFills, FillJudge } from './fill-judge.ts';
import { LegFills } from './leg-fills.ts';
import { OrderFills } from './order-fills.ts';

/** What does not fit is checked in the next turn. */
const ORDERS_PER_TURN_MAX = 5;
/** The list of fills may lag behind the order. After this many looks the order's own figures are enough. */
const LOOKS_MAX = 5;

/**
 * Control 36: every order of ours that filled, and every leg of one, is compared with its approval, fill by fill as the
 * broker lists them.
 */
export class FillDesk {
  readonly #context: TradingContext;
  readonly #judges: readonly FillJudge[];
  readonly #putOff = new Map<string, { readonly looks: number; readonly untilMs: number }>();

  constructor(context: TradingContext, alerts: AlertStore) {
    this.#context = context;
    this.#judges = [new OrderFills(context, alerts), new LegFills(context, alerts)];
  }

  /** One look at what has filled since it was compared last. A broker that cannot be asked is asked again later. */
  async checkDue(): Promise<void> {
    const nowMs = this.#context.clock.nowMs();
    let left = ORDERS_PER_TURN_MAX;
    for (const judge of this.#judges) {
      const rows = await judge.unchecked();
      const due = rows.filter((row) => (this.#putOff.get(keyOf(row))?.untilMs ?? 0) <= nowMs);
      for (const row of due.slice(0, left)) await this.#checkOrPutOff(judge, row);
      left -= Math.min(left, due.length);
    }
  }

  async #checkOrPutOff(judge: FillJudge, row: DueFills): Promise<void> {
    const key = keyOf(row);
    const looks = (this.#putOff.get(key)?.looks ?? 0) + 1;
    let isDone = false;
    try {
      isDone = await this.#check(judge, row, looks);
    } catch (error) {
      // A broker that is away is no finding, and an account that was removed cannot be asked any more.
      if (!(error instanceof AppError))
        this.#context.logger.error({ err: error, proposal: row.proposalId }, 'fills were not checked');
    }
    if (isDone) this.#putOff.delete(key);
    else this.#putOff.set(key, { looks, untilMs: this.#context.clock.nowMs() + backoffMs(looks) });
  }

  /** @returns false: the broker does not list all of it yet */
  async #check(judge: FillJudge, row: DueFills, looks: number): Promise<boolean> {
    const order = await readOrder(this.#context, row);
    if (order === null) return false;
    const fills = await readFills(this.#context, row);
    const listed = sum(fills.map(({ quantity }) => quantity ?? ZERO));
    const filled = order.filledQuantity ?? decimalSchema.parse(row.filledQuantity);
    // Of a combination every contract of every leg is a fill of its own.
    const inOne = order.legs === null ? ONE_SHARE : contractsInOne(order);
    if (compare(listed, multiply(filled, inOne)) < 0 && looks < LOOKS_MAX) return false;
    if (!(await judge.judge(row, order, fills))) return false;
    // What is on record of fills and costs is shown, too.
    this.#context.publish('orders.changed', { accountId: row.accountId });
    return true;
  }
}

function keyOf({ accountId, brokerOrderId }: DueFills): string {
  return `${accountId} ${brokerOrderId}`;
}
