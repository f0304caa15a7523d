import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/shared/app-error.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import type { AccountEvent } from '../../../../src/shared/ipc/worker-events.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { ACCOUNT_ID, TradingHarness } from '../../../support/trading-harness.ts';

const databases = tempDatabases();
let harness: TradingHarness;
let reads: string[];

beforeEach(() => {
  harness = new TradingHarness(databases.open());
  reads = [];
  harness.broker.beforeRead = async (name) => {
    reads.push(name);
  };
});

const pushed = (brokerOrderId: string): AccountEvent => ({
  name: 'order',
  accountId: ACCOUNT_ID,
  brokerOrderId,
  symbol: 'AAPL',
  statusText: 'Filled',
  filledQuantity: decimal(10),
  updatedAtMs: 1,
});

async function sent(): Promise<{ id: string; brokerOrderId: string }> {
  const { id } = await harness.propose();
  const { proposal } = await harness.approve(id);
  reads.length = 0;
  return { id, brokerOrderId: proposal.brokerOrderId ?? '' };
}

const statusOf = async (id: string) => (await harness.desk.get(id)).status;
const readsOfOrders = () => reads.filter((name) => name === 'orders.get').length;

describe('a push about an order', () => {
  it('makes the app read it at once, long before its turn', async () => {
    const { id, brokerOrderId } = await sent();
    harness.broker.report(brokerOrderId, { status: 'filled', filledQuantity: decimal(10) });
    await harness.desk.runDueWork();
    expect(await statusOf(id)).toBe('submitted');
    harness.desk.brokerNews(pushed(brokerOrderId));
    await expect.poll(() => statusOf(id)).toBe('filled');
  });

  it('is a hint alone: what the broker answers counts', async () => {
    const { id, brokerOrderId } = await sent();
    harness.desk.brokerNews(pushed(brokerOrderId));
    await expect.poll(() => statusOf(id)).toBe('working');
  });

  it('that overtakes the answer to its order waits for it', async () => {
    harness.broker.onPlace = async (brokerOrderId) => {
      harness.broker.report(brokerOrderId, { status: 'filled', filledQuantity: decimal(10) });
      harness.desk.brokerNews(pushed(brokerOrderId));
      await new Promise((resolve) => setImmediate(resolve));
      return { brokerOrderId };
    };
    const { id } = await harness.propose();
    await harness.approve(id);
    await expect.poll(() => statusOf(id)).toBe('filled');
  });

  it('that comes a hundred times costs a few reads', async () => {
    const { id, brokerOrderId } = await sent();
    harness.broker.report(brokerOrderId, { status: 'filled', filledQuantity: decimal(10) });
    for (let count = 0; count < 100; count += 1) harness.desk.brokerNews(pushed(brokerOrderId));
    await expect.poll(() => statusOf(id)).toBe('filled');
    await harness.desk.close();
    expect(readsOfOrders()).toBeLessThanOrEqual(2);
  });

  it('of somebody else tells the windows and reads nothing', async () => {
    await sent();
    harness.published.length = 0;
    harness.desk.brokerNews(pushed('40139406481165313'));
    await expect
      .poll(() => harness.published)
      .toEqual([{ name: 'orders.changed', payload: { accountId: ACCOUNT_ID } }]);
    expect(readsOfOrders()).toBe(0);
  });

  it('does no harm while the broker cannot be reached', async () => {
    const { id, brokerOrderId } = await sent();
    const dead = new AppError('broker_unreachable', 'the line is dead', { nextStep: 'wait' });
    harness.broker.failing.set('orders.get', dead);
    harness.desk.brokerNews(pushed(brokerOrderId));
    await expect.poll(() => readsOfOrders()).toBeGreaterThan(0);
    harness.broker.failing.clear();
    harness.broker.report(brokerOrderId, { status: 'filled', filledQuantity: decimal(10) });
    await harness.turns(1, 5_000);
    expect(await statusOf(id)).toBe('filled');
    expect(harness.errors).toEqual([]);
  });

  it('is not heard any more once the desk is closed', async () => {
    const { brokerOrderId } = await sent();
    await harness.desk.close();
    harness.published.length = 0;
    harness.desk.brokerNews(pushed(brokerOrderId));
    harness.desk.brokerNews({ name: 'gap', accountId: ACCOUNT_ID });
    await harness.desk.close();
    expect(reads).toEqual([]);
  });
});

describe('a gap', () => {
  it('makes the app read every order that is not over', async () => {
    const { id, brokerOrderId } = await sent();
    harness.broker.report(brokerOrderId, { status: 'filled', filledQuantity: decimal(10) });
    harness.desk.brokerNews({ name: 'gap', accountId: ACCOUNT_ID });
    await expect.poll(() => statusOf(id)).toBe('filled');
  });

  it('is survived without the broker', async () => {
    await sent();
    harness.broker.failing.set(
      'orders.get',
      new AppError('broker_unreachable', 'the line is dead', { nextStep: 'wait' }),
    );
    harness.desk.brokerNews({ name: 'gap', accountId: ACCOUNT_ID });
    await expect.poll(() => readsOfOrders()).toBe(1);
    await harness.desk.close();
    expect(harness.errors).toEqual([]);
  });
});
