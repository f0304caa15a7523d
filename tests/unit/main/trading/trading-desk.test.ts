import { beforeEach, describe, expect, it } from 'vitest';
import { approvalCardSchema } from '../../../../src/shared/domain/approval-card.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import { proposalSchema } from '../../../../src/shared/domain/proposal.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { CLIENT, TradingHarness } from '../../../support/trading-harness.ts';

const databases = tempDatabases();
let harness: TradingHarness;
const OTHER_CLIENT = { connectionId: 'conn-2', name: 'Cursor', version: null };

beforeEach(() => {
  harness = new TradingHarness(databases.open());
});

describe('the way of an order', () => {
  it('goes from proposal to fill, each step recorded, sent once', async () => {
    const proposed = await harness.propose();
    expect(proposed).toMatchObject({ status: 'awaiting_approval', mode: 'paper', clientName: 'Claude' });
    expect(proposed.expiresAtMs).toBe(harness.clock.nowMs() + 300_000);
    expect(harness.broker.placed).toEqual([]);
    expect(harness.notified.map(({ id }) => id)).toEqual([proposed.id]);
    const decided = await harness.approve(proposed.id);
    expect(decided).toMatchObject({ isDelivered: true, proposal: { status: 'submitted' } });
    expect(harness.broker.placed).toHaveLength(1);
    expect(harness.broker.placed[0]).toMatchObject({
      userMark: proposed.id,
      orderNumber: '1',
      order: { symbol: 'AAPL', market: 'US', currency: 'USD', securityType: 'STK', quantity: '10' },
    });
    const brokerOrderId = decided.proposal.brokerOrderId!;
    await harness.turns(1, 1000);
    expect(await harness.desk.get(proposed.id)).toMatchObject({ status: 'working' });
    harness.broker.report(brokerOrderId, { status: 'partially_filled', filledQuantity: decimal(4) });
    await harness.turns(1, 1000);
    harness.broker.report(brokerOrderId, {
      status: 'filled',
      filledQuantity: decimal(10),
      averageFillPrice: decimal('187.49'),
    });
    await harness.turns(1, 1000);
    const filled = await harness.desk.get(proposed.id);
    expect(filled).toMatchObject({ status: 'filled', filledQuantity: '10', averageFillPrice: '187.49' });
    expect(() => proposalSchema.parse(filled)).not.toThrow();
    expect(await harness.auditKinds()).toEqual([
      'proposal.created',
      'proposal.controls_checked',
      'proposal.state_changed',
      'approval.sealed',
      'approval.decided',
      'proposal.state_changed',
      'proposal.state_changed',
      'order.intent_recorded',
      'order.send_started',
      'order.state_changed',
      'order.state_changed',
      'order.state_changed',
      'order.state_changed',
    ]);
    expect(await harness.audit.verify()).toMatchObject({ isIntact: true });
    const names = new Set(harness.published.map(({ name }) => name));
    expect(names).toEqual(new Set(['proposals.changed', 'orders.changed']));
  });

  it('shows a card that is complete and parses', async () => {
    harness.broker.positions = [position('5')];
    const { id } = await harness.propose();
    const card = await harness.desk.card(id);
    expect(() => approvalCardSchema.parse(card)).not.toThrow();
    expect(card).toMatchObject({
      sentence: 'BUY 10 AAPL @ 187.5 LMT DAY',
      intent: 'adds',
      midPrice: '187.49',
      againstBookRate: '0',
      againstLastTicks: '1',
      notional: { estimate: '1875', worstCase: '1875', currency: 'USD' },
      cash: { before: '1000000', after: '998123.01', currency: 'USD' },
      position: { before: '5', after: '15', averageCost: '100' },
      netLiquidationRate: '0.001875',
      holdMs: 600,
      staleAtMs: harness.clock.nowMs() + 15_000,
      client: { name: 'Claude', isConnected: true },
    });
  });

  it('shows no card once it is decided on, and says what was decided', async () => {
    const [bought, refused] = [await harness.propose(), await harness.propose({ quantity: decimal(3) })];
    await harness.approve(bought.id);
    await harness.desk.decide({
      decision: 'decline',
      proposalId: refused.id,
      note: '',
      isClientBlocked: false,
    });
    await expect(harness.desk.card(bought.id)).rejects.toThrow('it was approved');
    await expect(harness.desk.card(refused.id)).rejects.toThrow('it was declined');
  });

  it('leaves no status behind that the broker does not report', async () => {
    const { id } = await harness.propose();
    const { proposal } = await harness.approve(id);
    harness.broker.report(proposal.brokerOrderId!, { status: 'rejected', remark: 'not today' });
    await harness.turns(1, 1000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'rejected', brokerMessage: 'not today' });
    await harness.turns(5, 60_000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'rejected' });
  });

  it('follows the broker where the table knows no such way, and records that', async () => {
    const { id } = await harness.propose();
    const { proposal } = await harness.approve(id);
    harness.broker.report(proposal.brokerOrderId!, {
      status: 'partially_filled',
      filledQuantity: decimal(4),
    });
    await harness.turns(1, 1000);
    harness.broker.report(proposal.brokerOrderId!, { status: 'working' });
    await harness.turns(1, 1000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'working' });
    const details = await harness.database.db.selectFrom('audit_events').select('detail').execute();
    expect(details.some(({ detail }) => detail.includes('"isLegal":false'))).toBe(true);
  });
});

