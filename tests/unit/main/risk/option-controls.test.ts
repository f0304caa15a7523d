import { describe, expect, it } from 'vitest';
import type { ControlFacts } from '../../../../src/main/risk/control-facts.ts';
import { fillsAgainstApproval } from '../../../../src/main/risk/controls/fills-against-approval.ts';
import { grossExposure } from '../../../../src/main/risk/controls/gross-exposure.ts';
import { kindsEnabled } from '../../../../src/main/risk/controls/kinds-enabled.ts';
import { orderQuantity } from '../../../../src/main/risk/controls/order-quantity.ts';
import { priceCollar } from '../../../../src/main/risk/controls/price-collar.ts';
import { symbolLists } from '../../../../src/main/risk/controls/symbol-lists.ts';
import { symbolPosition } from '../../../../src/main/risk/controls/symbol-position.ts';
import { unlimitedLoss } from '../../../../src/main/risk/controls/unlimited-loss.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import type { OrderDraft } from '../../../../src/shared/domain/order.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../../src/shared/domain/risk-settings.ts';
import { ASSETS, CONTRACT, factsWith, holding, ORDER, openOrder, quoteWith } from './control-facts-of.ts';

const CALL = 'AAPL  260116C00110000';
const PUT = 'AAPL  260116P00095000';
const SWITCHED_ON = { ...DEFAULT_RISK_SETTINGS, areOptionsEnabled: true };
const QUOTED = quoteWith({ bidPrice: decimal('1.48'), askPrice: decimal('1.5'), lastPrice: decimal('1.5') });

function facts(order: Partial<OrderDraft>, change: Partial<ControlFacts> = {}): ControlFacts {
  const draft: OrderDraft = {
    ...ORDER,
    ...{ symbol: CALL, securityType: 'OPT', quantity: decimal(1), limitPrice: decimal('1.5') },
    multiplier: decimal(100),
    ...order,
  };
  const contract = {
    ...CONTRACT,
    ...{ symbol: draft.symbol, securityType: 'OPT' as const, multiplier: decimal(100), underlying: 'AAPL' },
    isShortable: false,
  };
  return factsWith({ order: draft, contract, settings: SWITCHED_ON, ...QUOTED, ...change });
}

const written = (symbol: string, quantity: string) => ({
  ...holding(quantity),
  ...{ symbol, securityType: 'OPT' as const, multiplier: decimal(100) },
});

