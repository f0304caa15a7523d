import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { summarise } from '../../../../../src/main/trading/summary/summarise.ts';
import { summaryCsv } from '../../../../../src/main/trading/summary/summary-csv.ts';
import { add, type Decimal, decimal, multiply, ZERO } from '../../../../../src/shared/domain/decimal.ts';
import { marketDay } from '../../../../../src/shared/domain/market-day.ts';
import { dayStartMs } from '../../../../../src/shared/domain/market-hours.ts';
import type { BrokerOrder } from '../../../../../src/shared/domain/order.ts';
import type { Transaction } from '../../../../../src/shared/domain/transaction.ts';
import { tempDatabases } from '../../../../support/temp-database.ts';
import { TradingHarness } from '../../../../support/trading-harness.ts';
import { holding } from '../../risk/control-facts-of.ts';

const databases = tempDatabases();
let harness: TradingHarness;

beforeEach(() => {
  harness = new TradingHarness(databases.open());
});

const OTHER = { connectionId: 'conn-2', name: 'Cursor', version: null };
const today = () => harness.desk.summaries.summary({ span: 'day', day: null, market: 'US' });

async function fill(brokerOrderId: string, side: 'BUY' | 'SELL', price: string): Promise<void> {
  harness.broker.report(brokerOrderId, {
    status: 'filled',
    filledQuantity: decimal(10),
    averageFillPrice: decimal(price),
    commission: decimal('1.25'),
  });
  const row: Transaction = {
    transactionId: `t${brokerOrderId}`,
    brokerOrderId,
    symbol: 'AAPL',
    market: 'US',
    securityType: 'STK',
    currency: 'USD',
    side,
    quantity: decimal(10),
    price: decimal(price),
    amount: null,
    filledAtMs: harness.clock.nowMs(),
  };
  harness.broker.fills.push(row);
  await harness.turns(3, 1_000);
}

