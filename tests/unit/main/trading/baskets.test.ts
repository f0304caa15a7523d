import { beforeEach, describe, expect, it } from 'vitest';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import type { Proposal } from '../../../../src/shared/domain/proposal.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../../src/shared/domain/risk-settings.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { ACCOUNT_ID, TradingHarness } from '../../../support/trading-harness.ts';

const databases = tempDatabases();
let harness: TradingHarness;

const TWO = [{ symbol: 'AAPL' }, { symbol: 'MSFT', quantity: decimal(5) }];
const THREE = [...TWO, { symbol: 'NVDA', quantity: decimal(2) }];
const statuses = ({ legs }: Proposal) => legs.map(({ status }) => status);

beforeEach(() => {
  harness = new TradingHarness(databases.open());
});

describe('proposing a basket', () => {
  it('is one proposal, one card and one decision', async () => {
    const basket = await harness.proposeBasket(THREE);
    expect(basket).toMatchObject({ kind: 'basket', status: 'awaiting_approval', order: null });
    expect(statuses(basket)).toEqual(['draft', 'draft', 'draft']);
    const listed = await harness.desk.list({ accountIds: null, isWaitingOnly: true, limit: 10 });
    expect(listed.map(({ id }) => id)).toEqual([basket.id]);
    expect(harness.notified.map(({ id }) => id)).toEqual([basket.id]);
    const { sentence, legs } = await harness.basketCard(basket.id);
    expect(sentence).toBe('BASKET of 3: BUY 10 AAPL, BUY 5 MSFT, BUY 2 NVDA');
    expect(legs.map(({ proposalId }) => proposalId)).toEqual(basket.legs.map((leg) => leg.proposalId));
  });

  it('sells first, otherwise in the order asked for', async () => {
    harness.broker.positions = [position('NVDA', '50')];
    const basket = await harness.proposeBasket([...TWO, { symbol: 'NVDA', side: 'SELL' }]);
    expect(basket.legs.map(({ order }) => order.symbol)).toEqual(['NVDA', 'AAPL', 'MSFT']);
  });

  it('counts the whole basket against the orders of a minute', async () => {
    await harness.riskSettings.set(ACCOUNT_ID, { ...DEFAULT_RISK_SETTINGS, ordersPerMinuteMax: 2 });
    const basket = await harness.proposeBasket(THREE);
    expect(basket.status).toBe('blocked');
    expect(statuses(basket)).toEqual(['blocked', 'blocked', 'blocked']);
    const blocks = basket.controls.filter(({ level }) => level === 'block');
    expect(blocks).toMatchObject([
      { control: 'order_rate', text: expect.stringMatching(/^Order 3, .*NVDA/) },
    ]);
    await expect(harness.desk.card(basket.id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('counts the whole basket against the value of a day and against the exposure', async () => {
    const times = decimal('0.3');
    await harness.riskSettings.set(ACCOUNT_ID, { ...DEFAULT_RISK_SETTINGS, dailyNotionalTimes: times });
    // 10 and 5 at 187.50 are 2812.50, within 3000; two more are 3187.50.
    expect((await harness.proposeBasket(TWO)).status).toBe('awaiting_approval');
    harness.clock.advance(700_000);
    await harness.desk.runDueWork();
    const basket = await harness.proposeBasket([...TWO, { symbol: 'NVDA', quantity: decimal(2) }]);
    expect(basket.controls).toContainEqual(
      expect.objectContaining({ control: 'daily_notional', level: 'block', value: '3187.5 USD' }),
    );
    const exposure = { ...DEFAULT_RISK_SETTINGS, grossExposureMax: decimal('0.003') };
    await harness.riskSettings.set(ACCOUNT_ID, exposure);
    const exposed = await harness.proposeBasket(THREE);
    expect(exposed.controls).toContainEqual(
      expect.objectContaining({ control: 'gross_exposure', level: 'block' }),
    );
  });

  it('pays each order with what those before it leave of the cash', async () => {
    harness.broker.cash = '2000';
    const basket = await harness.proposeBasket(TWO);
    expect(basket.controls).toContainEqual(
      expect.objectContaining({
        control: 'kinds_enabled',
        level: 'block',
        text: expect.stringContaining('MSFT'),
      }),
    );
    expect(
      basket.controls.filter(({ level, text }) => level === 'block' && text.includes('Order 1')),
    ).toEqual([]);
  });

  it('does not sell what another of its orders sells already', async () => {
    harness.broker.positions = [position('AAPL', '10')];
    const basket = await harness.proposeBasket([
      { side: 'SELL', quantity: decimal(6) },
      { side: 'SELL', quantity: decimal(5) },
    ]);
    expect(basket.controls).toContainEqual(
      expect.objectContaining({
        control: 'kinds_enabled',
        level: 'block',
        text: expect.stringMatching(/^Order 2/),
      }),
    );
  });

  it('blocks the same order twice in one basket, and one that waits in a basket', async () => {
    const twice = await harness.proposeBasket([{}, {}]);
    expect(twice.controls).toContainEqual(
      expect.objectContaining({ control: 'duplicate_order', level: 'block' }),
    );
    await harness.proposeBasket(TWO);
    expect((await harness.propose({})).status).toBe('blocked');
  });

  it('counts as one waiting proposal, and returns the first answer to the same request id', async () => {
    const first = await harness.proposeBasket(THREE, { requestId: 'rebalance' });
    expect((await harness.proposeBasket(THREE, { requestId: 'rebalance' })).id).toBe(first.id);
    await expect(harness.proposeBasket(TWO, { requestId: 'rebalance' })).rejects.toMatchObject({
      code: 'conflict',
    });
    for (const quantity of [1, 2, 3, 4]) await harness.propose({ quantity: decimal(quantity) });
    await expect(harness.propose({ quantity: decimal(7) })).rejects.toMatchObject({ code: 'busy' });
  });

  it('takes two to six orders', async () => {
    await expect(harness.proposeBasket([{}])).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(harness.proposeBasket(Array.from({ length: 7 }, () => ({})))).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});

function position(symbol: string, quantity: string) {
  return {
    symbol,
    name: null,
    market: 'US',
    securityType: 'STK',
    currency: 'USD',
    quantity,
    salableQuantity: quantity,
    averageCost: '150',
    lastPrice: '187.49',
    marketValue: '9374.5',
    unrealizedPnl: '0',
    unrealizedPnlRate: null,
    realizedPnl: null,
    todayPnl: '0',
    multiplier: '1',
  };
}
