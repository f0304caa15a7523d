import { compare, negate } from '../shared/domain/decimal.ts';
import type { MoneyMove } from '../shared/domain/money-move.ts';
import type { Clock } from '../tiger/clock.ts';
import { fundDetails, segmentFundHistory } from '../tiger/methods/fund-transfer-methods.ts';
import type { TigerReader } from '../tiger/tiger-client.ts';
import { TigerError } from '../tiger/tiger-error.ts';
import { SETTLE_TIME_MS } from './reconcile.ts';

export interface SentMove {
  readonly move: MoneyMove;
  readonly brokerOrderId: string | null;
  readonly sentAtMs: number;
  readonly otherIds: readonly string[];
}

interface MoveFinding {
  readonly finding: 'found' | 'not_found' | 'unclear';
  readonly brokerOrderId: string | null;
  readonly state: 'under_way' | 'settled' | 'failed' | 'cancelled' | null;
  readonly text: string;
}

/** A row of one of the broker's lists that can be a move of ours. */
interface Row {
  readonly id: string;
  readonly state: NonNullable<MoveFinding['state']>;
  readonly text: string;
  readonly atMs: number | null;
  readonly isAlike: boolean;
}

/** Tiger notes a move when it arrives, which by its clock may be a little before we sent it by ours. */
const TIME_TOLERANCE_MS = 5_000;
const LIST_LIMIT = 100;
const TIME_LIMIT = { timeoutMs: 5_000 };

/** By its id, or, where the answer was lost, by its content among those that are nobody else's. It never throws for what Tiger does. */
export async function findMoneyMove(
  deps: { readonly tiger: TigerReader; readonly clock: Clock },
  sent: SentMove,
): Promise<MoveFinding> {
  try {
    const { rows, isComplete, clockDifferenceMs } =
      sent.move.kind === 'transfer'
        ? await transfers(deps.tiger, sent.move)
        : await exchanges(deps.tiger, sent.move);
    const known = rows.find(({ id }) => id === sent.brokerOrderId);
    if (known !== undefined) return found(known);
    const fromMs = sent.sentAtMs + clockDifferenceMs - TIME_TOLERANCE_MS;
    const alike = rows.filter(
      ({ id, atMs, isAlike }) => isAlike && !sent.otherIds.includes(id) && (atMs === null || atMs >= fromMs),
    );
    const [first, second] = alike;
    if (first !== undefined && second === undefined) return found(first);
    if (first !== undefined)
      return unclear('Tiger has several moves like it, and nothing tells which is this one.');
    const reachesBack = isComplete || rows.some(({ atMs }) => atMs !== null && atMs < fromMs);
    if (!reachesBack) return unclear('Tiger has more rows than could be read.');
    if (deps.clock.nowMs() - sent.sentAtMs < SETTLE_TIME_MS)
      return unclear('Tiger does not list it yet; it may still be on its way.');
    return {
      finding: 'not_found',
      brokerOrderId: null,
      state: null,
      text: 'Tiger lists no such move: no money moved.',
    };
  } catch (error) {
    if (!(error instanceof TigerError)) throw error;
    return unclear(`Tiger could not be asked (${error.message}).`);
  }
}

const STATES: Readonly<Record<string, Row['state']>> = {
  NEW: 'under_way',
  PROC: 'under_way',
  SUCC: 'settled',
  FAIL: 'failed',
  CANC: 'cancelled',
};

async function transfers(tiger: TigerReader, move: Extract<MoneyMove, { kind: 'transfer' }>) {
  const reply = await tiger.read(segmentFundHistory, { limit: LIST_LIMIT }, TIME_LIMIT);
  const rows = reply.data.map((row) => ({
    id: row.id.toString(),
    // A word that the contract does not list is no end.
    state: STATES[row.status ?? ''] ?? 'under_way',
    text: row.message || row.statusDesc || row.status || '',
    atMs: row.createdAt,
    isAlike:
      row.fromSegment === move.fromSegment &&
      row.toSegment === move.toSegment &&
      row.currency === move.currency &&
      row.amount !== null &&
      compare(row.amount, move.amount) === 0,
  }));
  return { rows, isComplete: rows.length < LIST_LIMIT, clockDifferenceMs: differenceOf(reply) };
}

/** An exchange stands in the cash journal once it is done, under an id of the journal. */
async function exchanges(tiger: TigerReader, move: Extract<MoneyMove, { kind: 'forex' }>) {
  const wanted = {
    seg_types: [move.segment],
    fund_type: 'FOREX',
    currency: move.sourceCurrency,
    limit: LIST_LIMIT,
  };
  const reply = await tiger.read(fundDetails, wanted, TIME_LIMIT);
  const rows = reply.data.items.map((row, index) => ({
    id: row.id?.toString() ?? `-${index}`,
    state: 'settled' as const,
    text: row.desc ?? 'In the cash journal.',
    atMs: row.updatedAt,
    isAlike: row.amount !== null && compare(row.amount, negate(move.sourceAmount)) === 0,
  }));
  return { rows, isComplete: rows.length < LIST_LIMIT, clockDifferenceMs: differenceOf(reply) };
}

function differenceOf({
  brokerTimeMs,
  receivedAtMs,
}: {
  brokerTimeMs: number | null;
  receivedAtMs: number;
}): number {
  return (brokerTimeMs ?? receivedAtMs) - receivedAtMs;
}

function found({ id, state, text }: Row): MoveFinding {
  const brokerOrderId = /^\d{1,20}$/.test(id) ? id : null;
  return { finding: 'found', brokerOrderId, state, text: text === '' ? 'Tiger lists it.' : text };
}

function unclear(text: string): MoveFinding {
  return { finding: 'unclear', brokerOrderId: null, state: null, text };
}
