import { describe, expect, it } from 'vitest';
import {
  type OpenOrderHere,
  openOrdersLeft,
} from '../../../../../src/main/risk/controls/open-orders-left.ts';
import { decimal } from '../../../../../src/shared/domain/decimal.ts';

const open = (timeInForce: 'DAY' | 'GTC' = 'DAY'): OpenOrderHere => ({
  accountAlias: 'demo',
  symbol: 'AAPL',
  legs: null,
  side: 'BUY',
  quantity: decimal(10),
  limitPrice: null,
  stopPrice: null,
  filledQuantity: decimal(0),
  timeInForce,
});

describe('control 33', () => {
  it('has nothing to ask when nothing is open and nothing waits', () => {
    expect(openOrdersLeft({ cause: 'quit', open: [], unasked: 0, waiting: 0 })).toMatchObject({
      level: 'pass',
      value: '0',
    });
  });

  it('asks about open orders on quitting and on a lost link', () => {
    for (const cause of ['quit', 'link_lost'] as const) {
      expect(openOrdersLeft({ cause, open: [open(), open()], unasked: 0, waiting: 0 })).toMatchObject({
        level: 'warning',
        value: '2',
        limit: '0',
        text: '2 orders made here are open at the broker.',
      });
    }
  });

  it('says which of them outlive the day', () => {
    const { text } = openOrdersLeft({ cause: 'quit', open: [open('GTC')], unasked: 0, waiting: 0 });
    expect(text).toContain('1 order made here is open');
    expect(text).toContain('good till cancelled');
  });

  it('says of which brackets the broker could not be asked, also when nothing else is open', () => {
    const { level, text } = openOrdersLeft({ cause: 'quit', open: [], unasked: 2, waiting: 0 });
    expect(level).toBe('warning');
    expect(text).toContain('could not be asked about the legs of 2 brackets');
  });

  it('tells of waiting proposals on quitting alone: a lost link sends none of them', () => {
    const { level, text } = openOrdersLeft({ cause: 'quit', open: [], unasked: 0, waiting: 1 });
    expect(level).toBe('warning');
    expect(text).toBe('1 order still waits for a decision; without one nothing is sent.');
    expect(openOrdersLeft({ cause: 'link_lost', open: [], unasked: 0, waiting: 3 }).level).toBe('pass');
  });
});
