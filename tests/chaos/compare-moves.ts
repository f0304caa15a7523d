import type { Finding } from './compare.ts';
import type { AppRecord, BrokerMove, SeasonRecords } from './season-records.ts';

const NEVER_MOVED: ReadonlySet<string> = new Set([
  'not_sent',
  'rejected',
  'declined',
  'blocked',
  'expired',
  'withdrawn',
]);

/** Transfers and exchanges: the broker's lists against the app's records and the assistant's answers. */
export function judgeMoves(
  app: readonly AppRecord[],
  moves: readonly BrokerMove[],
  told: SeasonRecords['told'],
): Finding[] {
  const records = app.filter(({ amount }) => amount !== null);
  return [
    ...moves.flatMap((move) => judgeBrokerMove(move, records)),
    ...records.flatMap((record) => judgeRecord(record, moves, told.statusesOf(record.id))),
  ];
}

function isSame(move: BrokerMove, record: AppRecord): boolean {
  return move.kind === record.kind && move.amount === record.amount;
}

function judgeBrokerMove(move: BrokerMove, records: readonly AppRecord[]): Finding[] {
  const isApproved = records.some((record) => isSame(move, record) && record.isApproved);
  return isApproved
    ? []
    : [{ kind: 'unapproved', text: `the broker has ${move.kind} ${move.id} that nobody approved` }];
}

function judgeRecord(
  record: AppRecord,
  moves: readonly BrokerMove[],
  statuses: readonly string[],
): Finding[] {
  const { id, orderState, proposalState } = record;
  const [move, second] = moves.filter((each) => isSame(each, record));
  if (second !== undefined) return [{ kind: 'doubled', text: `${id} moved money twice` }];
  const hasMoved = move !== undefined;
  const isSettled = orderState === 'settled';
  const findings: Finding[] =
    hasMoved === isSettled
      ? []
      : [
          {
            kind: 'lost',
            text: `${id} is ${orderState ?? proposalState}, the broker ${hasMoved ? 'has it' : 'does not have it'}`,
          },
        ];
  const wrong = statuses.filter((status) => (hasMoved ? NEVER_MOVED.has(status) : status === 'settled'));
  return [
    ...findings,
    ...wrong.map(
      (status): Finding => ({ kind: 'mistold', text: `the assistant was told that ${id} is ${status}` }),
    ),
  ];
}
