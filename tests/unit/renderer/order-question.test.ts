import { describe, expect, it } from 'vitest';
import { orderOf, questionOf } from '../../../src/renderer/risk/order-question.ts';
import { decimal } from '../../../src/shared/domain/decimal.ts';
import type { OrderDraft } from '../../../src/shared/domain/order.ts';
import { requestOf } from '../../../src/shared/domain/order-request.ts';
import { riskCommands } from '../../../src/shared/ipc/commands/risk-commands.ts';
import { fakeCard, fakeProposal } from '../../support/fake-trading-data.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 15);
const { order: plain } = fakeCard(fakeProposal(NOW_MS, 'a', {}), NOW_MS, 1);
const parsed = (order: unknown) =>
  riskCommands['risk.preview'].input.parse({ accountId: 'acc_0000000000000000', order }).order;

const WITH_MORE: readonly [string, Partial<OrderDraft>][] = [
  [
    'a trailing stop',
    { orderType: 'TRAIL', limitPrice: null, trail: { by: 'percent', value: decimal('2.5') } },
  ],
  ['an order with an end', { timeInForce: 'GTD', expiresAtMs: NOW_MS }],
  ['an order until it is cancelled', { timeInForce: 'GTC' }],
  ['an order of the night', { session: 'overnight' }],
  [
    'a bracket',
    {
      attached: {
        takeProfitPrice: decimal(200),
        stopLossPrice: decimal(180),
        stopLossLimitPrice: null,
        timeInForce: 'GTC',
      },
    },
  ],
  [
    'an algorithm',
    { orderType: 'VWAP', limitPrice: null, algo: { startMs: null, endMs: 5, participationRate: null } },
  ],
  [
    'a combination',
    {
      legs: [
        { symbol: 'AAPL  261218C00190000', side: 'BUY', ratio: 1 },
        { symbol: 'AAPL  261218C00195000', side: 'SELL', ratio: 1 },
      ],
    },
  ],
];

describe('what is asked of the controls about an order that was proposed', () => {
  it.each<[string, Partial<OrderDraft>]>([['a limit order', {}], ...WITH_MORE])(
    '%s is asked about whole',
    (_name, patch) => {
      const { market, currency, securityType, multiplier, ...whole } = { ...plain, ...patch };
      expect(parsed(requestOf({ ...whole, market, currency, securityType, multiplier }))).toEqual(whole);
    },
  );

  it.each<[string, Partial<OrderDraft>]>([
    ['a limit order', {}],
    ['a market order', { orderType: 'MKT', limitPrice: null }],
    ['a stop', { orderType: 'STP', limitPrice: null, stopPrice: decimal(180) }],
    ['a stop with a limit', { orderType: 'STP_LMT', stopPrice: decimal(180) }],
    ['extended hours', { session: 'extended' }],
  ])('%s is the same when asked from the form', (_name, patch) => {
    const order = { ...plain, ...patch };
    const question = questionOf(order);
    expect(question).not.toBeNull();
    expect(parsed(question === null ? null : orderOf(question))).toEqual(parsed(requestOf(order)));
  });

  it.each(WITH_MORE)('%s is not shown in the form, which would make another order of it', (_name, patch) => {
    expect(questionOf({ ...plain, ...patch })).toBeNull();
  });
});