describe('waiting for the outcome', () => {
  it('ends when the decision is made', async () => {
    const { id } = await harness.propose();
    const waiting = harness.desk.waitForOutcome(id, { waitMs: 60_000, signal: new AbortController().signal });
    await harness.approve(id);
    expect(await waiting).toMatchObject({ status: 'submitted' });
  });

  it('ends when the time is over or the caller has gone', async () => {
    const { id } = await harness.propose();
    const { signal } = new AbortController();
    expect(await harness.desk.waitForOutcome(id, { waitMs: 0, signal })).toMatchObject({
      status: 'awaiting_approval',
    });
    const leaving = new AbortController();
    const waiting = harness.desk.waitForOutcome(id, { waitMs: 60_000, signal: leaving.signal });
    leaving.abort();
    expect(await waiting).toMatchObject({ status: 'awaiting_approval' });
  });

  it('does not hold more than a bounded number of callers, and lets them all go at the end', async () => {
    const { id } = await harness.propose();
    const { signal } = new AbortController();
    const waits = Array.from({ length: 205 }, () =>
      harness.desk.waitForOutcome(id, { waitMs: 60_000, signal }),
    );
    const early = await Promise.race(waits);
    expect(early).toMatchObject({ status: 'awaiting_approval' });
    await harness.desk.decide({ decision: 'decline', proposalId: id, note: '', isClientBlocked: false });
    const statuses = (await Promise.all(waits)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 'declined')).toHaveLength(200);
  });

  it('knows no proposal that does not exist', async () => {
    const { signal } = new AbortController();
    const missing = `prp_${'a'.repeat(26)}`;
    await expect(harness.desk.waitForOutcome(missing, { waitMs: 0, signal })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('expiry', () => {
  it('denies by itself', async () => {
    const { id } = await harness.propose();
    await harness.turns(1, 299_999);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'awaiting_approval' });
    await harness.turns(1, 1);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'expired', expiresAtMs: null });
  });
});

describe('withdrawing', () => {
  it('is for the client that proposed, or one of its name after it has gone', async () => {
    const { id } = await harness.propose();
    const heir = { ...CLIENT, connectionId: 'conn-7' };
    await expect(harness.desk.withdraw(id, OTHER_CLIENT)).rejects.toMatchObject({ code: 'access_denied' });
    await expect(harness.desk.withdraw(id, heir)).rejects.toMatchObject({ code: 'access_denied' });
    await harness.desk.clientGone('conn-1');
    expect(await harness.desk.withdraw(id, heir)).toMatchObject({ status: 'withdrawn' });
    await expect(harness.desk.withdraw(id, heir)).rejects.toMatchObject({ code: 'conflict' });
  });
});

function position(quantity: string) {
  return {
    symbol: 'AAPL',
    name: null,
    market: 'US',
    securityType: 'STK',
    currency: 'USD',
    quantity,
    salableQuantity: quantity,
    averageCost: '100',
    lastPrice: '187',
    marketValue: null,
    unrealizedPnl: null,
    unrealizedPnlRate: null,
    realizedPnl: null,
    todayPnl: null,
    multiplier: null,
  };
}
