import { AppError } from '../../../shared/app-error.ts';
import type { AccountId } from '../../../shared/domain/account.ts';
import {
  type FlattenConfirm,
  type FlattenLine,
  type FlattenPlan,
  type FlattenRun,
  type FlattenRunLine,
  type FlattenStyle,
  verdictOf,
} from '../../../shared/domain/flatten.ts';
import { mayMove } from '../../risk/open-legs.ts';
import type { ApprovalDesk } from '../approval-desk.ts';
import type { CancelDesk } from '../cancel-desk.ts';
import { isTaken } from '../new-order.ts';
import { openOrdersHere } from '../oversight/open-orders-here.ts';
import type { ProposalDesk } from '../proposal-desk.ts';
import type { StopDesk } from '../stop-desk.ts';
import type { TradingContext } from '../trading-context.ts';
import { closeLine, type LineCover, type LineOutcome } from './close-line.ts';
import { CoverWatch } from './cover-watch.ts';
import { makePlan } from './flatten-plan.ts';
import { FlattenStore } from './flatten-store.ts';
import type { FlattenWaits } from './flatten-waits.ts';
import { readOpenOrders } from './read-account.ts';

export interface FlattenDeps {
  readonly proposalDesk: ProposalDesk;
  readonly approvalDesk: ApprovalDesk;
  readonly cancelDesk: CancelDesk;
  readonly stopDesk: StopDesk;
}

/** One for each account that somebody looks at; older ones are forgotten. */
const PLANS_MAX = 10;
const REASON = 'The user closes the position; what is open on it goes first.';

/**
 * Kill switch, level 3: closes the positions of one account that the user chose. The account is stopped first, its open
 * orders go, and then each position is closed once. Nothing of it is reached by an AI client, and nothing goes on by
 * itself after the app has ended.
 */
export class FlattenDesk {
  readonly #context: TradingContext;
  readonly #deps: FlattenDeps;
  readonly #store: FlattenStore;
  readonly #waits: FlattenWaits;
  readonly #plans = new Map<string, FlattenPlan>();
  readonly #work = new Set<Promise<void>>();
  #isClosed = false;

  constructor(context: TradingContext, deps: FlattenDeps, waits: FlattenWaits) {
    this.#context = context;
    this.#deps = deps;
    this.#waits = waits;
    this.#store = new FlattenStore(context);
  }

