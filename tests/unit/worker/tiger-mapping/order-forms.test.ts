import { describe, expect, it } from 'vitest';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import type { OrderDraft } from '../../../../src/shared/domain/order.ts';
import { orderRowSchema } from '../../../../src/tiger/methods/order-schemas.ts';
import { isSameOrder } from '../../../../src/worker/order-match.ts';
import {
  brokerOrderOf,
  changeableParamsOf,
  orderParamsOf,
} from '../../../../src/worker/tiger-mapping/order-mapping.ts';
import { ORDER } from '../../main/risk/control-facts-of.ts';

const TRAIL: OrderDraft = {
  ...ORDER,
  side: 'SELL',
  orderType: 'TRAIL',
  limitPrice: null,
  trail: { by: 'percent', value: decimal('2.5') },
};
const plain = (params: object) =>
  JSON.parse(JSON.stringify(params, (_key, value) => (typeof value === 'bigint' ? value.toString() : value)));

function row(more: object) {
  const members = {
    id: 40139406481165313n,
    orderId: 7,
    symbol: 'AAPL',
    secType: 'STK',
    action: 'SELL',
    orderType: 'TRAIL',
    totalQuantity: 10,
    status: 'Submitted',
    ...more,
  };
  // The exact reader makes no JavaScript numbers of the wire's.
  const texts = Object.entries(members).map(([name, value]) => [
    name,
    typeof value === 'number' || typeof value === 'bigint' ? String(value) : value,
  ]);
  return orderRowSchema.parse(Object.fromEntries(texts));
}

describe('the forms of an order on the wire', () => {
  it('sends the distance of a trailing stop as a percentage, or in the place of the trigger', () => {
    expect(orderParamsOf(TRAIL)).toMatchObject({ order_type: 'TRAIL', trailing_percent: { text: '2.5' } });
    expect(orderParamsOf(TRAIL)).not.toHaveProperty('aux_price');
    const inMoney = orderParamsOf({ ...TRAIL, trail: { by: 'amount', value: decimal('3.5') } });
    expect(inMoney).toMatchObject({ aux_price: { text: '3.5' } });
    expect(inMoney).not.toHaveProperty('trailing_percent');
  });

  it('sends the end of a dated order and the night session', () => {
    const dated = orderParamsOf({ ...ORDER, timeInForce: 'GTD', expiresAtMs: 1_796_158_800_000 });
    expect(dated).toMatchObject({ time_in_force: 'GTD', expire_time: 1_796_158_800_000 });
    const night = orderParamsOf({ ...ORDER, session: 'overnight' });
    expect(night).toMatchObject({ trading_session_type: 'OVERNIGHT', outside_rth: false });
    expect(orderParamsOf(ORDER)).not.toHaveProperty('trading_session_type');
  });

  it.each([
    [{ takeProfitPrice: decimal(120), stopLossPrice: decimal(90) }, 'BRACKETS'],
    [{ takeProfitPrice: decimal(120), stopLossPrice: null }, 'PROFIT'],
    [{ takeProfitPrice: null, stopLossPrice: decimal(90) }, 'LOSS'],
  ])('sends the legs %j under the names that the broker reads', (prices, attachType) => {
    const attached = { ...prices, stopLossLimitPrice: null, timeInForce: 'GTC' } as const;
    const params = orderParamsOf({ ...ORDER, attached });
    expect(params).toMatchObject({ attach_type: attachType });
    const hasProfit = prices.takeProfitPrice !== null;
    const hasLoss = prices.stopLossPrice !== null;
    expect('profit_taker_price' in params).toBe(hasProfit);
    expect('stop_loss_price' in params).toBe(hasLoss);
    if (hasProfit) expect(params).toMatchObject({ profit_taker_tif: 'GTC', profit_taker_rth: true });
    if (hasLoss) expect(params).toMatchObject({ stop_loss_tif: 'GTC', stop_loss_rth: true });
  });

  it('sends the window and the rate of an algorithm as tags', () => {
    const algo = { startMs: 1_000, endMs: 2_000, participationRate: decimal('0.1') };
    const { algo_params } = orderParamsOf({ ...ORDER, orderType: 'VWAP', limitPrice: null, algo });
    expect(algo_params).toMatchObject([
      { tag: 'start_time', value: 1_000 },
      { tag: 'end_time', value: 2_000 },
      { tag: 'participation_rate', value: { text: '0.1' } },
    ]);
  });

  it('leaves legs, algorithm and session out of a change', () => {
    const attached = {
      takeProfitPrice: decimal(120),
      stopLossPrice: decimal(90),
      stopLossLimitPrice: null,
      timeInForce: 'DAY',
    } as const;
    const changed = changeableParamsOf({ ...ORDER, attached, session: 'overnight' });
    expect(
      Object.keys(plain(changed)).filter((name) => /attach|profit|loss|algo|session/.test(name)),
    ).toEqual([]);
  });
});

describe("the broker's trailing order", () => {
  it.each([
    [
      { trailingPercent: 2.5, trailStopPrice: 97.5 },
      { by: 'percent', value: '2.5' },
    ],
    [
      { auxPrice: 3, trailStopPrice: 97 },
      { by: 'amount', value: '3' },
    ],
  ])('of %j has a trail, and its stop is where it stands', (members, trail) => {
    const order = brokerOrderOf(row(members));
    expect(order).toMatchObject({ trail, stopPrice: String(members.trailStopPrice) });
  });

  it('is the one that was sent wherever its stop has moved to', () => {
    const own = row({ trailingPercent: '2.50', trailStopPrice: 99 });
    expect(isSameOrder(own, TRAIL, 0)).toBe(true);
    expect(isSameOrder(row({ trailingPercent: 2 }), TRAIL, 0)).toBe(false);
    expect(isSameOrder(row({ auxPrice: 2.5 }), TRAIL, 0)).toBe(false);
  });

  it('knows its end if it has one, and the order that it is a leg of', () => {
    const dated = brokerOrderOf(row({ timeInForce: 'GTD', expireTime: 1_796_158_800_000 }));
    expect(dated.expiresAtMs).toBe(1_796_158_800_000);
    expect(brokerOrderOf(row({ timeInForce: 'DAY', expireTime: 1_796_158_800_000 })).expiresAtMs).toBeNull();
    expect(brokerOrderOf(row({ parentId: 40139406481165312n })).parentOrderId).toBe('40139406481165312');
    expect(brokerOrderOf(row({ parentId: 0 })).parentOrderId).toBeNull();
    expect(isSameOrder(row({ trailingPercent: 2.5, parentId: 40139406481165312n }), TRAIL, 0)).toBe(false);
  });
});
