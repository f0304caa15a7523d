import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { totalFees } from '../../../../src/gateway/ledger/fees.ts';
import { applyEvent } from '../../../../src/gateway/ledger/ledger-event.ts';
import { type Execution, emptyLedger } from '../../../../src/gateway/ledger/ledger-state.ts';
import { toCents } from '../../../../src/gateway/ledger/money.ts';
import { findListing } from '../../../../src/gateway/market/find-listing.ts';
import {
  add,
  compare,
  decimal,
  multiply,
  subtract,
  sum,
  ZERO,
} from '../../../../src/shared/domain/decimal.ts';
import { acceptedOrder, newAccountForTest } from './new-account.ts';

const OPTION = 'AAPL  261218C00270000';
const FUTURE = 'ES2612';

const step = fc.oneof(
  fc.record({
    kind: fc.constant('trade' as const),
    symbol: fc.constantFrom('AAPL', OPTION, FUTURE),
    side: fc.constantFrom('BUY' as const, 'SELL' as const),
    quantity: fc.integer({ min: 1, max: 500 }),
    priceCents: fc.integer({ min: 1, max: 700_000 }),
  }),
  fc.record({
    kind: fc.constant('move' as const),
    isIn: fc.boolean(),
    cents: fc.integer({ min: 1, max: 9_999_999 }),
  }),
  fc.record({ kind: fc.constant('forex' as const), cents: fc.integer({ min: 1, max: 9_999_999 }) }),
  fc.record({
    kind: fc.constant('exercise' as const),
    isExpiry: fc.boolean(),
    quantity: fc.integer({ min: 1, max: 50 }),
  }),
);

const cents = (value: number) => multiply(decimal(value), decimal('0.01'));

describe('ledger with segments, options and futures', () => {
  test('each segment adds up to the cent for any history of trades, movements and exercises', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const state = emptyLedger();
        applyEvent(state, { kind: 'account_opened', account: newAccountForTest('A') });
        let movedIn = ZERO;
        let exchanged = ZERO;
        steps.forEach((item, index) => {
          const id = String(1000 + index * 2);
          const account = 'A';
          if (item.kind === 'trade') {
            const listing = findListing(item.symbol)!;
            const quantity = decimal(item.quantity);
            const price = cents(item.priceCents);
            const amount = toCents(multiply(multiply(quantity, price), decimal(listing.multiplier)));
            const fees = totalFees({ listing, side: item.side, quantity, amount });
            const { symbol, side } = item;
            const execution: Execution = {
              id: `${id}1`,
              orderId: id,
              account,
              symbol,
              side,
              quantity,
              price,
              amount,
              fees,
              timeMs: index,
            };
            applyEvent(state, { kind: 'order_accepted', order: acceptedOrder(execution) });
            applyEvent(state, { kind: 'order_filled', execution });
          } else if (item.kind === 'exercise') {
            const quantity = decimal(item.quantity);
            const type = item.isExpiry ? ('Expire' as const) : ('Exercise' as const);
            const base = {
              id,
              account,
              symbol: OPTION,
              type,
              quantity,
              executingDate: '20261218',
              isForced: false,
            };
            applyEvent(state, {
              kind: 'exercise_requested',
              exercise: { ...base, status: 'New', timeMs: index, dueMs: index },
            });
            const held = state.accounts['A']!.positions[OPTION]?.quantity ?? ZERO;
            const status = compare(held, quantity) >= 0 ? 'Done' : 'Cancelled';
            applyEvent(state, { kind: 'exercise_ended', id, status });
          } else {
            const isForex = item.kind === 'forex';
            const amount = cents(item.cents);
            const isIn = item.kind === 'move' && item.isIn;
            const toAmount = isForex ? toCents(multiply(amount, decimal('7.8125'))) : amount;
            if (isForex) exchanged = add(exchanged, amount);
            else movedIn = isIn ? add(movedIn, amount) : subtract(movedIn, amount);
            applyEvent(state, {
              kind: 'cash_moved',
              movement: {
                id,
                account,
                kind: isForex ? 'forex' : 'segment',
                fromSegment: isForex || isIn ? 'SEC' : 'FUT',
                toSegment: !isForex && isIn ? 'FUT' : 'SEC',
                fromCurrency: 'USD',
                toCurrency: isForex ? 'HKD' : 'USD',
                fromAmount: amount,
                toAmount,
                timeMs: index,
              },
            });
          }
        });
        const account = state.accounts['A']!;
        const costs = sum(['AAPL', OPTION].map((symbol) => account.positions[symbol]?.costTotal ?? ZERO));
        const securities = subtract(subtract(account.initialCash.USD, movedIn), exchanged);
        expect(add(account.cash.USD, costs)).toBe(add(securities, account.realised.USD));
        expect(account.futures.cash.USD).toBe(add(movedIn, account.futures.realised.USD));
        for (const money of [account.cash.USD, account.cash.HKD, costs, account.futures.cash.USD]) {
          expect(toCents(money)).toBe(money);
        }
      }),
    );
  });
});
