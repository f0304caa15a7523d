import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { totalFees } from '../../../../src/gateway/ledger/fees.ts';
import { applyEvent, type LedgerEvent } from '../../../../src/gateway/ledger/ledger-event.ts';
import { type Execution, emptyLedger } from '../../../../src/gateway/ledger/ledger-state.ts';
import { toCents } from '../../../../src/gateway/ledger/money.ts';
import { findListing } from '../../../../src/gateway/market/find-listing.ts';
import { canMove, type OrderStatus } from '../../../../src/gateway/matching/order-state.ts';
import {
  add,
  compare,
  type Decimal,
  decimal,
  multiply,
  subtract,
  sum,
  ZERO,
} from '../../../../src/shared/domain/decimal.ts';
import { acceptedOrder, newAccountForTest } from './new-account.ts';

interface Part {
  readonly symbol: 'AAPL' | '00700';
  readonly side: 'BUY' | 'SELL';
  readonly quantity: number;
  readonly priceCents: number;
}

const part: fc.Arbitrary<Part> = fc.record({
  symbol: fc.constantFrom('AAPL' as const, '00700' as const),
  side: fc.constantFrom('BUY' as const, 'SELL' as const),
  quantity: fc.integer({ min: 1, max: 100_000 }),
  priceCents: fc.integer({ min: 1, max: 1_000_000 }),
});

function toExecution(item: Part, index: number): Execution {
  const quantity = decimal(item.quantity);
  const price = multiply(decimal(item.priceCents), decimal('0.01'));
  const amount = toCents(multiply(quantity, price));
  const listing = findListing(item.symbol)!;
  const fees = totalFees({ listing, side: item.side, quantity, amount });
  const orderId = String(1000 + index * 2);
  return {
    id: String(1001 + index * 2),
    orderId,
    account: 'A',
    symbol: item.symbol,
    side: item.side,
    quantity,
    price,
    amount,
    fees,
    timeMs: index,
  };
}

describe('ledger', () => {
  test('cash, trades, fees, costs and results reconcile to the cent for any history', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const state = emptyLedger();
        applyEvent(state, { kind: 'account_opened', account: newAccountForTest('A') });
        const executions = parts.map(toExecution);
        for (const execution of executions) {
          const events: LedgerEvent[] = [
            { kind: 'order_accepted', order: acceptedOrder(execution) },
            { kind: 'order_filled', execution },
          ];
          for (const event of events) applyEvent(state, event);
        }
        const account = state.accounts['A']!;
        for (const [currency, symbol] of [
          ['USD', 'AAPL'],
          ['HKD', '00700'],
        ] as const) {
          const own = executions.filter((execution) => execution.symbol === symbol);
          const traded = sum(
            own.map((item) => (item.side === 'SELL' ? item.amount : subtract(ZERO, item.amount))),
          );
          const fees = sum(own.map((item) => item.fees));
          const cash = subtract(add(account.initialCash[currency], traded), fees);
          expect(account.cash[currency]).toBe(cash);
          expect(account.fees[currency]).toBe(fees);
          const held = account.positions[symbol];
          const net = sum(
            own.map((item) => (item.side === 'BUY' ? item.quantity : subtract(ZERO, item.quantity))),
          );
          expect(held?.quantity ?? ZERO).toBe(net);
          const costs = held?.costTotal ?? ZERO;
          expect(add(cash, costs)).toBe(add(account.initialCash[currency], account.realised[currency]));
          for (const money of [cash, fees, costs]) expect(toCents(money)).toBe(money);
        }
      }),
    );
  });

  test('fees do not depend on how an order was cut up, and never fall', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 10 });
    const side = fc.constantFrom('BUY' as const, 'SELL' as const);
    fc.assert(
      fc.property(cuts, fc.constantFrom('AAPL', '00700', '02800'), side, (sizes, symbol, orderSide) => {
        const listing = findListing(symbol)!;
        let quantity = ZERO;
        let charged: Decimal = ZERO;
        for (const size of sizes) {
          quantity = add(quantity, decimal(size));
          const amount = toCents(multiply(quantity, decimal('100.05')));
          const total = totalFees({ listing, side: orderSide, quantity, amount });
          expect(compare(total, charged)).toBeGreaterThanOrEqual(0);
          charged = add(charged, subtract(total, charged));
        }
        const amount = toCents(multiply(quantity, decimal('100.05')));
        expect(charged).toBe(totalFees({ listing, side: orderSide, quantity, amount }));
      }),
    );
  });

  test('one hundred Apple shares cost the scheduled minimums', () => {
    const listing = findListing('AAPL')!;
    const base = { listing, quantity: decimal(100), amount: decimal('27000') };
    expect(totalFees({ ...base, side: 'BUY' })).toBe('2.29');
    expect(totalFees({ ...base, side: 'SELL' })).toBe('3.07');
  });

  test('final states are final, and an order cannot fill beyond its size', () => {
    for (const status of ['Filled', 'Cancelled', 'Inactive', 'Invalid'] as OrderStatus[]) {
      expect(canMove(status, 'Submitted')).toBe(false);
    }
    const state = emptyLedger();
    applyEvent(state, { kind: 'account_opened', account: newAccountForTest('A') });
    const execution = toExecution({ symbol: 'AAPL', side: 'BUY', quantity: 10, priceCents: 100 }, 0);
    applyEvent(state, { kind: 'order_accepted', order: acceptedOrder(execution) });
    const tooMuch = { ...execution, quantity: decimal(11) };
    expect(() => applyEvent(state, { kind: 'order_filled', execution: tooMuch })).toThrow('beyond its size');
    applyEvent(state, { kind: 'order_filled', execution });
    const revive = { kind: 'order_changed', id: execution.orderId, patch: { status: 'Submitted' } } as const;
    expect(() => applyEvent(state, revive)).toThrow('cannot go from Filled');
  });
});
