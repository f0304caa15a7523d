import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ApprovedOrder,
  fillsAgainstApproval,
  type ReportedOrder,
} from '../../../../../src/main/risk/controls/fills-against-approval.ts';
import { add, decimal, multiply, subtract } from '../../../../../src/shared/domain/decimal.ts';
import type { OrderDraft } from '../../../../../src/shared/domain/order.ts';
import { PLAIN_FORM } from '../../../../../src/shared/domain/order-form.ts';

const ACCOUNT = 'acc_0123456789abcdef';

const draft = (patch: Partial<OrderDraft> = {}): OrderDraft => ({
  symbol: 'AAPL',
  market: 'US',
  securityType: 'STK',
  currency: 'USD',
  side: 'BUY',
  orderType: 'LMT',
  quantity: decimal(10),
  limitPrice: decimal('187.50'),
  stopPrice: null,
  timeInForce: 'DAY',
  session: 'regular',
  multiplier: null,
  ...PLAIN_FORM,
  legs: null,
  ...patch,
});

const approvedAs = (patch: Partial<OrderDraft> = {}, more: Partial<ApprovedOrder> = {}): ApprovedOrder => ({
  accountId: ACCOUNT,
  isDecided: true,
  versions: [draft(patch)],
  sealedPrice: decimal('187.49'),
  collar: decimal('0.1'),
  ...more,
});

const fill = (patch: Partial<ReportedOrder['fills'][number]> = {}) => ({
  symbol: 'AAPL',
  side: 'BUY' as const,
  quantity: decimal(10),
  price: decimal('187.50'),
  ...patch,
});

const reported = (patch: Partial<ReportedOrder> = {}): ReportedOrder => ({
  accountId: ACCOUNT,
  symbol: 'AAPL',
  side: 'BUY',
  filledQuantity: decimal(10),
  averagePrice: decimal('187.50'),
  fills: [fill()],
  ...patch,
});

const checks = (approved: ApprovedOrder, found: ReportedOrder) =>
  fillsAgainstApproval(approved, found).map(({ check }) => check);

describe('control 36, a fill', () => {
  it('that is what was approved tells nothing', () => {
    expect(fillsAgainstApproval(approvedAs(), reported())).toEqual([]);
  });

  it.each<[string, Partial<ReportedOrder>, string]>([
    ['on another account', { accountId: 'acc_fedcba9876543210' }, 'account'],
    ['of another symbol', { symbol: 'MSFT' }, 'symbol'],
    ['listed under another symbol', { fills: [fill({ symbol: 'MSFT' })] }, 'symbol'],
    ['of the other side', { side: 'SELL' }, 'side'],
    ['listed on the other side', { fills: [fill({ side: 'SELL' })] }, 'side'],
    ['of more than was approved', { filledQuantity: decimal('10.5') }, 'quantity'],
    ['whose parts add up to more', { fills: [fill(), fill({ quantity: decimal(1) })] }, 'quantity'],
    ['above the limit', { fills: [fill({ price: decimal('187.51') })] }, 'price'],
    ['above the limit on average', { fills: [], averagePrice: decimal('187.51') }, 'price'],
  ])('%s is a mismatch', (_words, patch, check) => {
    expect(checks(approvedAs(), reported(patch))).toEqual([check]);
  });

  it('without a decision on record is a mismatch', () => {
    expect(checks(approvedAs({}, { isDecided: false }), reported())).toEqual(['approval']);
  });

  it('of a sale is not below the limit', () => {
    const sale = approvedAs({ side: 'SELL' });
    const at = (price: string) =>
      reported({ side: 'SELL', fills: [fill({ side: 'SELL', price: decimal(price) })] });
    expect(checks(sale, at('187.50'))).toEqual([]);
    expect(checks(sale, at('190'))).toEqual([]);
    expect(checks(sale, at('187.49'))).toEqual(['price']);
  });

  it('of a market order stays within the collar of the card’s price, to the last digit', () => {
    const market = approvedAs({ orderType: 'MKT', limitPrice: null }, { sealedPrice: decimal(100) });
    const at = (price: string) => reported({ fills: [fill({ price: decimal(price) })] });
    expect(checks(market, at('110'))).toEqual([]);
    const [finding] = fillsAgainstApproval(market, at('110.00000001'));
    expect(finding).toMatchObject({ check: 'price', approved: '110', found: '110.00000001' });
    expect(finding?.text).toContain('10.00 %');
  });

  it('of a stop is measured from its stop price', () => {
    const stop = approvedAs({ orderType: 'STP', limitPrice: null, stopPrice: decimal(200) });
    expect(checks(stop, reported({ fills: [fill({ price: decimal(220) })] }))).toEqual([]);
    expect(checks(stop, reported({ fills: [fill({ price: decimal('220.01') })] }))).toEqual(['price']);
  });

  it('that no price can be compared with is told, never passed over', () => {
    const market = approvedAs({ orderType: 'MKT', limitPrice: null }, { sealedPrice: null });
    expect(checks(market, reported())).toEqual(['price']);
  });

  it('after a change may be what either version allows, and not more', () => {
    const changed = approvedAs(
      {},
      { versions: [draft(), draft({ quantity: decimal(5), limitPrice: decimal(190) })] },
    );
    expect(checks(changed, reported({ fills: [fill({ price: decimal(190) })] }))).toEqual([]);
    expect(checks(changed, reported({ fills: [fill({ price: decimal('190.01') })] }))).toEqual(['price']);
    expect(checks(changed, reported({ filledQuantity: decimal(11) }))).toEqual(['quantity']);
  });

  it('is within exactly when quantity and price are, whatever the parts', () => {
    const cents = fc
      .integer({ min: 1, max: 1_000_000 })
      .map((value) => multiply(decimal(value), decimal('0.01')));
    const amount = fc.integer({ min: 1, max: 10_000 }).map(decimal);
    fc.assert(
      fc.property(amount, cents, fc.boolean(), amount, cents, (quantity, limit, isBuy, part, distance) => {
        const side = isBuy ? ('BUY' as const) : ('SELL' as const);
        const approved = approvedAs({ side, quantity, limitPrice: limit });
        const better = isBuy ? subtract(limit, distance) : add(limit, distance);
        const worse = isBuy ? add(limit, distance) : subtract(limit, distance);
        const filled = (price: typeof limit, extra: typeof part | null) =>
          reported({
            side,
            filledQuantity: extra === null ? quantity : add(quantity, extra),
            fills: [fill({ side, price, quantity })],
          });
        expect(checks(approved, filled(better, null))).toEqual([]);
        expect(checks(approved, filled(limit, null))).toEqual([]);
        expect(checks(approved, filled(worse, null))).toEqual(['price']);
        expect(checks(approved, filled(limit, part))).toEqual(['quantity']);
      }),
    );
  });
});
