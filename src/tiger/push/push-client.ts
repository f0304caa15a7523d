import type { Clock } from '../clock.ts';
import type { PushAddress } from './push-address.ts';
import { type ConnectionEnd, PushConnection, type PushIdentity } from './push-connection.ts';
import type { PushListener } from './push-listener.ts';
import type { OpenPushSocket } from './push-socket.ts';
import {
  CLOSED,
  CONNECTED,
  CONNECTING,
  kickedOut,
  type PushState,
  reconnecting,
  refused,
} from './push-state.ts';
import type { PushSubscription } from './push-subscription.ts';
import { reconnectWaitMs } from './reconnect-wait.ts';
import { SubscriptionBook } from './subscription-book.ts';

export interface PushClientDeps {
  readonly address: PushAddress;
  readonly identity: PushIdentity;
  readonly openSocket: OpenPushSocket;
  readonly clock: Clock;
  readonly listener: PushListener;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** A connection that lived this long was good: the next attempt follows soon, not after the wait of the last failures. */
const STABLE_AFTER_MS = 30_000;

/** Tiger's push service: keeps one connection, comes back by itself, and remembers what it is to be told of. */
export class PushClient {
  readonly #deps: PushClientDeps;
  readonly #book = new SubscriptionBook();
  readonly #life = new AbortController();
  #connection: PushConnection | null = null;
  #running: Promise<void> | null = null;
  #state: PushState = CLOSED;

  constructor(deps: PushClientDeps) {
    this.#deps = deps;
  }

  get state(): PushState {
    return this.#state;
  }

  start(): void {
    if (this.#life.signal.aborted) return;
    this.#running ??= this.#run(this.#life.signal);
  }

  /** Holds over reconnects, until it is taken back or refused. @throws RangeError if there are too many */
  subscribe(subscription: PushSubscription): void {
    this.#book.add(subscription);
    if (this.#connection?.isReady) this.#connection.subscribe(subscription);
  }

  unsubscribe(subscription: PushSubscription): void {
    this.#book.remove(subscription);
    const connection = this.#connection;
    if (!connection?.isReady) return;
    connection.unsubscribe(subscription);
    if (!('account' in subscription)) return;
    // Tiger stops all four topics of an account with any one of them (wire contract 8.3).
    for (const other of this.#book.list()) {
      if ('account' in other && other.account === subscription.account) connection.subscribe(other);
    }
  }

  /** The answer comes to the listener. Nothing is asked while there is no connection. */
  askUsage(): void {
    if (this.#connection?.isReady) this.#connection.askUsage();
  }

  async close(): Promise<void> {
    this.#life.abort();
    this.#connection?.close();
    await this.#running;
    this.#change(CLOSED);
  }

  async #run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    this.#change(CONNECTING);
    while (!signal.aborted) {
      const startedAtMs = this.#deps.clock.monotonicMs();
      const end = await this.#live();
      if (signal.aborted || !this.#isWorthAnother(end)) return;
      const wasStable = this.#deps.clock.monotonicMs() - startedAtMs >= STABLE_AFTER_MS;
      failures = wasStable ? 1 : failures + 1;
      this.#change(reconnecting(end.text));
      await this.#deps.clock
        .sleep(reconnectWaitMs(failures, this.#deps.random()), signal)
        // Cut short by close.
        .catch(() => undefined);
    }
  }

  async #live(): Promise<ConnectionEnd> {
    const connection = new PushConnection({
      address: this.#deps.address,
      identity: this.#deps.identity,
      openSocket: this.#deps.openSocket,
      clock: this.#deps.clock,
      listener: this.#deps.listener,
      onReady: () => this.#ready(connection),
      onDropped: (subscription) => this.#book.remove(subscription),
    });
    this.#connection = connection;
    const end = await connection.ended;
    this.#connection = null;
    return end;
  }

  #ready(connection: PushConnection): void {
    for (const subscription of this.#book.list()) connection.subscribe(subscription);
    this.#change(CONNECTED);
    this.#deps.listener.onGap();
  }

  #isWorthAnother(end: ConnectionEnd): boolean {
    if (end.kind === 'lost') return true;
    this.#change(end.kind === 'kicked_out' ? kickedOut(end.text) : refused(end.text));
    return false;
  }

  #change(state: PushState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#deps.listener.onState(state);
  }
}
