import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../support/random.ts';
import { SYMBOLS } from './order-wishes.ts';
import { App, Assistant, Exchange } from './processes.ts';
import { brokerOrders, readSeason, type SeasonRecords } from './season-records.ts';
import { ShownMarket } from './shown-market.ts';
import { faultsOf, STRIKES, type Strike } from './strikes.ts';
import { Told } from './told.ts';
import { type Wish, Wishes } from './wishes.ts';

/** From the decision to the strike: before, while and after the order is on the wire. */
const STRIKE_DELAY_MS_MAX = 250;
/** Two plain absences 3 s apart, backed-off reads, and an exchange that was away. */
const SETTLE_TIMEOUT_MS = 120_000;
const SETTLE_POLL_MS = 500;
const READY_POLL_MS = 50;
/** An account takes 5 waiting proposals; one more round must always find room. */
const LEFT_WAITING_MAX = 3;
const WAITS: ReadonlySet<unknown> = new Set(['awaiting_approval', 'needs_review']);
const UNSETTLED: ReadonlySet<unknown> = new Set([
  'approved',
  'submitting',
  'unknown',
  'needs_review',
  'submitted',
]);

const LEAP_CHANCE = 0.5;
/** Beyond what trails keep, yet not so far that the app rightly warns of a fill far from the price on the card. */
const LEAPS_OF_TRAILS = [0.97, 1.03] as const;
/** Beyond the stops and the profits of brackets, too. */
const LEAPS = [...LEAPS_OF_TRAILS, 0.85, 1.25] as const;
const OPEN_AT_BROKER: ReadonlySet<string> = new Set(['Initial', 'PendingSubmit', 'Submitted']);

/** One data folder with its app, its broker and an assistant, over many rounds of trouble. */
export class Season {
  readonly #random: Random;
  readonly #dir = mkdtempSync(join(tmpdir(), 'tiger-chaos-'));
  readonly #exchange = new Exchange(join(this.#dir, 'exchange'));
  readonly #assistant = new Assistant(this.#homeDir);
  readonly #told = new Told();
  readonly #market = new ShownMarket((tool, args) => this.#assistant.call(tool, args));
  readonly #wishes: Wishes;
  #app: App | null = null;
  #round = 0;

  constructor(random: Random) {
    this.#random = random;
    this.#wishes = new Wishes(random, this.#told, this.#market);
  }

  get #homeDir(): string {
    return join(this.#dir, 'app');
  }

  async start(): Promise<void> {
    await this.#exchange.start();
    this.#app = new App(this.#homeDir, this.#exchange.place.propertiesPath);
    await this.#app.start();
    await this.#assistant.connect(this.#running.clientId);
    await this.#exchangeUndisturbed();
  }

