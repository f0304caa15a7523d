import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ControlFacts } from '../../../../src/main/risk/control-facts.ts';
import { CONTROL_TABLE } from '../../../../src/main/risk/control-table.ts';
import { runControls } from '../../../../src/main/risk/run-controls.ts';
import { type ControlId, controlResultSchema } from '../../../../src/shared/domain/control.ts';
import { compare, type Decimal, decimal } from '../../../../src/shared/domain/decimal.ts';
import { ASSETS, factsWith, holding, orderWith, PREVIEW, quoteWith } from './control-facts-of.ts';

function judgeBy(id: ControlId, change: Partial<ControlFacts> = {}) {
  const control = CONTROL_TABLE.find((candidate) => candidate.id === id)!;
  return control.judge(factsWith(change));
}

const price = fc.integer({ min: 1, max: 5_000_000 }).map((cents) => decimal((cents / 100).toFixed(2)));
const maybePrice = fc.option(price, { nil: null });
const quantity = fc.integer({ min: 1, max: 100_000 }).map((value) => decimal(value));
const anyOrder = fc.record({
  side: fc.constantFrom('BUY' as const, 'SELL' as const),
  kind: fc.constantFrom('MKT' as const, 'LMT' as const, 'STP' as const, 'STP_LMT' as const),
  quantity,
  limit: price,
  stop: price,
});
const anyQuote = fc.record({ ask: maybePrice, bid: maybePrice, last: maybePrice });

function drawn(order: {
  side: 'BUY' | 'SELL';
  kind: string;
  quantity: Decimal;
  limit: Decimal;
  stop: Decimal;
}) {
  return orderWith({
    side: order.side,
    orderType: order.kind as 'LMT',
    quantity: order.quantity,
    limitPrice: order.kind.endsWith('LMT') ? order.limit : null,
    stopPrice: order.kind.startsWith('STP') ? order.stop : null,
  });
}

describe('properties', () => {
  it('no order passes whose value at any price in sight is above the cap', () => {
    fc.assert(
      fc.property(anyOrder, anyQuote, (order, quote) => {
        const facts = {
          ...drawn(order),
          ...quoteWith({ askPrice: quote.ask, bidPrice: quote.bid, lastPrice: quote.last }),
        };
        if (judgeBy('order_notional', facts).level !== 'pass') return;
        const bounded = order.side === 'BUY' && order.kind.endsWith('LMT');
        const inSight = bounded ? [order.limit] : [quote.ask, quote.bid, quote.last];
        for (const seen of inSight) {
          if (seen !== null) expect(Number(seen) * Number(order.quantity)).toBeLessThanOrEqual(10_000.001);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('a larger order is never judged more mildly', () => {
    const weight = { pass: 0, warning: 1, danger: 2, block: 3 };
    fc.assert(
      fc.property(anyOrder, quantity, (order, other) => {
        const [small, large] =
          compare(order.quantity, other) <= 0 ? [order.quantity, other] : [other, order.quantity];
        for (const id of ['order_notional', 'order_quantity', 'buying_power', 'kinds_enabled'] as const) {
          if (id === 'buying_power' && order.side === 'SELL') continue;
          const less = judgeBy(id, drawn({ ...order, quantity: small }));
          const more = judgeBy(id, drawn({ ...order, quantity: large }));
          expect(weight[more.level], id).toBeGreaterThanOrEqual(weight[less.level]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('every judgement is text without NaN or undefined, whatever is missing', () => {
    fc.assert(
      fc.property(anyOrder, anyQuote, fc.boolean(), fc.boolean(), (order, quote, hasAssets, hasPositions) => {
        const facts = factsWith({
          ...drawn(order),
          ...quoteWith({ askPrice: quote.ask, bidPrice: quote.bid, lastPrice: quote.last }),
          assets: hasAssets ? ASSETS : null,
          positions: hasPositions ? [] : null,
        });
        for (const result of runControls('send', facts)) {
          expect(JSON.stringify(result)).not.toMatch(/NaN|undefined|Infinity|because of an error in the app/);
          expect(() => controlResultSchema.parse(result)).not.toThrow();
        }
      }),
      { numRuns: 300 },
    );
  });

  it('what reduces a position is never blocked for its funds', () => {
    fc.assert(
      fc.property(quantity, quantity, (held, sold) => {
        fc.pre(compare(sold, held) <= 0);
        const facts = {
          ...orderWith({ side: 'SELL', quantity: sold }),
          positions: [holding(held)],
          assets: { ...ASSETS, buyingPower: decimal(0), cashAvailableForTrade: decimal(0) },
          preview: { ...PREVIEW, availableAfter: decimal(-5) },
        };
        for (const id of ['buying_power', 'kinds_enabled', 'unlimited_loss'] as const) {
          expect(judgeBy(id, facts).level, id).toBe('pass');
        }
      }),
    );
  });
});
