import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/shared/app-error.ts';
import type { ControlId } from '../../../../src/shared/domain/control.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import type { BrokerOrder } from '../../../../src/shared/domain/order.ts';
import { PLAIN_FORM } from '../../../../src/shared/domain/order-form.ts';
import type { Proposal } from '../../../../src/shared/domain/proposal.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../../src/shared/domain/risk-settings.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { ACCOUNT_ID, TradingHarness } from '../../../support/trading-harness.ts';

const databases = tempDatabases();
let harness: TradingHarness;

beforeEach(() => {
  harness = new TradingHarness(databases.open());
});

function resultOf({ controls }: Proposal, id: ControlId) {
  return controls.find(({ control }) => control === id)!;
}

/** Another symbol each, so that nothing is a duplicate. */
async function send(symbol: string, quantity = 10): Promise<Proposal> {
  const proposal = await harness.propose({ symbol, quantity: decimal(quantity) });
  expect(proposal.status, JSON.stringify(proposal.controls)).toBe('awaiting_approval');
  const { proposal: sent } = await harness.approve(proposal.id);
  return sent;
}

describe('the counters of an account', () => {
  it('stop the sixth order of a minute, and let it pass a minute later', async () => {
    for (const symbol of ['A', 'B', 'C', 'D', 'E']) await send(symbol);
    const sixth = await harness.propose({ symbol: 'F' });
    expect(resultOf(sixth, 'order_rate')).toMatchObject({ level: 'block', value: '5 in a minute' });
    harness.clock.advance(60_001);
    expect((await harness.propose({ symbol: 'G' })).status).toBe('awaiting_approval');
  });

  it('stop an order at the moment of sending that was approved beside others', async () => {
    await harness.riskSettings.set(ACCOUNT_ID, { ...DEFAULT_RISK_SETTINGS, ordersPerMinuteMax: 1 });
    const [first, second] = [await harness.propose({ symbol: 'A' }), await harness.propose({ symbol: 'B' })];
    await Promise.all([harness.approve(first.id), harness.approve(second.id)]);
    expect(harness.broker.placed).toHaveLength(1);
    const states = await Promise.all([first, second].map(({ id }) => harness.desk.get(id)));
    expect(states.map(({ status }) => status).sort()).toEqual(['needs_review', 'submitted']);
  });

  it('begin a new day at midnight UTC', async () => {
    await harness.riskSettings.set(ACCOUNT_ID, { ...DEFAULT_RISK_SETTINGS, ordersPerDayMax: 1 });
    await send('A');
    expect(resultOf(await harness.propose({ symbol: 'B' }), 'order_rate').level).toBe('block');
    harness.clock.advance(9 * 3_600_000);
    expect(resultOf(await harness.propose({ symbol: 'C' }), 'order_rate').level).toBe('pass');
  });

  it('add up what the orders of a day were worth', async () => {
    await harness.riskSettings.set(ACCOUNT_ID, {
      ...DEFAULT_RISK_SETTINGS,
      dailyNotionalTimes: decimal('0.5'),
    });
    await send('A', 20);
    const second = await harness.propose({ symbol: 'B', quantity: decimal(10) });
    expect(resultOf(second, 'daily_notional')).toMatchObject({ level: 'block', value: '5625 USD' });
    expect((await harness.propose({ symbol: 'C', quantity: decimal(6) })).status).toBe('awaiting_approval');
  });
});

describe('the card', () => {
  it('shows the day, the open orders, the market and the client’s numbers', async () => {
    await send('MSFT');
    harness.broker.openOrders = [...harness.broker.atBroker.values()].map((order) => ({
      ...order,
      symbol: 'AAPL',
    }));
    const { id } = await harness.propose({ quantity: decimal(20) });
    expect(await harness.desk.card(id)).toMatchObject({
      symbolRate: '0.00375',
      realisedPnl: null,
      openOnSymbol: [{ side: 'BUY', quantity: '10', isAlike: false }],
      dayUsage: [
        { measure: 'orders', used: '1', after: '2', limit: '20' },
        { measure: 'notional', used: '1875', after: '5625', limit: '50000', currency: 'USD' },
        { measure: 'loss', used: '0', limit: '20000' },
      ],
      marketSize: { averageDailyVolume: '1000000', volumeRate: '0.00002', displayedRate: '0.2' },
      rationaleClaims: [],
    });
  });

  it('is held longer after a run of quick approvals', async () => {
    for (const symbol of ['A', 'B', 'C']) {
      const { id } = await harness.propose({ symbol });
      harness.clock.advance(500);
      await harness.approve(id);
    }
    const { id } = await harness.propose({ symbol: 'D' });
    expect((await harness.orderCard(id)).holdMs).toBe(1300);
  });

  it('that an earlier version sealed cannot be approved', async () => {
    const { id } = await harness.propose();
    const card = await harness.orderCard(id);
    const { dayUsage: _unknownThen, ...old } = card;
    await harness.database.db
      .updateTable('proposals')
      .set({ card_json: JSON.stringify(old) })
      .where('id', '=', id)
      .execute();
    expect(await harness.approve(id, card)).toMatchObject({ isDelivered: false });
    expect(harness.broker.placed).toEqual([]);
  });
});

it('an order and a card of before orders had forms are read as the plain order that they were', async () => {
  const { id } = await harness.propose();
  const card = await harness.orderCard(id);
  const { trail: _trail, expiresAtMs: _end, attached: _attached, algo: _algo, ...order } = card.order;
  const { firstTrailStop: _stop, attachedOutcome: _outcome, ...old } = { ...card, order };
  await harness.database.db
    .updateTable('proposals')
    .set({ card_json: JSON.stringify(old), order_json: JSON.stringify(order) })
    .where('id', '=', id)
    .execute();
  expect(await harness.orderCard(id)).toEqual(card);
  expect((await harness.desk.get(id)).order).toEqual({ ...order, ...PLAIN_FORM });
});

describe('other accounts of the user', () => {
  const other = {
    ...new TradingHarness(databases.open()).account,
    id: 'acc_fedcba9876543210',
    alias: 'second',
  };
  const sale = (patch: Partial<BrokerOrder> = {}) => ({
    ...[...harness.broker.atBroker.values()][0]!,
    side: 'SELL' as const,
    ...patch,
  });

  it('with an opposite order block', async () => {
    harness.others = [other];
    await send('AAPL');
    harness.otherBroker.openOrders = [sale()];
    harness.clock.advance(3_600_000);
    const proposal = await harness.propose();
    expect(resultOf(proposal, 'opposite_order')).toMatchObject({
      level: 'block',
      value: 'SELL 10 on second',
    });
  });

  it('that cannot be asked are a danger, and not a block', async () => {
    harness.others = [other];
    const dead = new AppError('broker_unreachable', 'dead', { nextStep: 'wait', retryable: true });
    harness.otherBroker.failing.set('orders.list', dead);
    const proposal = await harness.propose();
    expect(proposal.status).toBe('awaiting_approval');
    expect(resultOf(proposal, 'opposite_order')).toMatchObject({ level: 'danger' });
  });

  it('of another kind are other markets and are not asked', async () => {
    harness.others = [{ ...other, mode: 'live' }];
    harness.otherBroker.failing.set('orders.list', new AppError('internal', 'x', { nextStep: 'y' }));
    expect(resultOf(await harness.propose(), 'opposite_order').level).toBe('pass');
  });
});