describe('a summary', () => {
  it('counts what each client asked for and what was decided, with fills, fees and result by currency', async () => {
    harness.broker.positions = [{ ...holding('10'), averageCost: decimal('150.10') }];
    const { id } = await harness.propose({ side: 'SELL', limitPrice: decimal('187.48') });
    const { proposal } = await harness.approve(id);
    await fill(proposal.brokerOrderId ?? '', 'SELL', '187.49');
    const declined = await harness.propose({ symbol: 'MSFT' }, { client: OTHER });
    await harness.desk.decide({
      decision: 'decline',
      proposalId: declined.id,
      note: '',
      isClientBlocked: false,
    });
    await harness.propose({ symbol: 'TSLA', quantity: decimal(1_000_000) }, { client: OTHER });
    const { rows } = await today();
    expect(rows).toMatchObject([
      {
        clientName: 'Claude',
        ...{ proposals: 1, approved: 1, fills: 1, alerts: 0 },
        money: [
          {
            currency: 'USD',
            bought: '0',
            sold: '1874.9',
            fees: '1.25',
            realised: '373.9',
            unknownResults: 0,
          },
        ],
      },
      { clientName: 'Cursor', proposals: 2, approved: 0, declined: 1, blocked: 1, fills: 0, money: [] },
    ]);
    expect(rows[1]?.blockedBy).toContainEqual({ control: 'order_quantity', count: 1 });
    const csv = summaryCsv(await today());
    expect(csv.split('\r\n')[1]).toContain('demo,Claude,1,1,0,0,0,0,0,0,,');
    expect(csv).toContain('USD,0,1874.9,1.25,373.9,0');
  });

  it.each<[string, unknown[], string]>([
    ['what its order paid', [], '20'],
    ['the average with what was held before', [{ ...holding('10'), averageCost: decimal('177.4') }], '70'],
  ])('measures what a leg closes against %s, and names its order', async (_words, positions, realised) => {
    harness.broker.positions = positions;
    const attached = { takeProfitPrice: decimal('189.4'), stopLossPrice: null, stopLossLimitPrice: null };
    const { id } = await harness.propose({
      limitPrice: decimal('187.4'),
      attached: { ...attached, timeInForce: 'GTC' },
    });
    const { proposal } = await harness.approve(id);
    const parentOrderId = proposal.brokerOrderId ?? '';
    await fill(parentOrderId, 'BUY', '187.4');
    const leg: BrokerOrder = {
      ...harness.broker.atBroker.get(parentOrderId)!,
      ...{ brokerOrderId: '501', parentOrderId, side: 'SELL', limitPrice: decimal('189.4') },
    };
    harness.broker.atBroker.set('501', leg);
    harness.broker.openOrders = [leg];
    await fill('501', 'SELL', '189.4');
    await harness.turns(2, 120_000);
    const summary = await today();
    expect(summary.rows).toMatchObject([
      {
        ...{ proposals: 1, approved: 1, fills: 2, legFills: 1, alerts: 0 },
        money: [{ bought: '1874', sold: '1894', fees: '2.5', realised, unknownResults: 0 }],
      },
    ]);
    expect(summary.fills).toMatchObject([
      {
        side: 'SELL',
        price: '189.4',
        leg: 'take profit 189.4',
        order: expect.stringContaining('BUY 10 AAPL'),
      },
      { side: 'BUY', price: '187.4', leg: null },
    ]);
    expect(summary.otherAlerts).toEqual([]);
    expect(summaryCsv(summary)).toContain(',2,1,0,USD,1874,1894,2.5,');
  });

  it('takes a day from midnight to midnight of its market, also when clocks change', () => {
    expect(dayStartMs('US', '2026-01-05')).toBe(Date.parse('2026-01-05T05:00:00Z'));
    expect(dayStartMs('US', '2026-07-01')).toBe(Date.parse('2026-07-01T04:00:00Z'));
    expect(dayStartMs('US', '2026-03-08')).toBe(Date.parse('2026-03-08T05:00:00Z'));
    expect(dayStartMs('US', '2026-03-09')).toBe(Date.parse('2026-03-09T04:00:00Z'));
    expect(dayStartMs('HK', '2026-01-05')).toBe(Date.parse('2026-01-04T16:00:00Z'));
  });

  it('leaves out what was before or after, and a week holds seven days', async () => {
    await harness.propose();
    const market = 'US' as const;
    const day = marketDay(market, harness.clock.nowMs());
    const at = (span: 'day' | 'week', shown: string) =>
      harness.desk.summaries.summary({ span, day: shown, market });
    const shift = (days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
    expect((await at('day', day)).rows).toHaveLength(1);
    expect((await at('day', shift(1))).rows).toEqual([]);
    expect((await at('day', shift(-1))).rows).toEqual([]);
    expect((await at('week', shift(6))).rows).toHaveLength(1);
    expect((await at('week', shift(7))).rows).toEqual([]);
  });

  it('adds up exactly, whatever the fills', () => {
    const whose = { accountId: 'acc_0123456789abcdef', accountAlias: 'demo', clientName: 'Claude' };
    const amount = fc
      .integer({ min: 1, max: 9_999_999 })
      .map((value): Decimal => multiply(decimal(value), decimal('0.0001')));
    const drawn = fc.record({ quantity: amount, price: amount, cost: amount });
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 1, maxLength: 20 }), (list) => {
        const fills = list.map(({ quantity, price, cost }) => ({
          ...whose,
          ...{
            isOfLeg: false,
            side: 'SELL' as const,
            currency: 'USD',
            quantity,
            price,
            multiplier: decimal(1),
            closedCost: cost,
          },
        }));
        const [row] = summarise({ proposals: [], fills, fees: [], alerts: [] });
        const sold = list.map(({ quantity, price }) => multiply(quantity, price)).reduce(add, ZERO);
        const cost = list.map((each) => multiply(each.quantity, each.cost)).reduce(add, ZERO);
        expect(row?.money[0]?.sold).toBe(sold);
        expect(add(row?.money[0]?.realised ?? ZERO, cost)).toBe(sold);
      }),
    );
  });
});
