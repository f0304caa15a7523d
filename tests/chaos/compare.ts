import { judgeChanges } from './compare-changes.ts';
import { judgeForms, judgeLegs } from './compare-forms.ts';
import { judgeMoves } from './compare-moves.ts';
import type { AppRecord, BrokerRecord, SeasonRecords } from './season-records.ts';

export interface Finding {
  readonly kind:
    | 'lost'
    | 'doubled'
    | 'unapproved'
    | 'altered'
    | 'orphaned'
    | 'misreported'
    | 'mistold'
    | 'audit';
  readonly text: string;
}

/** Statuses that say: this order is or was at the broker. */
const AT_BROKER: ReadonlySet<string> = new Set([
  'submitted',
  'working',
  'partially_filled',
  'filled',
  'cancelled',
  'order_expired',
]);
const NEVER_SENT: ReadonlySet<string> = new Set(['not_sent', 'declined', 'blocked', 'expired', 'withdrawn']);

/** The broker's book against the app's records, the audit chain, and all that the assistant was told. */
export function compareSeason(records: SeasonRecords): Finding[] {
  const { broker: listed, moves, app, told, alerts, isAuditIntact } = records;
  const broker = listed.filter(({ parentId }) => parentId === null);
  const placements = app.filter(({ kind }) => kind === 'place');
  return [
    ...(isAuditIntact ? [] : [{ kind: 'audit', text: 'the audit chain is broken' } as const]),
    ...broker.flatMap((order) => judgeBrokerOrder(order, placements)),
    ...placements.flatMap((record) => judgePlacement(record, broker)),
    ...placements.flatMap((record) => judgeTold(record, broker, told.statusesOf(record.id))),
    ...judgeForms(placements, broker),
    ...judgeLegs(placements, listed),
    ...alerts.map((text): Finding => ({ kind: 'mistold', text: `the person was warned: ${text}` })),
    ...judgeChanges(app, broker),
    ...judgeMoves(app, moves, told),
    ...app
      .filter(({ sendsStarted }) => sendsStarted > 1)
      .map(({ id }): Finding => ({ kind: 'doubled', text: `${id} was sent more than once` })),
  ];
}

function ordersOf(record: AppRecord, broker: readonly BrokerRecord[]): BrokerRecord[] {
  return broker.filter(({ orderNumber }) => orderNumber === record.orderNumber);
}

function judgeBrokerOrder(order: BrokerRecord, placements: readonly AppRecord[]): Finding[] {
  const own = placements.filter(({ orderNumber }) => orderNumber === order.orderNumber);
  if (own.length === 0)
    return [{ kind: 'unapproved', text: `the broker has order ${order.id} that no proposal asked for` }];
  return own.some(({ isApproved }) => isApproved)
    ? []
    : [{ kind: 'unapproved', text: `order ${order.id} was sent without an approval` }];
}

function judgePlacement(record: AppRecord, broker: readonly BrokerRecord[]): Finding[] {
  const orders = ordersOf(record, broker);
  if (orders.length > 1)
    return [{ kind: 'doubled', text: `${record.id} stands ${orders.length} times in the book` }];
  const [order] = orders;
  const state = record.orderState;
  if (order === undefined)
    return state !== null && AT_BROKER.has(state)
      ? [{ kind: 'lost', text: `${record.id} is ${state} but the broker has no such order` }]
      : [];
  if (state === null || NEVER_SENT.has(state))
    return [{ kind: 'lost', text: `${record.id} is ${state ?? record.proposalState} but the broker has it` }];
  const isFilled = order.status === 'Filled';
  if (isFilled !== (state === 'filled'))
    return [{ kind: 'misreported', text: `${record.id} is ${state}, at the broker ${order.status}` }];
  return isFilled && order.filledQuantity !== record.filledQuantity
    ? [
        {
          kind: 'misreported',
          text: `${record.id} filled ${record.filledQuantity}, at the broker ${order.filledQuantity}`,
        },
      ]
    : [];
}

/** A word that turned out to be wrong is a word too many: "unknown" may become either, the others may not. */
function judgeTold(
  record: AppRecord,
  broker: readonly BrokerRecord[],
  statuses: readonly string[],
): Finding[] {
  const isAtBroker = ordersOf(record, broker).length > 0;
  const wrong = statuses.filter((status) => (isAtBroker ? NEVER_SENT.has(status) : AT_BROKER.has(status)));
  return wrong.map((status) => ({
    kind: 'mistold',
    text: `the assistant was told that ${record.id} is ${status}`,
  }));
}