describe('controls of an order in options', () => {
  it('the kind says where it is switched on', () => {
    const { level, text } = kindsEnabled(facts({}, { settings: DEFAULT_RISK_SETTINGS }));
    expect(level).toBe('block');
    expect(text).toContain('Risk, "Kinds switched on"');
    expect(kindsEnabled(facts({})).level).toBe('pass');
  });

  it('a put is written with the cash for its shares, those of other written puts counted', () => {
    const put = { symbol: PUT, side: 'SELL' as const };
    expect(kindsEnabled(facts(put)).level).toBe('pass');
    expect(kindsEnabled(facts({ ...put, quantity: decimal(2) })).level).toBe('block');
    expect(kindsEnabled(facts(put, { positions: [written(PUT, '-1')] })).level).toBe('block');
    const sale = openOrder({ symbol: PUT, securityType: 'OPT', side: 'SELL', quantity: decimal(1) });
    const open = (multiplier: '100' | null) => ({
      openOrders: [{ ...sale, multiplier: multiplier === null ? null : decimal(multiplier) }],
    });
    expect(kindsEnabled(facts(put, open('100'))).level).toBe('block');
    expect(kindsEnabled(facts(put, open(null))).text).toContain('not known');
    const credit = { settings: { ...SWITCHED_ON, isMarginEnabled: true } };
    expect(kindsEnabled(facts({ ...put, quantity: decimal(2) }, credit)).level).toBe('pass');
    expect(kindsEnabled(facts({ symbol: PUT, side: 'SELL' }, { positions: [written(PUT, '1')] })).level).toBe(
      'pass',
    );
  });

  it('10 contracts, not 1,000 shares', () => {
    expect(orderQuantity(facts({ quantity: decimal(10) })).level).toBe('pass');
    expect(orderQuantity(facts({ quantity: decimal(11) }))).toMatchObject({ level: 'block', limit: '10' });
  });

  it('the collar is 20 %', () => {
    expect(priceCollar(facts({ limitPrice: decimal('1.79') })).level).toBe('warning');
    expect(priceCollar(facts({ limitPrice: decimal('1.81') }))).toMatchObject({
      level: 'block',
      limit: '20.00 %',
    });
  });

  it('a listed share stands for its options', () => {
    const settings = { ...SWITCHED_ON, symbolsDenied: ['AAPL'] };
    expect(symbolLists(facts({}, { settings })).level).toBe('block');
    expect(symbolLists(facts({}, { settings: { ...SWITCHED_ON, symbolsAllowed: ['AAPL'] } })).level).toBe(
      'pass',
    );
    expect(symbolLists(facts({}, { settings: { ...SWITCHED_ON, symbolsAllowed: ['MSFT'] } })).level).toBe(
      'block',
    );
  });

  it('a written put counts as the shares that it can bring', () => {
    const assets = { ...ASSETS, netLiquidation: decimal(90_000) };
    expect(symbolPosition(facts({ symbol: PUT, side: 'SELL' }, { assets }))).toMatchObject({
      level: 'block',
      value: '9500 USD',
    });
    expect(symbolPosition(facts({ symbol: PUT }, { assets }))).toMatchObject({
      level: 'pass',
      value: '150 USD',
    });
  });

  it('exposure counts contracts with their multiplier, those of open orders too', () => {
    const open = openOrder({
      symbol: PUT,
      securityType: 'OPT',
      limitPrice: decimal(2),
      quantity: decimal(3),
    });
    expect(grossExposure(facts({}, { openOrders: [{ ...open, multiplier: decimal(100) }] }))).toMatchObject({
      level: 'pass',
      value: '750 USD',
    });
    expect(grossExposure(facts({}, { openOrders: [open] })).level).toBe('danger');
  });

  it('shares that written calls can ask for are not sold from under them', () => {
    const sale = (change: Partial<ControlFacts>) =>
      unlimitedLoss(factsWith({ order: { ...ORDER, side: 'SELL', quantity: decimal(50) }, ...change }));
    const positions = [holding('100'), written(CALL, '-1')];
    expect(sale({ positions }).level).toBe('block');
    expect(sale({ positions: [holding('150'), written(CALL, '-1')] }).level).toBe('pass');
    const unsaid = { ...written(CALL, '-1'), multiplier: null };
    expect(sale({ positions: [holding('100'), unsaid] }).text).toContain('not known');
    const settings = { ...DEFAULT_RISK_SETTINGS, areShortsEnabled: true };
    expect(sale({ positions, settings }).level).toBe('danger');
  });

  it('a fill that the broker lists under the share of the option is the approved one', () => {
    const { order } = facts({});
    const approved = {
      accountId: 'acc_0123456789abcdef' as never,
      isDecided: true,
      versions: [order] as [OrderDraft],
      sealedPrice: decimal('1.5'),
      collar: decimal('0.2'),
    };
    const fill = { side: 'BUY' as const, quantity: decimal(1), price: decimal('1.5') };
    const reported = (symbol: string, ofFill: string) => ({
      ...{ accountId: approved.accountId, symbol, side: 'BUY' as const, filledQuantity: decimal(1) },
      averagePrice: decimal('1.5'),
      fills: [{ ...fill, symbol: ofFill }],
    });
    expect(fillsAgainstApproval(approved, reported(CALL, 'AAPL'))).toEqual([]);
    expect(fillsAgainstApproval(approved, reported(CALL, PUT))).toMatchObject([{ check: 'symbol' }]);
    expect(fillsAgainstApproval(approved, reported('AAPL', CALL))).toMatchObject([{ check: 'symbol' }]);
  });
});
