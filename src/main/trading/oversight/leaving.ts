import { AppError } from '../../../shared/app-error.ts';
import { type OpenOrderHere, openOrdersLeft } from '../../risk/controls/open-orders-left.ts';
import { BracketLegs, type OpenLeg, type UnaskedBracket } from '../bracket-legs.ts';
import type { CancelDesk } from '../cancel-desk.ts';
import type { TradingContext } from '../trading-context.ts';
import { type OpenOrderOfAccount, openLeg, openOrdersHere } from './open-orders-here.ts';

/** How long the end of the app waits for the broker to say that the orders are gone. */
const CANCELLED_WITHIN_MS = 8_000;
const LOOK_EVERY_MS = 250;
const READ_TIMEOUT_MS = 3_000;
const REASON = 'The app quits; the user wants its open orders cancelled.';

export type LeaveChoice = 'leave' | 'cancel' | 'stay' | 'not_answered';

export interface LeaveQuestion {
  readonly text: string;
  readonly open: readonly OpenOrderHere[];
  /** Brackets of which the broker could not be asked whether their legs are open. */
  readonly unasked: readonly UnaskedBracket[];
}

/** What is left after the cancels. */
export type LeftOpen = Pick<LeaveQuestion, 'open' | 'unasked'>;

interface Found {
  readonly open: readonly OpenOrderOfAccount[];
  readonly unasked: readonly UnaskedBracket[];
}

/** Control 33 at the end of the app. */
export class Leaving {
  readonly #context: TradingContext;
  readonly #cancelDesk: CancelDesk;

  constructor(context: TradingContext, cancelDesk: CancelDesk) {
    this.#context = context;
    this.#cancelDesk = cancelDesk;
  }

  /** null: nothing is open and nothing waits, so there is nothing to ask. */
  async question(): Promise<LeaveQuestion | null> {
    const { open, unasked } = await this.#look();
    const waiting = await this.#context.proposals.waitingCount(null);
    const judged = openOrdersLeft({ cause: 'quit', open, unasked: unasked.length, waiting });
    return judged.level === 'pass' ? null : { text: judged.text, open, unasked };
  }

  async record(choice: LeaveChoice, { text }: LeaveQuestion): Promise<void> {
    const words = {
      leave: 'Quit, and left open',
      cancel: 'Quit, with cancels',
      stay: 'Not quit',
      not_answered: 'Quit without an answer, and left open',
    }[choice];
    await this.#context.audit.append({
      kind: 'app.quit_decided',
      actor: choice === 'not_answered' ? 'app' : 'user',
      clientName: null,
      accountId: null,
      proposalId: null,
      brokerOrderId: null,
      summary: `${words}: ${text}`,
      detail: { choice },
    });
  }

  /**
   * Cancels what is open; legs that wake when their order has gone with a part of it filled, too.
   * @returns what the broker has not said to be over within the time, and what it could not be asked about
   */
  async cancelAll(): Promise<LeftOpen> {
    const endMs = performance.now() + CANCELLED_WITHIN_MS;
    const asked = new Map<string, OpenOrderOfAccount>();
    for (;;) {
      const found = await this.#look();
      const more = found.open.filter((order) => !asked.has(keyOf(order)));
      for (const order of more) asked.set(keyOf(order), order);
      await Promise.all(more.map((order) => this.#cancel(order)));
      const open = await this.#stillOpen([...asked.values()]);
      const isOver = open.length === 0 && more.length === 0;
      if (isOver || performance.now() >= endMs) return { open, unasked: found.unasked };
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  /** Orders as they are on record, and legs as the broker lists them: it made them when their order filled. */
  async #look(): Promise<Found> {
    // Asked seldom, by a user who waits: each time the broker is asked anew.
    const broker = new BracketLegs(this.#context, 0);
    const [orders, { legs, unasked }] = await Promise.all([
      openOrdersHere(this.#context.database),
      broker.look(),
    ]);
    return { open: [...orders, ...legs.map(openLegOf)], unasked };
  }

  async #cancel({ accountId, brokerOrderId }: OpenOrderOfAccount): Promise<void> {
    if (brokerOrderId === null) return;
    try {
      await this.#cancelDesk.cancel({ accountId, brokerOrderId, rationale: REASON }, 'user');
    } catch (error) {
      // It is over already, or it cannot be reached: what is left is told.
      if (!(error instanceof AppError))
        this.#context.logger.error({ err: error }, 'a cancel at the end failed');
    }
  }

  async #stillOpen(orders: readonly OpenOrderOfAccount[]): Promise<OpenOrderOfAccount[]> {
    const states = await Promise.all(
      orders.map(async (order) => ({ order, isOver: await this.#isOver(order) })),
    );
    return states.filter(({ isOver }) => !isOver).map(({ order }) => order);
  }

  async #isOver({ accountId, brokerOrderId }: OpenOrderOfAccount): Promise<boolean> {
    if (brokerOrderId === null) return false;
    try {
      const { order } = await this.#context.accounts
        .reads(accountId)
        .read('orders.get', { brokerOrderId }, { timeoutMs: READ_TIMEOUT_MS });
      return order !== null && ['filled', 'cancelled', 'rejected', 'expired'].includes(order.status);
    } catch {
      return false;
    }
  }
}

function openLegOf({ account_id, account_alias, order }: OpenLeg): OpenOrderOfAccount {
  return openLeg({ accountId: account_id, accountAlias: account_alias }, order);
}

function keyOf({ accountId, brokerOrderId, symbol, side }: OpenOrderOfAccount): string {
  return `${accountId} ${brokerOrderId ?? `${side} ${symbol}`}`;
}
