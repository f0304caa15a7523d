import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimal, isPositive } from '../../../../src/shared/domain/decimal.ts';
import { formatOptionIdentifier } from '../../../../src/shared/domain/option-identifier.ts';
import { orderDraftSchema } from '../../../../src/shared/domain/order.ts';
import { orderRowSchema } from '../../../../src/tiger/methods/order-schemas.ts';
import { parseExactJson, stringifyExactJson } from '../../../../src/tiger/wire/exact-json.ts';
import { brokerOrderOf, orderParamsOf } from '../../../../src/worker/tiger-mapping/order-mapping.ts';
import { fromScaled, toScaled } from '../../../../src/worker/tiger-mapping/scaled-quantity.ts';
import { ORDER } from '../account-process.ts';

const positive = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 9n }), fc.integer({ min: 0, max: 6 }))
  .map(([integer, scale]) => decimal(`${integer}e-${scale}`))
  .filter((value) => isPositive(value));

test('a quantity survives scaling both ways', () => {
  fc.assert(
    fc.property(positive, (quantity) => {
      const { integer, scale } = toScaled(quantity);
      expect(fromScaled(decimal(integer), scale)).toBe(quantity);
    }),
  );
});

test('what is sent says exactly what the draft says', () => {
  const draft = fc.record({
    side: fc.constantFrom('BUY' as const, 'SELL' as const),
    quantity: positive,
    limitPrice: positive,
    stopPrice: fc.option(positive),
  });
  fc.assert(
    fc.property(draft, ({ side, quantity, limitPrice, stopPrice }) => {
      const orderType = stopPrice === null ? 'LMT' : 'STP_LMT';
      const order = orderDraftSchema.parse({ ...ORDER, side, quantity, limitPrice, stopPrice, orderType });
      const sent = parseExactJson(stringifyExactJson(orderParamsOf(order))) as Record<string, unknown>;
      const shown = orderRowSchema.parse({
        id: 1n.toString(),
        symbol: sent['symbol'],
        secType: sent['sec_type'],
        action: sent['action'],
        orderType: sent['order_type'],
        totalQuantity: sent['total_quantity'],
        totalQuantityScale: sent['total_quantity_scale'],
        limitPrice: sent['limit_price'],
        auxPrice: sent['aux_price'],
        timeInForce: sent['time_in_force'],
      });
      expect(brokerOrderOf(shown)).toMatchObject({
        symbol: order.symbol,
        securityType: order.securityType,
        side,
        quantity,
        limitPrice,
        stopPrice,
        orderType,
        timeInForce: order.timeInForce,
      });
    }),
  );
});

test('only an extended session may trade outside regular hours', () => {
  expect(orderParamsOf(ORDER).outside_rth).toBe(false);
  expect(orderParamsOf({ ...ORDER, session: 'extended' }).outside_rth).toBe(true);
});

test('a kind that the wire contract does not name is not sent', () => {
  expect(() => orderParamsOf({ ...ORDER, securityType: 'OTHER' })).toThrow(
    expect.objectContaining({ code: 'invalid_input' }),
  );
});

describe('statuses', () => {
  const show = (status: unknown, filledQuantity = 0) =>
    brokerOrderOf(
      orderRowSchema.parse({
        id: '1',
        symbol: 'AAPL',
        action: 'BUY',
        orderType: 'LMT',
        totalQuantity: '10',
        filledQuantity: String(filledQuantity),
        avgFillPrice: '0',
        status,
      }),
    );

  test.each([
    ['Invalid', 'expired'],
    ['-2', 'expired'],
    ['Initial', 'initial'],
    ['NEW', 'initial'],
    ['PendingCancel', 'pending_cancel'],
    ['Cancelled', 'cancelled'],
    ['Submitted', 'working'],
    ['HELD', 'working'],
    ['Filled', 'filled'],
    ['6', 'filled'],
    ['Inactive', 'rejected'],
    ['PendingSubmit', 'pending_submit'],
    ['PARTIALLY_FILLED', 'partially_filled'],
    ['Surprise', 'unknown'],
    [null, 'unknown'],
    ['constructor', 'unknown'],
  ])('%s is %s', (text, status) => {
    expect(show(text).status).toBe(status);
  });

  test('0 is no price', () => {
    const row = {
      id: '1',
      symbol: 'AAPL',
      action: 'BUY',
      orderType: 'MKT',
      limitPrice: '0.0',
      auxPrice: '0',
    };
    expect(brokerOrderOf(orderRowSchema.parse(row))).toMatchObject({ limitPrice: null, stopPrice: null });
  });

  test('working with a fill is partially filled; without one there is no average price', () => {
    expect(show('Submitted', 4).status).toBe('partially_filled');
    expect(show('Submitted').averageFillPrice).toBeNull();
  });
});

const optionKey = fc.record({
  symbol: fc.constantFrom('AAPL', 'F', 'BRK.B', 'TCH.HK'),
  expiry: fc.constantFrom('2026-12-18', '2027-01-15', '2028-02-29'),
  right: fc.constantFrom('call' as const, 'put' as const),
  strike: fc.integer({ min: 1, max: 99_999_999 }).map((thousandths) => decimal(`${thousandths}e-3`)),
});

test('an option is sent by its parts, and what the broker shows of it comes back under its one name', () => {
  fc.assert(
    fc.property(optionKey, positive, fc.boolean(), (key, limitPrice, hasIdentifier) => {
      const symbol = formatOptionIdentifier(key);
      const order = orderDraftSchema.parse({
        ...ORDER,
        ...{ symbol, securityType: 'OPT', quantity: '2', limitPrice, multiplier: '100' },
      });
      const sent = parseExactJson(stringifyExactJson(orderParamsOf(order))) as Record<string, unknown>;
      expect(sent).toMatchObject({
        symbol: key.symbol,
        sec_type: 'OPT',
        expiry: key.expiry.replaceAll('-', ''),
      });
      expect(String(sent['multiplier'])).toBe('100');
      const shown = orderRowSchema.parse({
        id: '1',
        ...{ symbol: sent['symbol'], secType: sent['sec_type'], expiry: sent['expiry'] },
        ...{ strike: sent['strike'], right: sent['right'], multiplier: sent['multiplier'] },
        ...(hasIdentifier ? { identifier: symbol.replace(/ +/, ' ') } : {}),
        action: sent['action'],
        orderType: sent['order_type'],
        totalQuantity: sent['total_quantity'],
        limitPrice: sent['limit_price'],
      });
      expect(brokerOrderOf(shown)).toMatchObject({ symbol, quantity: '2', limitPrice, multiplier: '100' });
    }),
  );
});

test('an option without what it stands for is never sent', () => {
  const order = orderDraftSchema.parse({ ...ORDER, symbol: 'AAPL  261218C00150000', securityType: 'OPT' });
  expect(order.multiplier).toBeNull();
  expect(() => orderParamsOf(order)).toThrow(/for how many shares/);
});
