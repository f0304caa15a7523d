import type { LedgerState } from '../../src/gateway/ledger/ledger-state.ts';
import type { OrderState } from '../../src/gateway/matching/order-state.ts';
import { compare } from '../../src/shared/domain/decimal.ts';
import type { BrokerOrder } from '../../src/shared/domain/order.ts';
import type { SentOrder } from './sent-order.ts';

interface Sender {
  readonly account: string;
  readonly sent: readonly SentOrder[];
}

/** @returns one line for each order that is doubled, lost, not ours, or shown otherwise than it is */
export function viewDifferences(
  state: Readonly<LedgerState>,
  senders: readonly Sender[],
  views: ReadonlyMap<string, BrokerOrder | null>,
): readonly string[] {
  const known = new Set(senders.flatMap(({ sent }) => sent.map(({ mark }) => mark)));
  const strangers = Object.values(state.orders).filter(
    (order) => !known.has(order.userMark.replace('+', '')),
  );
  return [
    ...strangers.map((order) => `order ${order.id} (${order.userMark}) was sent by nobody`),
    ...senders.flatMap(({ account, sent }) =>
      sent.flatMap((item) => placementFindings(state, account, item)),
    ),
    ...[...views].flatMap(([id, view]) => viewFindings(state.orders[id], id, view)),
  ];
}

/** Accepted or found: there once, under that id. Refused or not found: not there. Not known: at most once. */
function placementFindings(
  state: Readonly<LedgerState>,
  account: string,
  { mark, kind, outcome, id }: SentOrder,
) {
  const own = Object.values(state.orders).filter(
    (order) => order.account === account && order.userMark === mark && order.parentId === undefined,
  );
  const where = `order ${mark} (${kind}, ${outcome})`;
  if (own.length > 1) return [`${where} is there ${own.length} times`];
  const isThere = own.length === 1;
  if ((outcome === 'accepted' || outcome === 'found') && own[0]?.id !== id) {
    return [`${where} has id ${id}, the gateway has ${own[0]?.id ?? 'none'}`];
  }
  return isThere && (outcome === 'refused' || outcome === 'not_found')
    ? [`${where} is there all the same`]
    : [];
}

const STATUS: Readonly<Record<OrderState['status'], readonly BrokerOrder['status'][]>> = {
  Initial: ['initial'],
  PendingSubmit: ['pending_submit'],
  Submitted: ['working', 'partially_filled'],
  PendingCancel: ['pending_cancel'],
  Filled: ['filled'],
  Cancelled: ['cancelled'],
  Inactive: ['rejected'],
  Invalid: ['expired'],
};

function viewFindings(
  order: OrderState | undefined,
  id: string,
  view: BrokerOrder | null,
): readonly string[] {
  if (order === undefined) return view === null ? [] : [`order ${id} is shown, the gateway has none`];
  if (view === null) return [`order ${id} is not shown`];
  const findings: string[] = [];
  if (!STATUS[order.status].includes(view.status))
    findings.push(`order ${id}: ${order.status}, shown ${view.status}`);
  const isSame = (shown: BrokerOrder['quantity'], is: OrderState['quantity']) =>
    shown !== null && compare(shown, is) === 0;
  if (!isSame(view.quantity, order.quantity))
    findings.push(`order ${id}: size ${order.quantity}, shown ${view.quantity}`);
  if (!isSame(view.filledQuantity, order.filledQuantity)) {
    findings.push(`order ${id}: filled ${order.filledQuantity}, shown ${view.filledQuantity}`);
  }
  if (!isSame(view.commission, order.fees))
    findings.push(`order ${id}: fees ${order.fees}, shown ${view.commission}`);
  return findings;
}
