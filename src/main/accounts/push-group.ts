import { AppError } from '../../shared/app-error.ts';
import type { AccountId } from '../../shared/domain/account.ts';
import { PUSH_OFF, type PushStatus } from '../../shared/domain/push-status.ts';
import type { Input } from '../../shared/ipc/contract.ts';
import type { PushTopic } from '../../shared/ipc/worker-calls/push-calls.ts';
import type { WorkerPush } from '../../shared/ipc/worker-calls.ts';
import type {
  ConnectionEvent,
  ForwardedEvent,
  MarketEvent,
  WorkerEvent,
} from '../../shared/ipc/worker-events.ts';
import type { Logger } from '../platform/logger.ts';
import { electHost } from './push-election.ts';
import type { AccountNews, Wants } from './quote-feed.ts';
import { PLAN_NOT_SAID, type PlanLimits, planWatches, type WatchPlan } from './watch-plan.ts';

export interface PushGroupDeps {
  /** Of one account: what was pushed of it, or a gap. */
  readonly onAccount: (news: AccountNews) => void;
  /** Told of every account of the developer id. */
  readonly onMarket: (
    accountId: AccountId,
    event: MarketEvent | Extract<ConnectionEvent, { name: 'not_pushed' }>,
  ) => void;
  /** `isForPerson`: somebody has to do something about it. */
  readonly onStatus: (accountId: AccountId, status: PushStatus, isForPerson: boolean) => void;
  readonly logger: Logger;
}

/** The way to the process of an account, for push alone. */
export interface PushLine {
  push<K extends keyof WorkerPush & string>(
    name: K,
    input: Input<WorkerPush, K>,
    options: { readonly timeoutMs: number },
  ): Promise<unknown>;
  /** What another process of the same owner was pushed. */
  forward(event: ForwardedEvent): void;
}

interface Member {
  readonly accountId: AccountId;
  readonly line: PushLine;
  /** The broker's number of the account; it goes to the holding process and nowhere else. */
  readonly account: string;
  wants: Wants | null;
  isRefused: boolean;
}

/** A process that does not answer is found and ended by its supervision. */
const CALL_TIMEOUT_MS = 10_000;
/** Symbols that were asked for lately; more than any plan's share that is left over for them. */
const ASKED_MAX = 100;
/** Symbols that the service refuses to push, remembered until the next connection. */
const REFUSED_MAX = 1_000;

/** The accounts of one developer id, and which of their processes holds the push connection. */
export class PushGroup {
  readonly #deps: PushGroupDeps;
  readonly #members = new Map<AccountId, Member>();
  readonly #refused = new Set<string>();
  readonly #denied = new Set<string>();
  #asked: readonly string[] = [];
  #plan: PlanLimits = PLAN_NOT_SAID;
  #hostId: AccountId | null = null;
  #isKickedOut = false;
  #status: PushStatus = PUSH_OFF;
  /** What the service said when it refused a key last. */
  #refusal: PushStatus = { state: 'refused', text: null };
  #work: Promise<void> = Promise.resolve();

  constructor(deps: PushGroupDeps) {
    this.#deps = deps;
  }

  get status(): PushStatus {
    return this.#status;
  }

  join(accountId: AccountId, line: PushLine, account: string, wants: Wants | null): void {
    this.#members.set(accountId, { accountId, line, account, wants, isRefused: false });
    this.#deps.onStatus(accountId, this.#status, false);
    this.#settle(accountId);
  }

