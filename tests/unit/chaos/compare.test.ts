import { describe, expect, it } from 'vitest';
import { compareSeason } from '../../chaos/compare.ts';
import type { AppRecord, BrokerRecord } from '../../chaos/season-records.ts';
import { Told } from '../../chaos/told.ts';

// What watches over the app must itself be able to fail.
const order: BrokerRecord = {
  id: '900',
  orderNumber: '7',
  symbol: 'AAPL',
  status: 'Filled',
  filledQuantity: '5',
};
const filled: AppRecord = {
  id: 'prp_a',
  kind: 'place',
  proposalState: 'submitting',
  orderState: 'filled',
  orderNumber: '7',
  brokerOrderId: '900',
  filledQuantity: '5',
  isApproved: true,
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
  return compareSeason({ broker, app, told, isAuditIntact }).map(({ kind }) => kind);
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
    ['a broken audit chain', [order], [filled], [], false, ['audit']],
  ] as const)('finds %s', (_name, broker, app, statuses, isAuditIntact, expected) => {
    expect(kinds(broker, app, statuses, isAuditIntact)).toEqual(expected);
  });
});