  /** The broker's list of exchanges proves that one is absent only if it shows another one. */
  async #exchangeUndisturbed(): Promise<void> {
    const proposalId = await this.#propose(await this.#wishes.of('forex', 0));
    await this.#decide(proposalId, true);
  }

  /** @returns what befell it */
  async round(): Promise<Strike> {
    this.#round += 1;
    const strike = this.#random.pick(STRIKES);
    const proposalId = await this.#propose(await this.#wishes.next(this.#round));
    for (const rule of faultsOf(strike)) await this.#exchange.addFault(rule);
    const isApproved = this.#random.next() > 0.1;
    const decided = this.#decide(proposalId, isApproved);
    const moved = await this.#moveMarket(proposalId);
    await delay(this.#random.below(STRIKE_DELAY_MS_MAX));
    await this.#strike(strike);
    await decided;
    await this.#revive();
    await this.#ask(proposalId);
    if (moved !== null) await this.#exchange.setPrice(moved, null);
    await this.#clearDesk();
    return strike;
  }

  /**
   * Now and then the price of a share leaps, so that resting orders, trailing stops and legs of brackets fill around the
   * strike. Never that of the order that is being sent, which the app would rightly not send then. @returns the share
   */
  async #moveMarket(proposalId: string): Promise<string | null> {
    const sent = this.#told.symbolOf(proposalId);
    const symbols = this.#told.symbolsAtWork().filter((symbol) => symbol !== sent);
    if (symbols.length === 0 || this.#random.next() > LEAP_CHANCE) return null;
    const symbol = this.#random.pick(symbols);
    const leap = this.#random.pick(this.#told.isTrailing(symbol) ? LEAPS_OF_TRAILS : LEAPS);
    const { bid } = await this.#market.quote(symbol);
    await this.#exchange.setPrice(symbol, (bid * leap).toFixed(2));
    return symbol;
  }

  /** A person who comes back to a full desk declines what has waited longest. */
  async #clearDesk(): Promise<void> {
    const answer = await this.#assistant.call('tiger_list_proposals', { waiting_only: true });
    const waiting = (answer?.['proposals'] ?? []) as Record<string, unknown>[];
    for (const left of waiting.slice(LEFT_WAITING_MAX)) {
      const id = this.#told.hears(left);
      await this.#decide(id, false);
      await this.#ask(id);
    }
  }

  /** Waits until nothing is open, ends the app, and reads what each side has on record. */
  async finish(): Promise<SeasonRecords> {
    await this.#exchange.clearFaults();
    await this.#haltMarket();
    await this.#settle();
    const audit = await this.#running.ask({ type: 'verify_audit' });
    await this.#assistant.close();
    await this.#running.ask({ type: 'close' });
    await this.#running.kill();
    return readSeason({
      databasePath: join(this.#homeDir, 'tiger-mcp.sqlite'),
      propertiesPath: this.#exchange.place.propertiesPath,
      told: this.#told,
      isAuditIntact: audit?.['isIntact'] === true,
    });
  }

  /** Stops and resting orders may fill at any moment, and two sides can only be compared while nothing moves. */
  async #haltMarket(): Promise<void> {
    for (const symbol of SYMBOLS)
      await this.#exchange.setPrice(symbol, (await this.#market.quote(symbol)).last);
  }

  async close(): Promise<void> {
    await this.#assistant.close();
    await this.#app?.kill();
    await this.#exchange.kill();
    rmSync(this.#dir, { recursive: true, force: true });
  }

  get #running(): App {
    if (this.#app === null) throw new Error('the season has not started');
    return this.#app;
  }

  /** A change of an order that is filled by now is refused; then a new order takes its place. */
  async #propose({ tool, args }: Wish): Promise<string> {
    const answer = await this.#assistant.call(tool, args);
    if (answer !== null) return this.#told.hears(answer);
    if (tool === 'tiger_modify_order' || tool === 'tiger_cancel_order')
      return this.#propose(await this.#wishes.of('plain', this.#round));
    throw new Error(`round ${this.#round}: no answer to ${tool}: ${this.#assistant.lastProblem}`);
  }

  async #decide(proposalId: string, isApproved: boolean): Promise<void> {
    await this.#running.ask({ type: isApproved ? 'approve' : 'decline', proposalId });
  }

  async #strike(strike: Strike): Promise<void> {
    if (strike === 'kill_main') await this.#running.kill();
    if (strike === 'kill_account_process') this.#running.killAccountProcess();
    if (strike === 'kill_exchange') await this.#exchange.kill();
    if (strike === 'kill_bridge') this.#assistant.kill();
  }

  /** Until all is as before the strike: an account that was killed has recovered, too. */
  async #revive(): Promise<void> {
    await this.#exchange.startIfDead();
    if (!this.#running.isRunning) await this.#running.start();
    const deadlineMs = Date.now() + SETTLE_TIMEOUT_MS;
    while (!(await this.#isReady())) {
      if (Date.now() > deadlineMs) throw new Error(`round ${this.#round}: the account did not come back`);
      await delay(READY_POLL_MS);
    }
  }

  /** Main may not have noticed yet that a process is gone, so the account must also answer. */
  async #isReady(): Promise<boolean> {
    const answer = await this.#assistant.call('tiger_list_accounts', {});
    if (answer === null) {
      await this.#assistant.close();
      await this.#assistant.connect(this.#running.clientId);
      return false;
    }
    const [account] = answer['accounts'] as { state: string }[];
    if (account?.state !== 'ready') return false;
    return (await this.#assistant.call('tiger_get_account_info', { account_id: 'demo' })) !== null;
  }

  async #ask(proposalId: string): Promise<string | null> {
    const answer = await this.#assistant.call('tiger_get_proposal', {
      proposal_id: proposalId,
      wait_seconds: 0,
    });
    if (answer === null) return null;
    this.#told.hears(answer);
    return String(answer['status']);
  }

  /** What still waits after the trouble is declined; everything that was sent gets its final word. */
  async #settle(): Promise<void> {
    const deadlineMs = Date.now() + SETTLE_TIMEOUT_MS;
    for (;;) {
      const statuses = [];
      // One after the other: more at once than a client may ask are refused.
      for (const id of this.#told.proposalIds()) statuses.push({ id, status: await this.#ask(id) });
      for (const { id, status } of statuses)
        if (WAITS.has(status)) await this.#running.ask({ type: 'decline', proposalId: id });
      const open = statuses.filter(({ status }) => status === null || UNSETTLED.has(status));
      if (open.length === 0 && (await this.#isNewsTold())) return;
      if (Date.now() > deadlineMs) throw new Error(`not settled in time: ${JSON.stringify(open)}`);
      await delay(SETTLE_POLL_MS);
    }
  }

  /** Whether the app has heard of the end of every order that has ended. */
  async #isNewsTold(): Promise<boolean> {
    const broker = await brokerOrders(this.#exchange.place.propertiesPath);
    const open = broker.filter(({ status }) => OPEN_AT_BROKER.has(status)).map(({ id }) => id);
    return this.#told.resting().every((id) => open.includes(id));
  }
}