  leave(accountId: AccountId): void {
    this.#members.delete(accountId);
    if (this.#hostId === accountId) {
      this.#hostId = null;
      if (!this.#isKickedOut) this.#become({ state: 'connecting', text: null }, false);
    }
    this.#settle(null);
  }

  takeBack(): void {
    this.#isKickedOut = false;
    for (const member of this.#members.values()) member.isRefused = false;
    this.#settle(null);
  }

  want(accountId: AccountId, wants: Wants): void {
    const member = this.#members.get(accountId);
    if (member === undefined) return;
    member.wants = wants;
    this.#settle(null);
  }

  take(accountId: AccountId, event: WorkerEvent): void {
    if (event.name === 'asked') {
      this.#ask(event.symbols);
      return;
    }
    // What a process sent before it was told to let go is of a connection that is none of ours any more.
    if (accountId !== this.#hostId) return;
    if ('accountId' in event) {
      const member = this.#members.get(event.accountId);
      if (member === undefined) return;
      if (member.accountId !== accountId) member.line.forward(event);
      this.#deps.onAccount(event);
      return;
    }
    this.#forward(accountId, event);
    if (event.name === 'state') this.#stateChanged(event);
    else if (event.name === 'usage') this.#planned(event);
    else if (event.name === 'gap') this.#tellGap();
    else this.#tellMarket(event);
  }

  settled(): Promise<void> {
    return this.#work;
  }

  #forward(fromId: AccountId, event: ForwardedEvent): void {
    for (const { accountId, line } of this.#members.values()) if (accountId !== fromId) line.forward(event);
  }

  #tellGap(): void {
    for (const accountId of this.#members.keys()) this.#deps.onAccount({ name: 'gap', accountId });
  }

  #tellMarket(event: MarketEvent | Extract<ConnectionEvent, { name: 'not_pushed' }>): void {
    if (event.name === 'not_pushed') {
      for (const symbol of event.symbols) {
        if (this.#refused.size < REFUSED_MAX) this.#refused.add(keyOf(event.topic, symbol));
      }
    }
    for (const accountId of this.#members.keys()) this.#deps.onMarket(accountId, event);
  }

  #planned({ quoteLimit, depthLimit, tradesLimit }: PlanLimits): void {
    this.#plan = { quoteLimit, depthLimit, tradesLimit };
    this.#settle(null);
  }

  /** Reads come in swarms; only a symbol that is not at the end of the list already changes anything. */
  #ask(symbols: readonly string[]): void {
    const isNews = symbols.some((symbol) => !this.#asked.includes(symbol));
    const others = this.#asked.filter((symbol) => !symbols.includes(symbol));
    this.#asked = [...others, ...symbols].slice(-ASKED_MAX);
    if (isNews) this.#settle(null);
  }

  #stateChanged({ state, text, nextStep }: Extract<ConnectionEvent, { name: 'state' }>): void {
    if (state === 'connected') {
      this.#refused.clear();
      this.#denied.clear();
    }
    if (state === 'kicked_out') this.#isKickedOut = true;
    const host = this.#hostId === null ? undefined : this.#members.get(this.#hostId);
    if (state === 'refused' && host !== undefined) host.isRefused = true;
    const isForPerson = state === 'kicked_out' || state === 'refused';
    const status = { state, text: isForPerson ? `${text} ${nextStep}` : null };
    if (state === 'refused') this.#refusal = status;
    this.#become(status, isForPerson);
    if (isForPerson) this.#settle(null);
  }

  #become(status: PushStatus, isForPerson: boolean): void {
    this.#status = status;
    for (const accountId of this.#members.keys()) this.#deps.onStatus(accountId, status, isForPerson);
  }

  /** One after the other, and each from the state of its moment: a change meanwhile is one more turn. */
  #settle(joinedId: AccountId | null): void {
    this.#work = this.#work
      .then(() => this.#assign(joinedId))
      // A process that ended or hangs: its end is a change of its own.
      .catch((error: unknown) => {
        const { logger } = this.#deps;
        if (error instanceof AppError) logger.warn({ err: error }, 'the push connection was not assigned');
        else logger.error({ err: error }, 'the push connection was not assigned');
      });
  }

  async #assign(joinedId: AccountId | null): Promise<void> {
    const candidates = [...this.#members.values()];
    const elected = electHost({ candidates, hostId: this.#hostId, isKickedOut: this.#isKickedOut });
    const before = this.#hostId;
    if (before !== null && before !== elected) {
      this.#hostId = null;
      await this.#members
        .get(before)
        ?.line.push('push.host', { accounts: [] }, { timeoutMs: CALL_TIMEOUT_MS });
    }
    const host = elected === null ? undefined : this.#members.get(elected);
    if (host === undefined) {
      // Whoever is left has a key that was refused.
      if (candidates.length > 0 && !this.#isKickedOut) this.#become(this.#refusal, true);
      return;
    }
    this.#hostId = host.accountId;
    const accounts = [...this.#members.values()].map(({ accountId, account }) => ({ accountId, account }));
    await host.line.push('push.host', { accounts }, { timeoutMs: CALL_TIMEOUT_MS });
    const { granted, denied } = this.#watchPlan();
    await host.line.push('push.watch', copyOf(granted), { timeoutMs: CALL_TIMEOUT_MS });
    this.#tellDenied(denied);
    this.#welcome(joinedId, host.accountId);
  }

  /** Whoever joins a connection that stands was not told of what was pushed before. */
  #welcome(joinedId: AccountId | null, hostId: AccountId): void {
    const joined = joinedId === null ? undefined : this.#members.get(joinedId);
    if (joined === undefined || joinedId === hostId || this.#status.state !== 'connected') return;
    joined.line.forward({ name: 'state', state: 'connected', text: '', nextStep: '' });
    this.#deps.onAccount({ name: 'gap', accountId: joined.accountId });
  }

  #watchPlan(): WatchPlan {
    const wants = [...this.#members.values()].flatMap((member) =>
      member.wants === null ? [] : [member.wants],
    );
    const isRefused = (topic: PushTopic, symbol: string) => this.#refused.has(keyOf(topic, symbol));
    return planWatches(wants, this.#asked, this.#plan, isRefused);
  }

  /** Once, until it is granted. */
  #tellDenied(denied: Wants): void {
    const now = new Set<string>();
    for (const topic of Object.keys(denied) as PushTopic[]) {
      const symbols = denied[topic].filter((symbol) => !this.#denied.has(keyOf(topic, symbol)));
      for (const symbol of denied[topic]) now.add(keyOf(topic, symbol));
      if (symbols.length === 0) continue;
      const text = 'More symbols are watched than the push plan of this developer id leaves to this app.';
      for (const accountId of this.#members.keys()) {
        this.#deps.onMarket(accountId, { name: 'not_pushed', topic, symbols, text });
      }
    }
    this.#denied.clear();
    for (const key of now) this.#denied.add(key);
  }
}

function keyOf(topic: PushTopic, symbol: string): string {
  return `${topic} ${symbol}`;
}

function copyOf(wants: Wants): Input<WorkerPush, 'push.watch'> {
  return {
    quote: [...wants.quote],
    depth: [...wants.depth],
    trades: [...wants.trades],
    bar: [...wants.bar],
  };
}
