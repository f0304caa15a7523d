import { describe, expect, it } from 'vitest';
import { orderPayoff } from '../../../../src/main/risk/order-payoff.ts';
import { checkRationale } from '../../../../src/main/risk/rationale-check.ts';
import { rationaleFigures } from '../../../../src/main/risk/rationale-figures.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import { factsWith, ORDER, QUOTE } from './control-facts-of.ts';

describe('the figures that a reason is compared with', () => {
  it('a short sale for which a largest loss is claimed has none', () => {
    const facts = factsWith({ order: { ...ORDER, side: 'SELL' } });
    const figures = rationaleFigures(facts, { option: null, payoff: orderPayoff(facts, null) });
    // After the previewed fees of 2, as on the card.
    expect(figures).toMatchObject({ unlimited: ['max_loss'], max_loss: null, max_gain: '998' });
    const [claim] = checkRationale('The maximum loss is 200 USD.', figures);
    expect(claim).toMatchObject({ verdict: 'differs', figure: null, isUnlimited: true });
  });

  it('a purchase of shares has neither of them, and they are not made up', () => {
    const facts = factsWith({});
    const figures = rationaleFigures(facts, { option: null, payoff: orderPayoff(facts, null) });
    expect(figures).toMatchObject({ unlimited: [], max_loss: null, max_gain: null, breakeven: null });
  });

  it('the change of the day is in percent, with its sign, and absent without a previous close', () => {
    const change = (previousClose: number | null) => {
      const close = previousClose === null ? null : decimal(previousClose);
      return rationaleFigures(factsWith({ quote: { ...QUOTE, previousClose: close } })).day_change;
    };
    expect(change(80)).toBe('25');
    expect(change(125)).toBe('-20');
    expect(change(0)).toBeNull();
    expect(change(null)).toBeNull();
  });

  it('the stop and the profit are those of a bracket, and the stop that of a stop order', () => {
    const attached = {
      takeProfitPrice: decimal(120),
      stopLossPrice: decimal(90),
      stopLossLimitPrice: null,
      timeInForce: 'GTC',
    } as const;
    const bracket = rationaleFigures(factsWith({ order: { ...ORDER, attached } }));
    expect(bracket).toMatchObject({ stop: '90', take_profit: '120' });
    const stop = rationaleFigures(factsWith({ order: { ...ORDER, stopPrice: decimal(95) } }));
    expect(stop).toMatchObject({ stop: '95', take_profit: null });
  });
});