  /** @throws AppError not_found, or what the account answers */
  async plan(accountId: AccountId, style: FlattenStyle): Promise<FlattenPlan> {
    const plan = await makePlan(this.#context, this.#deps.proposalDesk, accountId, style);
    if (this.#plans.size >= PLANS_MAX) this.#plans.delete([...this.#plans.keys()][0] ?? '');
    this.#plans.set(plan.id, plan);
    return plan;
  }

  latest(accountId: AccountId): Promise<FlattenRun | null> {
    return this.#store.latest(accountId);
  }

  /**
   * Begins, and answers when the account is stopped and the run is on record; what becomes of each line follows. A plan
   * counts once. @throws AppError conflict (used, too old, or another run) or invalid_input (sentence, symbols)
   */
  async confirm({ planId, symbols, typedSentence }: FlattenConfirm): Promise<FlattenRun> {
    const plan = this.#plans.get(planId);
    if (plan === undefined || this.#context.clock.nowMs() > plan.expiresAtMs) throw tooOld();
    if (typedSentence !== plan.sentence) throw otherSentence(plan.sentence);
    const chosen = plan.lines
      .filter(({ symbol }) => symbols.includes(symbol))
      .map((line) => ({ ...line, ...verdictOf(line, symbols) }))
      .filter(({ obstacle }) => obstacle === null);
    if (chosen.length !== new Set(symbols).size) throw notClosable();
    this.#plans.delete(planId);
    const run: FlattenRun = {
      id: plan.id,
      accountId: plan.accountId,
      state: 'running',
      lines: chosen.map(({ symbol, side, quantity }) => ({
        ...{ symbol, side, quantity },
        outcome: 'waiting',
        proposalId: null,
        text: 'Its turn has not come yet.',
      })),
      startedAtMs: this.#context.clock.nowMs(),
      endedAtMs: null,
    };
    try {
      await this.#store.start(run, `Closing ${symbols.length} positions on ${plan.accountAlias}`);
    } catch (error) {
      if (isTaken(error)) throw underWay();
      throw error;
    }
    await this.#deps.stopDesk.tripForClosing(plan.accountId);
    this.#keep(this.#carryOut(run, chosen));
    return run;
  }

  /** Of an earlier run of the app: nothing of it goes on, and that is said. To be awaited at the start. */
  async recover(): Promise<void> {
    for (const run of await this.#store.running()) {
      const lines = run.lines.map((line) =>
        line.outcome === 'waiting'
          ? { ...line, outcome: 'not_sent' as const, text: 'The app ended before.' }
          : line,
      );
      const ended = { ...run, lines, state: 'interrupted', endedAtMs: this.#context.clock.nowMs() } as const;
      await this.#store.ended(ended, 'Closing positions was interrupted by the end of the app');
    }
  }

  /** Begins no further line, and waits for the one under way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#work);
  }

  async #carryOut(begun: FlattenRun, lines: readonly FlattenLine[]): Promise<void> {
    let run = begun;
    try {
      await this.#cancelOpen(run.accountId, new Set(lines.map(({ symbol }) => symbol)));
      const watch = new CoverWatch(this.#context, run.accountId, this.#waits);
      for (const [index, line] of lines.entries()) {
        if (this.#isClosed) return;
        const { symbol, side, quantity } = line;
        const cover = coverOf(line, run, watch);
        if (cover !== null) await watch.untilBoughtBack(line, cover.buyBacks, () => this.#isClosed);
        if (this.#isClosed) return;
        const done: FlattenRunLine = { symbol, side, quantity, ...(await this.#closeOne(run, line, cover)) };
        run = { ...run, lines: run.lines.map((each, at) => (at === index ? done : each)) };
        await this.#store.lineEnded(run, done);
        this.#context.publish('flatten.changed', { accountId: run.accountId });
      }
      run = { ...run, state: 'done', endedAtMs: this.#context.clock.nowMs() };
      const sent = run.lines.filter(({ outcome }) => outcome === 'sent').length;
      await this.#store.ended(run, `Closing positions: ${sent} of ${run.lines.length} orders sent`);
    } catch (error) {
      this.#context.logger.error({ err: error, run: run.id }, 'closing positions failed');
      await this.#fail(run);
    }
    this.#context.publish('flatten.changed', { accountId: run.accountId });
  }

  async #closeOne(run: FlattenRun, line: FlattenLine, cover: LineCover | null): Promise<LineOutcome> {
    if (!(await this.#isNothingOpen(run.accountId, line.symbol))) {
      return {
        outcome: 'not_sent',
        proposalId: null,
        text: 'An open order on it is not confirmed as cancelled. Nothing was sent.',
      };
    }
    return closeLine(
      { context: this.#context, approvalDesk: this.#deps.approvalDesk },
      run.id,
      run.accountId,
      line,
      cover,
    );
  }

  async #fail(run: FlattenRun): Promise<void> {
    const lines = run.lines.map((line) =>
      line.outcome === 'waiting'
        ? {
            ...line,
            outcome: 'not_sent' as const,
            text: 'An error in the app; look at the log and at Orders.',
          }
        : line,
    );
    const ended = { ...run, lines, state: 'interrupted', endedAtMs: this.#context.clock.nowMs() } as const;
    await this.#store
      .ended(ended, 'Closing positions was interrupted by an error')
      .catch((error: unknown) =>
        this.#context.logger.error({ err: error }, 'the run could not be written down'),
      );
  }

  /** Whoever made them: a sale that is open would sell the same shares again. */
  async #cancelOpen(accountId: AccountId, symbols: ReadonlySet<string>): Promise<void> {
    const open = await readOpenOrders(this.#context.accounts.reads(accountId));
    const own = open.filter((order) => mayMove(order, symbols));
    await Promise.all(
      own.map(async ({ brokerOrderId }) => {
        try {
          await this.#deps.cancelDesk.cancel({ accountId, brokerOrderId, rationale: REASON }, 'user');
        } catch (error) {
          // It is over already, or the broker refused: what is still open is seen before its line.
          if (!(error instanceof AppError)) throw error;
        }
      }),
    );
  }

  /** As the broker lists them, and as our own orders are on record: both count what is still open. */
  async #isNothingOpen(accountId: AccountId, symbol: string): Promise<boolean> {
    const endMs = performance.now() + this.#waits.cancelledWithinMs;
    const own = new Set([symbol]);
    for (;;) {
      const listed = await readOpenOrders(this.#context.accounts.reads(accountId)).catch(() => null);
      const here = await openOrdersHere(this.#context.database);
      const isOpen =
        listed === null ||
        listed.some((order) => mayMove(order, own)) ||
        here.some((order) => order.accountId === accountId && mayMove(order, own));
      if (!isOpen) return true;
      if (this.#isClosed || performance.now() >= endMs) return false;
      await new Promise((resolve) => setTimeout(resolve, this.#waits.lookAtOrdersEveryMs));
    }
  }

  #keep(work: Promise<void>): void {
    this.#work.add(work);
    void work.finally(() => this.#work.delete(work));
  }
}

/** null: nothing that it stands behind is bought back in this run, so the user has seen what it is to sell it alone. */
function coverOf({ goesAfter }: FlattenLine, { lines }: FlattenRun, watch: CoverWatch): LineCover | null {
  const buyBacks = lines.filter(({ symbol }) => goesAfter.includes(symbol));
  return buyBacks.length === 0 ? null : { watch, buyBacks };
}

function tooOld(): AppError {
  return new AppError('conflict', 'These figures are too old, or were used already.', {
    nextStep: 'Look at the positions again, and confirm what is shown then.',
  });
}

function otherSentence(sentence: string): AppError {
  return new AppError('invalid_input', 'The sentence is not the one that closes positions.', {
    nextStep: `Type exactly: ${sentence}`,
  });
}

function notClosable(): AppError {
  return new AppError('invalid_input', 'One of these positions cannot be closed here.', {
    nextStep: 'Choose among those that have no obstacle.',
  });
}

function underWay(): AppError {
  return new AppError('conflict', 'Positions of this account are being closed already.', {
    nextStep: 'Wait until that has ended.',
  });
}
