import { expect, test } from 'vitest';
import type { LedgerState } from '../../src/gateway/ledger/ledger-state.ts';
import type { BrokerOrder } from '../../src/shared/domain/order.ts';
import { bookDifferences } from '../soak/books.ts';
import { viewDifferences } from '../soak/order-views.ts';
import { runSoak } from '../soak/run-soak.ts';
import type { SentOrder } from '../soak/sent-order.ts';

const SECONDS = 15;
/** The soak itself, its quiet time, and a machine with better things to do. */
const TIMEOUT_MS = 120_000;

// The short form of `npm run soak`; a fixed seed, so that a failure can be repeated.
test(
  'orders, reads and faults of several accounts leave books that agree, and no order doubled or lost',
  async () => {
    const result = await runSoak({ seconds: SECONDS, seed: 7 });
    expect(result.differences).toEqual([]);
    expect(result.orders).toBeGreaterThan(10);
    expect(result.executions).toBeGreaterThan(5);
    expect(result.faults).toBeGreaterThan(3);
  },
  TIMEOUT_MS,
);

test('a cent, a share or a fee that is wrong is seen', () => {
  expect(bookDifferences(ledger())).toEqual([]);
  expect(bookDifferences(ledger({ cash: { USD: '989.99', HKD: '0' } }))).toHaveLength(1);
  expect(bookDifferences(ledger({ positions: { AAPL: { quantity: '2', costTotal: '10' } } }))).toHaveLength(
    1,
  );
  expect(bookDifferences(ledger({}, { fees: '1.01' }))).toHaveLength(1);
});

test('an order that is doubled, lost, strange or shown otherwise is seen', () => {
  const order = {
    id: '1',
    account: 'U1',
    userMark: 'm',
    status: 'Filled',
    quantity: '1',
    filledQuantity: '1',
    fees: '1',
  };
  const view = { status: 'filled', quantity: '1', filledQuantity: '1', commission: '1' };
  const findings = (
    orders: object,
    outcome: SentOrder['outcome'] = 'accepted',
    shown: object | null = view,
  ) =>
    viewDifferences(
      { orders } as LedgerState,
      [{ account: 'U1', sent: [{ mark: 'm', kind: 'app LMT', outcome, id: '1' }] }],
      new Map([['1', shown as BrokerOrder | null]]),
    );
  expect(findings({ 1: order })).toEqual([]);
  expect(findings({ 1: order, 2: { ...order, id: '2' } })[0]).toContain('is there 2 times');
  expect(findings({})[0]).toContain('the gateway has none');
  expect(findings({ 1: { ...order, userMark: 'x' } })[0]).toContain('was sent by nobody');
  expect(findings({ 1: order }, 'refused')[0]).toContain('is there all the same');
  expect(findings({ 1: order }, 'accepted', null)[0]).toContain('is not shown');
  for (const change of [
    { status: 'working' },
    { quantity: '2' },
    { filledQuantity: '0' },
    { commission: '2' },
  ]) {
    expect(findings({ 1: order }, 'accepted', { ...view, ...change })).toHaveLength(1);
  }
});

function ledger(account: object = {}, order: object = {}): LedgerState {
  const fill = {
    account: 'U1',
    orderId: '1',
    symbol: 'AAPL',
    side: 'BUY',
    quantity: '1',
    amount: '9',
    fees: '1',
  };
  const opened = {
    account: 'U1',
    initialCash: { USD: '1000', HKD: '0' },
    cash: { USD: '990', HKD: '0' },
    futures: { cash: { USD: '0', HKD: '0' } },
    positions: { AAPL: { quantity: '1', costTotal: '10' } },
  };
  const state: unknown = {
    accounts: { U1: { ...opened, ...account } },
    orders: { 1: { id: '1', account: 'U1', quantity: '1', filledQuantity: '1', fees: '1', ...order } },
    executions: [fill],
    movements: [],
  };
  return state as LedgerState;
}
