import { describe, expect, it } from 'vitest';
import { compareSeason } from '../../chaos/compare.ts';
import type { AppRecord, BrokerMove, BrokerRecord } from '../../chaos/season-records.ts';
import { Told } from '../../chaos/told.ts';

// What watches over the app must itself be able to fail.
const order: BrokerRecord = {
  id: '900',
  orderNumber: '7',
  symbol: 'AAPL',
  status: 'Filled',
  quantity: '5',
  filledQuantity: '5',
  form: 'BUY AAPL MKT DAY',
  parentId: null,
};
const filled: AppRecord = {
  id: 'prp_a',
  label: 'plain',
  kind: 'place',
  proposalState: 'submitting',
  orderState: 'filled',
  orderNumber: '7',
  brokerOrderId: '900',
  filledQuantity: '5',
  quantity: '5',
  form: 'BUY AAPL MKT DAY',
  legForms: [],
  amount: null,
  createdAtMs: 1,
  isApproved: true,
  blockedBy: [],
  sendsStarted: 1,
};

function kinds(
  broker: readonly BrokerRecord[],
  app: readonly AppRecord[],
  statuses: readonly string[] = [],
  isAuditIntact = true,
): string[] {
  const told = new Told();
  for (const status of statuses) told.hears({ proposal_id: 'prp_a', status, kind: 'place' });
  return compareSeason({ broker, moves: [], app, told, alerts: [], isAuditIntact }).map(({ kind }) => kind);
}

describe('the comparison of a season', () => {
  it('finds nothing where all sides agree', () => {
    expect(kinds([order], [filled], ['awaiting_approval', 'unknown', 'filled'])).toEqual([]);
    expect(kinds([], [{ ...filled, orderState: 'not_sent' }], ['unknown', 'not_sent'])).toEqual([]);
    expect(
      kinds(
        [],
        [{ ...filled, orderState: null, orderNumber: null, isApproved: false, sendsStarted: 0 }],
        ['declined'],
      ),
    ).toEqual([]);
  });

  it.each([
    ['an order that the broker does not have', [], [filled], [], true, ['lost']],
    [
      'an order that is said to be not sent',
      [order],
      [{ ...filled, orderState: 'not_sent' }],
      [],
      true,
      ['lost'],
    ],
    [
      'an order that stands twice in the book',
      [order, { ...order, id: '901' }],
      [filled],
      [],
      true,
      ['doubled'],
    ],
    ['an order that was sent twice', [order], [{ ...filled, sendsStarted: 2 }], [], true, ['doubled']],
    ['an order that nobody asked for', [order], [], [], true, ['unapproved']],
    ['an order that nobody approved', [order], [{ ...filled, isApproved: false }], [], true, ['unapproved']],
    ['a fill that is not known', [order], [{ ...filled, orderState: 'working' }], [], true, ['misreported']],
    ['another quantity', [order], [{ ...filled, filledQuantity: '4' }], [], true, ['misreported']],
    ['a wrong word to the assistant', [order], [filled], ['not_sent', 'filled'], true, ['mistold']],
    [
      'a fill that was told and never was',
      [],
      [{ ...filled, orderState: 'not_sent' }],
      ['filled'],
      true,
      ['mistold'],
    ],
    [
      'an order that is another one than was approved',
      [{ ...order, form: 'SELL AAPL MKT DAY' }],
      [filled],
      [],
      true,
      ['altered'],
    ],
    ['a broken audit chain', [order], [filled], [], false, ['audit']],
  ] as const)('finds %s', (_name, broker, app, statuses, isAuditIntact, expected) => {
    expect(kinds(broker, app, statuses, isAuditIntact)).toEqual(expected);
  });
});

describe('the comparison of brackets', () => {
  const profit = 'SELL AAPL LMT limit 200 GTC';
  const stop = 'SELL AAPL STP at 150 GTC';
  const bracket: AppRecord = { ...filled, legForms: [profit, stop] };
  const leg: BrokerRecord = {
    ...order,
    id: '901',
    orderNumber: '8',
    status: 'Submitted',
    filledQuantity: '0',
    form: profit,
    parentId: '900',
  };
  const other: BrokerRecord = { ...leg, id: '902', orderNumber: '9', form: stop };
  const unfilled: BrokerRecord = { ...order, status: 'Cancelled', filledQuantity: '0' };

  it('finds nothing where each leg is there once, and closes no more than the order filled', () => {
    expect(kinds([order, leg, other], [bracket])).toEqual([]);
    const closed = { ...leg, status: 'Filled', filledQuantity: '5' };
    expect(kinds([order, closed, { ...other, status: 'Cancelled' }], [bracket])).toEqual([]);
  });

  it.each([
    ['a leg that is missing', [order, leg], ['lost']],
    ['a leg that is there twice', [order, leg, other, { ...leg, id: '903' }], ['doubled']],
    [
      'a leg at another price',
      [order, leg, { ...other, form: 'SELL AAPL STP at 15 GTC' }],
      ['lost', 'altered'],
    ],
    ['a leg of no order', [order, leg, other, { ...leg, id: '903', parentId: '77' }], ['orphaned']],
    [
      'legs that both filled',
      [order, ...[leg, other].map((each) => ({ ...each, status: 'Filled', filledQuantity: '5' }))],
      ['doubled'],
    ],
  ] as const)('finds %s', (_name, broker, expected) => {
    expect(kinds(broker, [bracket])).toEqual(expected);
  });

  it('finds legs that work although their order never filled', () => {
    const cancelled = { ...bracket, orderState: 'cancelled', filledQuantity: '0' };
    expect(kinds([unfilled, leg, other], [cancelled])).toEqual(['orphaned', 'orphaned']);
  });

  it('finds a warning of what was never made elsewhere', () => {
    const records = { broker: [order], moves: [], app: [filled], told: new Told(), isAuditIntact: true };
    const found = compareSeason({ ...records, alerts: ['An order was made outside this app.'] });
    expect(found.map(({ kind }) => kind)).toEqual(['mistold']);
  });
});

