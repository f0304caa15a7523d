import { AppError } from '../../shared/app-error.ts';
import type { AccountId } from '../../shared/domain/account.ts';
import {
  holdsBack,
  LIFT_STOP_SENTENCE,
  STOP_REASON_LENGTH_MAX,
  type StopLevel,
  type StopTarget,
  type TradingStop,
} from '../../shared/domain/trading-stop.ts';
import { BracketLegs } from './bracket-legs.ts';
import type { CancelDesk } from './cancel-desk.ts';
import type { Requester } from './trading.ts';
import type { TradingContext } from './trading-context.ts';

const CLOSING = 'The user closes positions.';
const BY_USER = 'Stopped by the user in the window.';
/** A cancel that did not leave this computer is sent again, but not for ever: each try is a proposal and audit rows. */
const CANCEL_TRIES_MAX = 3;
/** The broker lists a leg within moments of its order's fill; asking at every turn would only use up the rate. */
const LEGS_LOOK_EVERY_MS = 5_000;
const WORKING = ['submitted', 'working', 'partially_filled'] as const;

/** The kill switch (control 32). Stopping never waits for a broker: cancels follow the record of the stop. */
export class StopDesk {
  readonly #context: TradingContext;
  readonly #cancelDesk: CancelDesk;
  readonly #legs: BracketLegs;
  readonly #cancelling = new Set<string>();

  constructor(context: TradingContext, cancelDesk: CancelDesk) {
    this.#context = context;
    this.#cancelDesk = cancelDesk;
    this.#legs = new BracketLegs(context, LEGS_LOOK_EVERY_MS);
  }

  list(): Promise<TradingStop[]> {
    return this.#context.stops.list();
  }

  /** @throws AppError not_found, for an account that does not exist */
  async tripByUser(target: StopTarget, level: StopLevel): Promise<TradingStop> {
    const stop = await this.#trip({ target, level, trippedByClient: null, reason: BY_USER });
    void this.cancelWhatIsStopped();
    return stop;
  }

  /** Level 3 of one account, when the user has confirmed what is closed: new orders are held back and open ones go. */
  async tripForClosing(accountId: AccountId): Promise<void> {
    await this.#trip({
      target: { scope: 'account', accountId },
      level: 3,
      trippedByClient: null,
      reason: CLOSING,
    });
    void this.cancelWhatIsStopped();
  }

  /** Level 1 and never more. @throws AppError not_found, for an account that does not exist */
  tripByClient(target: StopTarget, reason: string, requester: Requester): Promise<TradingStop> {
    const words = reason.slice(0, STOP_REASON_LENGTH_MAX);
    return this.#trip({ target, level: 1, trippedByClient: requester.name, reason: words });
  }

  /** @throws AppError invalid_input (another sentence) or conflict (no such stop) */
  async lift(target: StopTarget, typedSentence: string): Promise<void> {
    if (typedSentence !== LIFT_STOP_SENTENCE) {
      throw new AppError('invalid_input', 'The sentence is not the one that lifts a stop.', {
        nextStep: `Type exactly: ${LIFT_STOP_SENTENCE}`,
      });
    }
    if (!(await this.#context.stops.lift(target))) {
      throw new AppError('conflict', 'This stop is not in force.', { nextStep: 'Nothing is left to lift.' });
    }
    this.#context.publish('stops.changed', {});
  }

  /**
   * Level 2: cancels every open order that was placed through this app and that a stop reaches, legs of brackets too. Called at each turn, so
   * that orders which were on the wire, and accounts which were away, are reached as soon as they can be. Never throws.
   */
  async cancelWhatIsStopped(): Promise<void> {
    try {
      const stops = (await this.list()).filter(({ level }) => level >= 2);
      if (stops.length === 0) return;
      const open = [...(await this.#openOrders()), ...(await this.#legs.open())];
      await Promise.all(
        open.map(async (order) => {
          const stop = stops.find(({ target }) => holdsBack(target, order.account_id, order.client_name));
          if (stop !== undefined) await this.#cancel(order, stop);
        }),
      );
    } catch (error) {
      this.#context.logger.error({ err: error }, 'the orders of a stop could not be cancelled');
    }
  }

  async #trip(input: Parameters<TradingContext['stops']['trip']>[0]): Promise<TradingStop> {
    if (input.target.scope === 'account') this.#context.accounts.get(input.target.accountId);
    const stop = await this.#context.stops.trip(input);
    this.#context.publish('stops.changed', {});
    return stop;
  }

  #openOrders(): Promise<OpenOrder[]> {
    return this.#context.database
      .selectFrom('orders')
      .innerJoin('proposals', 'proposals.id', 'orders.proposal_id')
      .select(['orders.account_id', 'orders.broker_order_id', 'proposals.client_name'])
      .where('orders.kind', '=', 'place')
      .where('orders.state', 'in', WORKING)
      .where('orders.broker_order_id', 'is not', null)
      .execute();
  }

  async #cancel(order: OpenOrder, stop: TradingStop): Promise<void> {
    const { account_id: accountId, broker_order_id: brokerOrderId } = order;
    if (brokerOrderId === null) return;
    const key = `${accountId} ${brokerOrderId}`;
    if (this.#cancelling.has(key)) return;
    this.#cancelling.add(key);
    try {
      if (!(await this.#isCancelWanted(order, stop))) return;
      const reason = `${stop.reason} Open orders are cancelled.`;
      await this.#cancelDesk.cancel({ accountId, brokerOrderId, rationale: reason }, 'user');
    } catch (error) {
      // An account that is away is tried again at the next turn; an order that is over needs no cancel.
      if (!(error instanceof AppError)) {
        this.#context.logger.error({ err: error, account: accountId }, 'a stopped order was not cancelled');
      }
    } finally {
      this.#cancelling.delete(key);
    }
  }

  /** One cancel for each order and stop, unless it did not leave this computer. */
  async #isCancelWanted(order: OpenOrder, stop: TradingStop): Promise<boolean> {
    const tries = await this.#context.database
      .selectFrom('orders')
      .select('state')
      .where('kind', '=', 'cancel')
      .where('account_id', '=', order.account_id)
      .where('broker_order_id', '=', order.broker_order_id)
      .where('created_at_ms', '>=', stop.trippedAtMs)
      .execute();
    return tries.length < CANCEL_TRIES_MAX && tries.every(({ state }) => state === 'not_sent');
  }
}

interface OpenOrder {
  readonly account_id: string;
  readonly broker_order_id: string | null;
  readonly client_name: string;
}
