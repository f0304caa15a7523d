import { compare } from '../shared/domain/decimal.ts';
import type { MoneyMove } from '../shared/domain/money-move.ts';
import type { Clock } from '../tiger/clock.ts';
import { segmentFundHistory } from '../tiger/methods/fund-transfer-methods.ts';
import type { TigerReader } from '../tiger/tiger-client.ts';
import { TigerError } from '../tiger/tiger-error.ts';
import { exchangeLists } from './find-exchange.ts';
import { type FoundRow, LIST_LIMIT, type MoveLists, TIME_LIMIT, timedReply } from './move-lists.ts';
import { SETTLE_TIME_MS } from './reconcile.ts';

export interface SentMove {
  readonly move: MoneyMove;
  /** What comes back with an exchange; a transfer carries nothing of ours. */
  readonly mark: string;
  readonly brokerOrderId: string | null;
  readonly sentAtMs: number;
  readonly otherIds: readonly string[];
}

export interface MoveFinding {
  readonly finding: 'found' | 'not_found' | 'unclear';
  readonly brokerOrderId: string | null;
  readonly state: FoundRow['state'] | null;
  readonly text: string;
}

/** Tiger notes a move when it arrives, which by its clock may be a little before we sent it by ours. */
const TIME_TOLERANCE_MS = 5_000;

/** By its id or mark, or, where the answer was lost, by its content among those that are nobody else's. It never throws for what Tiger does. */
export async function findMoneyMove(
  deps: { readonly tiger: TigerReader; readonly clock: Clock },
  sent: SentMove,
): Promise<MoveFinding> {
  try {
    return judge(await lists(deps.tiger, sent), sent, deps.clock.nowMs());
  } catch (error) {
    if (!(error instanceof TigerError)) throw error;
    return unclear(`Tiger could not be asked (${error.message}).`);
  }
}

function lists(tiger: TigerReader, { move, ...sent }: SentMove): Promise<MoveLists> {
  return move.kind === 'transfer'
    ? transfers(tiger, { ...sent, move })
    : exchangeLists(tiger, { ...sent, move });
}

function judge(listed: MoveLists, sent: SentMove, nowMs: number): MoveFinding {
  const { rows, isComplete, provesAbsence, clockDifferenceMs } = listed;
  const known = rows.find(({ isOurs }) => isOurs);
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
  if (!provesAbsence)
    return unclear('It is not in the cash journal, and Tiger lists no exchanges that still wait.');
  if (nowMs - sent.sentAtMs < SETTLE_TIME_MS)
    return unclear('Tiger does not list it yet; it may still be on its way.');
  return {
    finding: 'not_found',
    brokerOrderId: null,
    state: null,
    text: 'Tiger lists no such move: no money moved.',
  };
}

const STATES: Readonly<Record<string, FoundRow['state']>> = {
  NEW: 'under_way',
  PROC: 'under_way',
  SUCC: 'settled',
  FAIL: 'failed',
  CANC: 'cancelled',
};

async function transfers(
  tiger: TigerReader,
  {
    move,
    brokerOrderId,
  }: Omit<SentMove, 'move'> & { readonly move: Extract<MoneyMove, { kind: 'transfer' }> },
): Promise<MoveLists> {
  const reply = await tiger.read(segmentFundHistory, { limit: LIST_LIMIT }, TIME_LIMIT);
  const rows = reply.data.map(
    (row): FoundRow => ({
      id: row.id.toString(),
      // A word that the contract does not list is no end.
      state: STATES[row.status ?? ''] ?? 'under_way',
      text: row.message || row.statusDesc || row.status || '',
      atMs: row.createdAt,
      isOurs: row.id.toString() === brokerOrderId,
      isAlike:
        row.fromSegment === move.fromSegment &&
        row.toSegment === move.toSegment &&
        row.currency === move.currency &&
        row.amount !== null &&
        compare(row.amount, move.amount) === 0,
    }),
  );
  return { ...timedReply(reply), rows, isComplete: rows.length < LIST_LIMIT, provesAbsence: true };
}

function found({ id, state, text }: FoundRow): MoveFinding {
  const brokerOrderId = /^\d{1,20}$/.test(id) ? id : null;
  return { finding: 'found', brokerOrderId, state, text: text === '' ? 'Tiger lists it.' : text };
}

function unclear(text: string): MoveFinding {
  return { finding: 'unclear', brokerOrderId: null, state: null, text };
}