describe('the comparison of changes and cancels', () => {
  const resting: BrokerRecord = { ...order, status: 'Submitted', quantity: '7', filledQuantity: '0' };
  const working: AppRecord = { ...filled, orderState: 'working', filledQuantity: '0' };
  const change: AppRecord = {
    ...working,
    id: 'prp_b',
    kind: 'modify',
    orderState: 'modified',
    orderNumber: null,
    quantity: '7',
    createdAtMs: 2,
  };
  const cancel: AppRecord = {
    ...change,
    id: 'prp_c',
    kind: 'cancel',
    orderState: 'cancelled',
    quantity: null,
  };

  it('finds nothing where the order is as the last change made it', () => {
    const before = { ...change, id: 'prp_0', quantity: '6', createdAtMs: 1 };
    const failed = { ...change, id: 'prp_9', quantity: '9', createdAtMs: 9, orderState: 'not_sent' };
    expect(kinds([resting], [working, change, before, failed])).toEqual([]);
    const ended = { ...resting, status: 'Cancelled' };
    expect(kinds([ended], [{ ...working, orderState: 'cancelled' }, change, cancel])).toEqual([]);
  });

  it.each([
    ['a change that is not there', [{ ...change, quantity: '8' }], 'misreported'],
    ['a change that is there and was said not to be', [{ ...change, orderState: 'not_sent' }], 'misreported'],
    ['a change that nobody approved', [{ ...change, isApproved: false }], 'unapproved'],
    ['a change that was sent twice', [{ ...change, sendsStarted: 2 }], 'doubled'],
    ['a cancel that is done while the order works', [change, cancel], 'misreported'],
  ] as const)('finds %s', (_name, others, expected) => {
    expect(kinds([resting], [working, ...others])).toEqual([expected]);
  });
});

describe('the comparison of moves of money', () => {
  const moved: BrokerMove = { id: '5', kind: 'transfer', amount: '10.25' };
  const transfer: AppRecord = {
    ...filled,
    kind: 'transfer',
    orderState: 'settled',
    orderNumber: null,
    filledQuantity: null,
    quantity: null,
    amount: '10.25',
  };
  const none: AppRecord = { ...transfer, orderState: 'not_sent' };

  function judged(moves: readonly BrokerMove[], app: readonly AppRecord[], statuses: readonly string[] = []) {
    const told = new Told();
    for (const status of statuses) told.hears({ proposal_id: 'prp_a', status, kind: 'transfer' });
    return compareSeason({ broker: [], moves, app, told, alerts: [], isAuditIntact: true }).map(
      ({ kind }) => kind,
    );
  }

  it('finds nothing where all sides agree', () => {
    expect(judged([moved], [transfer], ['unknown', 'settled'])).toEqual([]);
    expect(judged([], [none], ['unknown', 'not_sent'])).toEqual([]);
  });

  it.each([
    ['money that did not move', [], [transfer], [], ['lost']],
    ['money that moved and was said not to', [moved], [none], [], ['lost']],
    ['money whose end is not known', [moved], [{ ...transfer, orderState: 'unknown' }], [], ['lost']],
    ['money that moved twice', [moved, { ...moved, id: '6' }], [transfer], [], ['doubled']],
    ['money that nobody asked for', [moved], [], [], ['unapproved']],
    ['money that nobody approved', [moved], [{ ...transfer, isApproved: false }], [], ['unapproved']],
    ['an exchange for a transfer', [{ ...moved, kind: 'forex' }], [transfer], [], ['unapproved', 'lost']],
    ['a wrong word to the assistant', [moved], [transfer], ['not_sent'], ['mistold']],
    ['a word too early', [], [none], ['settled'], ['mistold']],
  ] as const)('finds %s', (_name, moves, app, statuses, expected) => {
    expect(judged(moves, app, statuses)).toEqual(expected);
  });
});
