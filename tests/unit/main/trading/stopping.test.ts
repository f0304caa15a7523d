import { beforeEach, describe, expect, it, vi } from 'vitest';
import { TradingStopStore } from '../../../../src/main/risk/trading-stop-store.ts';
import { AppError } from '../../../../src/shared/app-error.ts';
import type { ProposalId } from '../../../../src/shared/domain/proposal.ts';
import { LIFT_STOP_SENTENCE, type StopTarget } from '../../../../src/shared/domain/trading-stop.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { ACCOUNT_ID, CLIENT, TradingHarness } from '../../../support/trading-harness.ts';

const databases = tempDatabases();
let path: string;
let harness: TradingHarness;
const OTHER_CLIENT = { connectionId: 'conn-2', name: 'Cursor', version: null };
const APP: StopTarget = { scope: 'app' };

beforeEach(() => {
  path = databases.newPath();
  harness = new TradingHarness(databases.open(path));
});

async function working(): Promise<{ id: ProposalId; brokerOrderId: string }> {
  const { id } = await harness.propose();
  const { proposal } = await harness.approve(id);
  return { id, brokerOrderId: proposal.brokerOrderId! };
}

const status = async (id: ProposalId) => (await harness.desk.get(id)).status;

describe('a stop', () => {
  it.each<[StopTarget]>([
    [APP],
    [{ scope: 'account', accountId: ACCOUNT_ID }],
    [{ scope: 'client', clientName: CLIENT.name }],
  ])('%o blocks proposals, and what was approved is not sent', async (target) => {
    const waiting = await harness.propose();
    const card = await harness.desk.card(waiting.id);
    await harness.desk.stopTrading(target, 1);
    const late = await harness.propose({ symbol: 'MSFT' });
    expect(late.status).toBe('blocked');
    expect(late.controls.find(({ control }) => control === 'kill_switch')).toMatchObject({
      level: 'block',
      text: expect.stringContaining('Only the user can lift'),
    });
    const decided = await harness.approve(waiting.id, card);
    expect(decided.proposal).toMatchObject({
      status: 'needs_review',
      reviewReason: expect.stringContaining('stopped'),
    });
    expect(harness.broker.placed).toEqual([]);
    expect(harness.published).toContainEqual({ name: 'stops.changed', payload: {} });
  });

  it('that comes after the last check still keeps the order back', async () => {
    const { id } = await harness.propose();
    const card = await harness.desk.card(id);
    const held = TradingStopStore.prototype.holdingBack;
    // The stop falls between the last check and the intent: the check, which has no transaction, does not see it.
    vi.spyOn(TradingStopStore.prototype, 'holdingBack').mockImplementation(async function (
      this: TradingStopStore,
      ...args
    ) {
      if (args[2] !== undefined) return held.apply(this, args);
      await harness.desk.stopTrading(APP, 1);
      return [];
    });
    const decided = await harness.approve(id, card);
    vi.restoreAllMocks();
    expect(decided.proposal.reviewReason).toContain('stopped before it was sent');
    expect(harness.broker.placed).toEqual([]);
  });

  it('of another account or client holds nothing back', async () => {
    await harness.desk.stopTrading({ scope: 'client', clientName: 'Cursor' }, 1);
    await harness.desk.stopTrading({ scope: 'account', accountId: 'acc_fedcba9876543210' }, 1);
    expect((await harness.propose()).status).toBe('awaiting_approval');
    expect((await harness.propose({ symbol: 'MSFT' }, { client: OTHER_CLIENT })).status).toBe('blocked');
  });

  it('survives a restart and is on record', async () => {
    await harness.desk.stopTrading(APP, 1);
    const again = new TradingHarness(databases.open(path), harness);
    expect(await again.desk.stops()).toMatchObject([{ target: APP, level: 1, trippedByClient: null }]);
    expect((await again.propose()).status).toBe('blocked');
    expect(await again.auditKinds()).toContain('stop.tripped');
  });

  it('leaves cancels possible', async () => {
    const { brokerOrderId } = await working();
    await harness.desk.stopTrading(APP, 1);
    expect(harness.broker.cancelled).toEqual([]);
    await harness.desk.cancelOrder(ACCOUNT_ID, brokerOrderId, 'stop', CLIENT);
    expect(harness.broker.cancelled).toEqual([brokerOrderId]);
  });

  it('is tripped by a client at level 1 alone, and lowers nothing', async () => {
    await harness.desk.pauseWrites(APP, 'prices look wrong', CLIENT);
    expect(await harness.desk.stops()).toMatchObject([
      { level: 1, trippedByClient: 'Claude', reason: 'prices look wrong' },
    ]);
    await harness.desk.stopTrading(APP, 2);
    await harness.desk.pauseWrites(APP, 'again', CLIENT);
    expect(await harness.desk.stops()).toMatchObject([{ level: 2, trippedByClient: null }]);
  });

  it('is lifted by the typed sentence alone', async () => {
    await harness.desk.stopTrading(APP, 1);
    await expect(harness.desk.liftStop(APP, 'yes')).rejects.toMatchObject({ code: 'invalid_input' });
    expect((await harness.propose()).status).toBe('blocked');
    await harness.desk.liftStop(APP, LIFT_STOP_SENTENCE);
    expect(await harness.desk.stops()).toEqual([]);
    expect((await harness.propose()).status).toBe('awaiting_approval');
    expect((await harness.auditKinds()).filter((kind) => kind.startsWith('stop.'))).toEqual([
      'stop.tripped',
      'stop.lifted',
    ]);
    await expect(harness.desk.liftStop(APP, LIFT_STOP_SENTENCE)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('a stop at level 2', () => {
  it('cancels the open orders that were placed here, once', async () => {
    const { id, brokerOrderId } = await working();
    harness.broker.atBroker.set('77', {
      ...harness.broker.atBroker.get(brokerOrderId)!,
      brokerOrderId: '77',
    });
    // The broker takes its time: the order stays open for a while.
    harness.broker.onCancel = async () => ({ brokerOrderId });
    await harness.desk.stopTrading(APP, 2);
    await harness.turns(5, 1_000);
    expect(harness.broker.cancelled).toEqual([brokerOrderId]);
    harness.broker.report(brokerOrderId, { status: 'cancelled' });
    await harness.turns(3, 5_000);
    expect(await status(id)).toBe('cancelled');
  });

  it('spares the orders of others', async () => {
    await working();
    await harness.desk.stopTrading({ scope: 'client', clientName: 'Cursor' }, 2);
    await harness.turns(2, 1_000);
    expect(harness.broker.cancelled).toEqual([]);
  });

  it('reaches an order that was on the wire, and an account that was away', async () => {
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    harness.broker.onPlace = async (brokerOrderId) => {
      await arrived;
      return { brokerOrderId };
    };
    const { id } = await harness.propose();
    const card = await harness.desk.card(id);
    const sending = harness.approve(id, card);
    await expect.poll(() => harness.broker.placed.length).toBe(1);
    await harness.desk.stopTrading(APP, 2);
    expect(harness.broker.cancelled).toEqual([]);
    harness.isReady = false;
    arrive();
    await sending;
    await harness.turns(2, 1_000);
    expect(harness.broker.cancelled).toEqual([]);
    harness.isReady = true;
    await harness.turns(1, 1_000);
    expect(harness.broker.cancelled).toHaveLength(1);
  });

  it('tries a cancel that does not leave this computer three times', async () => {
    await working();
    harness.broker.onCancel = async () => {
      throw new AppError('unavailable', 'not now', { nextStep: 'wait' });
    };
    await harness.desk.stopTrading(APP, 2);
    await harness.turns(6, 1_000);
    expect(harness.broker.cancelled).toHaveLength(3);
  });
});
