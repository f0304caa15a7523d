import type { OrderDraft } from '../../src/shared/domain/order.ts';

/** What stands around an order on its card. */
export function fakeCardContext(order: OrderDraft) {
  return {
    symbolRate: '0.0654',
    realisedPnl: order.side === 'BUY' ? null : { estimate: '504', quantity: order.quantity },
    openOnSymbol: [
      {
        brokerOrderId: '35428688236544007',
        side: 'BUY',
        quantity: '50',
        orderType: 'LMT',
        price: '185',
        isAlike: false,
      },
    ],
    dayUsage: [
      { measure: 'orders', used: '3', after: '4', limit: '20', currency: null },
      { measure: 'notional', used: '21400', after: '40150', limit: '50000', currency: 'USD' },
      { measure: 'loss', used: '1250.4', after: null, limit: '20069.64', currency: 'USD' },
    ],
    marketSize: {
      averageDailyVolume: '52100000',
      volumeRate: '0.000002',
      displayedSize: '500',
      displayedRate: '0.2',
    },
    session: null,
    events: null,
    taints: [],
    payoff: null,
    grantNote: null,
    reauthentication: null,
    rationaleClaims: [
      {
        position: 37,
        text: '350 shares',
        topic: null,
        value: '350',
        currency: null,
        figure: null,
        verdict: 'unknown',
      },
      {
        position: 65,
        text: '2.3 %',
        topic: null,
        value: '2.3',
        currency: null,
        figure: null,
        verdict: 'unknown',
      },
      {
        position: 130,
        text: '80 %',
        topic: null,
        value: '80',
        currency: null,
        figure: null,
        verdict: 'unknown',
      },
    ],
  };
}
