import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountId } from '../../../shared/domain/account.ts';
import { compare, type Decimal, isNegative, isZero, minimum, ZERO } from '../../../shared/domain/decimal.ts';
import type { FlattenLine, FlattenRunLine } from '../../../shared/domain/flatten.ts';
import { instrumentName } from '../../../shared/domain/option-identifier.ts';
import type { Position } from '../../../shared/domain/portfolio.ts';
import type { ProposalStatus } from '../../../shared/domain/proposal.ts';
import type { TradingContext } from '../trading-context.ts';
import { type CoverReading, freeToSell, shortsBehind } from './cover.ts';
import type { FlattenWaits } from './flatten-waits.ts';
import { readOpenOrders, readPositions } from './read-account.ts';

/** What still may become a purchase, or is one that the broker's list of positions does not show yet. */
const MAY_COME: readonly ProposalStatus[] = [
  'submitting',
  'unknown',
  'submitted',
  'working',
  'partially_filled',
  'filled',
];

export interface Sellable {
  readonly quantity: Decimal;
  /** What stays and why; null: nothing has to stay. */
  readonly keptText: string | null;
}

/**
 * Keeps what stands behind written options in the account until they are bought back. One for each run: all of its
 * sales count as filled, and all of its lines wait to the same moment.
 */
export class CoverWatch {
  readonly #context: TradingContext;
  readonly #accountId: AccountId;
  readonly #waits: FlattenWaits;
  readonly #leftOf = new Map<string, Decimal>();
  #endMs: number | null = null;

  constructor(context: TradingContext, accountId: AccountId, waits: FlattenWaits) {
    this.#context = context;
    this.#accountId = accountId;
    this.#waits = waits;
  }

  /** From here on it counts as gone, whatever the broker still shows. */
  noteSale(symbol: string, left: Decimal): void {
    this.#leftOf.set(symbol, left);
  }

  /** Until nothing of the line has to stay, its buy-backs have come to nothing, or the time is over. */
  async untilBoughtBack(
    line: FlattenLine,
    buyBacks: readonly FlattenRunLine[],
    isClosed: () => boolean,
  ): Promise<void> {
    this.#endMs ??= performance.now() + this.#waits.boughtBackWithinMs;
    for (;;) {
      const reading = await this.read().catch(() => null);
      if (reading !== null && isWholeFree(line, reading)) return;
      if (isClosed() || performance.now() >= this.#endMs || !(await this.#mayCome(buyBacks))) return;
      await sleep(this.#waits.lookAtCoverEveryMs);
    }
  }

  /** Orders first: what fills between the two counts twice and keeps more, never less. */
  async read(): Promise<CoverReading> {
    const reads = this.#context.accounts.reads(this.#accountId);
    const openOrders = await readOpenOrders(reads);
    return { openOrders, positions: await readPositions(reads), leftOf: this.#leftOf };
  }

  /** Of a quantity that was to be sold. */
  async sellable(
    held: Position,
    wanted: Decimal,
    reading: CoverReading,
    buyBacks: readonly FlattenRunLine[],
  ): Promise<Sellable> {
    const free = freeToSell(held, reading);
    if (free === null) {
      const keptText = 'It stays: what the written options on it stand for is not known.';
      return { quantity: ZERO, keptText };
    }
    if (compare(free, wanted) >= 0) return { quantity: wanted, keptText: null };
    const shorts = shortsBehind(held, reading.positions).map(instrumentName).join(', ');
    const why = await this.#why(buyBacks);
    const subject = isZero(free) ? 'It stays' : `Only ${free} of ${wanted} can be sold`;
    const keptText = `${subject}, because it stands behind ${shorts || 'a written option'}, which would be naked without it${why}. Look at the positions again when that is bought back.`;
    return { quantity: minimum(free, wanted), keptText };
  }

  async #mayCome(buyBacks: readonly FlattenRunLine[]): Promise<boolean> {
    const statuses = await Promise.all(buyBacks.map((line) => this.#statusOf(line)));
    return statuses.some((status) => status !== null && MAY_COME.includes(status));
  }

  async #why(buyBacks: readonly FlattenRunLine[]): Promise<string> {
    const words = await Promise.all(
      buyBacks.map(async (line) => {
        const status = await this.#statusOf(line);
        if (status === 'filled') return [];
        const became = status === null ? 'was not sent' : `is ${status.replace(/_/g, ' ')}`;
        return [`the order that buys back ${instrumentName(line.symbol)} ${became}`];
      }),
    );
    const told = words.flat().join(', ');
    return told === '' ? '' : `: ${told}`;
  }

  async #statusOf({ outcome, proposalId }: FlattenRunLine): Promise<ProposalStatus | null> {
    if (outcome === 'not_sent' || proposalId === null) return null;
    return (await this.#context.proposals.proposal(proposalId)).status;
  }
}

function isWholeFree({ symbol, quantity }: FlattenLine, reading: CoverReading): boolean {
  const held = reading.positions.find((position) => position.symbol === symbol);
  if (held === undefined || isNegative(held.quantity)) return true;
  const free = freeToSell(held, reading);
  return free !== null && compare(free, minimum(quantity, held.quantity)) >= 0;
}
