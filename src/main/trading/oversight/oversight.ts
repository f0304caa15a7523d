import type { TradeAlert } from '../../../shared/domain/trade-alert.ts';
import type { AccountNews } from '../../accounts/quote-feed.ts';
import type { CancelDesk } from '../cancel-desk.ts';
import { LegStore } from '../leg-store.ts';
import type { TradingContext } from '../trading-context.ts';
import { AlertStore } from './alert-store.ts';
import { FillDesk } from './fill-desk.ts';
import { Leaving } from './leaving.ts';
import { LegWatch } from './leg-watch.ts';
import { LinkWatch } from './link-watch.ts';
import { OutsideOrders } from './outside-orders.ts';

/** What happens after an order has left: its fills, its strangers, and what stays when the app or the link goes. */
export class Oversight {
  readonly leaving: Leaving;
  readonly #context: TradingContext;
  readonly #alerts: AlertStore;
  readonly #fills: FillDesk;
  readonly #outside: OutsideOrders;
  readonly #legs: LegWatch;
  readonly #link: LinkWatch;
  #turn: Promise<void> | null = null;
  #isClosed = false;

  constructor(context: TradingContext, cancelDesk: CancelDesk) {
    this.#context = context;
    this.#alerts = new AlertStore(context);
    this.#fills = new FillDesk(context, this.#alerts);
    const legs = new LegStore(context.orders);
    this.#outside = new OutsideOrders(context, this.#alerts, legs);
    this.#legs = new LegWatch(context, legs);
    this.#link = new LinkWatch(context, this.#alerts);
    this.leaving = new Leaving(context, cancelDesk);
  }

  alerts(): Promise<TradeAlert[]> {
    return this.#alerts.list();
  }

  /** @throws AppError conflict */
  acknowledge(alertId: string): Promise<void> {
    return this.#alerts.acknowledge(alertId);
  }

  take(news: AccountNews): void {
    this.#outside.take(news);
    this.#legs.take(news);
  }

  /** One turn, beside that of the orders, which must not wait for it. Never throws. */
  runDueWork(): Promise<void> {
    if (this.#isClosed) return this.#turn ?? Promise.resolve();
    this.#turn ??= this.#runTurn().finally(() => {
      this.#turn = null;
    });
    return this.#turn;
  }

  /** Begins nothing more, and waits for the look under way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#turn;
  }

  /** Each part on its own, so that one that fails hides no other. */
  async #runTurn(): Promise<void> {
    const parts = [
      () => this.#outside.lookAtDue(),
      // After the list, which spares most of its reads; and before the fills that both find.
      () => this.#legs.lookAtDue(),
      () => this.#fills.checkDue(),
      () => this.#link.look(),
    ];
    for (const part of parts) {
      try {
        await part();
      } catch (error) {
        this.#context.logger.error({ err: error }, 'a look after the trade failed');
      }
    }
  }
}
