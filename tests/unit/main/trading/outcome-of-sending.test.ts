import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/shared/app-error.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { ACCOUNT_ID, CLIENT, TradingHarness } from '../../../support/trading-harness.ts';

const databases = tempDatabases();
let harness: TradingHarness;
const LOST = new AppError('outcome_unknown', 'no answer', { nextStep: 'reconcile' });
const UNREACHABLE = new AppError('broker_unreachable', 'the line is dead', {
  nextStep: 'wait',
  retryable: true,
});

beforeEach(() => {
  harness = new TradingHarness(databases.open());
});

describe('what became of the call', () => {
  it('keeps the broker’s refusal in its own words', async () => {
    const refusal = new AppError('broker_rejected', 'insufficient funds', {
      nextStep: '',
      brokerCode: '1200',
    });
    harness.broker.doesArrive = false;
    harness.broker.onPlace = () => Promise.reject(refusal);
    const { id } = await harness.propose();
    const decided = await harness.approve(id);
    expect(decided.proposal).toMatchObject({ status: 'rejected', brokerMessage: 'insufficient funds' });
    expect(decided.text).toContain('insufficient funds');
  });

  it('says not sent when nothing left this computer', async () => {
    harness.broker.doesArrive = false;
    harness.broker.onPlace = () =>
      Promise.reject(new AppError('busy', 'too many orders wait', { nextStep: '' }));
    const { id } = await harness.propose();
    expect((await harness.approve(id)).proposal).toMatchObject({ status: 'not_sent' });
  });

  it.each([
    ['a lost answer', LOST],
    ['a defect in the account process', new AppError('internal', 'oops', { nextStep: '' })],
    ['a defect here', new Error('oops')],
  ])('says unknown after %s, locks the symbol and adopts the order it finds', async (_name, failure) => {
    harness.broker.onPlace = () => Promise.reject(failure);
    const { id } = await harness.propose();
    const decided = await harness.approve(id);
    expect(decided.proposal).toMatchObject({ status: 'unknown', brokerOrderId: null });
    expect(harness.notified.at(-1)).toMatchObject({ status: 'unknown' });
    const other = await harness.propose({ quantity: decimal(7) });
    expect(other.controls.find(({ control }) => control === 'unknown_outcome_lock')).toMatchObject({
      level: 'block',
    });
    await harness.turns(1, 1000);
    expect(await harness.desk.get(id)).toMatchObject({
      status: 'working',
      brokerOrderId: expect.stringMatching(/^\d+$/),
    });
    expect(harness.broker.placed).toHaveLength(1);
    expect(await harness.propose({ quantity: decimal(8) })).toMatchObject({ status: 'awaiting_approval' });
  });

  it('believes an absence only when it is said twice, seconds apart', async () => {
    harness.broker.doesArrive = false;
    harness.broker.onPlace = () => Promise.reject(LOST);
    const { id } = await harness.propose();
    await harness.approve(id);
    await harness.turns(1, 1000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'unknown' });
    await harness.desk.recover(ACCOUNT_ID);
    await harness.turns(1, 1000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'unknown' });
    await harness.turns(1, 2000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'not_sent' });
    expect(harness.broker.placed).toHaveLength(1);
  });

  it('starts the count again when the broker is unclear in between', async () => {
    harness.broker.doesArrive = false;
    harness.broker.onPlace = () => Promise.reject(LOST);
    const { id } = await harness.propose();
    await harness.approve(id);
    await harness.turns(1, 1000);
    const reads = harness.broker.reads.bind(harness.broker);
    harness.broker.reads = () => ({
      read: async (name, input, options) =>
        name === 'orders.reconcile'
          ? ({ finding: 'unclear', order: null, text: 'cannot say' } as never)
          : reads().read(name, input, options),
    });
    await harness.turns(1, 3000);
    harness.broker.reads = reads;
    await harness.turns(1, 2000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'unknown' });
    await harness.turns(1, 3000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'not_sent' });
  });

  it('stays unknown, and keeps asking less often, while the broker cannot be reached', async () => {
    harness.broker.onPlace = () => Promise.reject(LOST);
    const { id } = await harness.propose();
    await harness.approve(id);
    harness.broker.failing.set('orders.reconcile', UNREACHABLE);
    let asked = 0;
    harness.broker.beforeRead = async (name) => {
      if (name === 'orders.reconcile') asked += 1;
    };
    await harness.turns(300, 1000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'unknown' });
    expect(asked).toBeGreaterThan(4);
    expect(asked).toBeLessThan(15);
    harness.broker.failing.clear();
    await harness.turns(1, 60_000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'working' });
  });
});

describe('cancelling', () => {
  async function working() {
    const { id } = await harness.propose();
    const { proposal } = await harness.approve(id);
    await harness.turns(1, 1000);
    return { id, brokerOrderId: proposal.brokerOrderId! };
  }

  it('goes at once, without an approval, also on a live account whose switch is off', async () => {
    const { id, brokerOrderId } = await working();
    harness.broker.mode = 'live';
    harness.account = { ...harness.account, mode: 'live' };
    const cancel = await harness.desk.cancelOrder(ACCOUNT_ID, brokerOrderId, 'changed my mind', CLIENT);
    expect(cancel).toMatchObject({
      kind: 'cancel',
      status: 'submitted',
      cancelsBrokerOrderId: brokerOrderId,
    });
    expect(harness.broker.cancelled).toEqual([brokerOrderId]);
    await harness.turns(1, 1000);
    expect(await harness.desk.get(cancel.id)).toMatchObject({ status: 'cancelled' });
    expect(await harness.desk.get(id)).toMatchObject({ status: 'cancelled' });
  });

  it('is for the user even where clients have no access, and not for clients then', async () => {
    const { brokerOrderId } = await working();
    harness.account = { ...harness.account, clientAccess: 'none' };
    await expect(harness.desk.cancelOrder(ACCOUNT_ID, brokerOrderId, '', CLIENT)).rejects.toMatchObject({
      code: 'access_denied',
    });
    expect(await harness.desk.cancelOrder(ACCOUNT_ID, brokerOrderId, '', 'user')).toMatchObject({
      status: 'submitted',
    });
  });

  it('says what is over or does not exist, and goes on when the order cannot be seen', async () => {
    const { brokerOrderId } = await working();
    await expect(harness.desk.cancelOrder(ACCOUNT_ID, '12', '', 'user')).rejects.toMatchObject({
      code: 'not_found',
    });
    harness.broker.failing.set('orders.get', UNREACHABLE);
    expect(await harness.desk.cancelOrder(ACCOUNT_ID, brokerOrderId, '', 'user')).toMatchObject({
      status: 'submitted',
    });
    harness.broker.failing.clear();
    await expect(harness.desk.cancelOrder(ACCOUNT_ID, brokerOrderId, '', 'user')).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('that got lost is found by the order’s own state, and does not lock the symbol', async () => {
    const { brokerOrderId } = await working();
    harness.broker.onCancel = () => Promise.reject(LOST);
    const cancel = await harness.desk.cancelOrder(ACCOUNT_ID, brokerOrderId, '', 'user');
    expect(cancel.status).toBe('unknown');
    expect(await harness.propose({ quantity: decimal(3) })).toMatchObject({ status: 'awaiting_approval' });
    await harness.turns(12, 1000);
    expect(await harness.desk.get(cancel.id)).toMatchObject({ status: 'not_sent' });
    harness.broker.onCancel = async () => {
      harness.broker.report(brokerOrderId, { status: 'cancelled' });
      throw LOST;
    };
    const second = await harness.desk.cancelOrder(ACCOUNT_ID, brokerOrderId, '', 'user');
    await harness.turns(3, 1000);
    expect(await harness.desk.get(second.id)).toMatchObject({ status: 'cancelled' });
  });

  it('that came too late says what the order had become', async () => {
    const { brokerOrderId } = await working();
    harness.broker.onCancel = async (id) => {
      harness.broker.report(id, { status: 'filled', filledQuantity: decimal(10) });
      return { brokerOrderId: id };
    };
    const cancel = await harness.desk.cancelOrder(ACCOUNT_ID, brokerOrderId, '', 'user');
    await harness.turns(1, 1000);
    expect(await harness.desk.get(cancel.id)).toMatchObject({
      status: 'rejected',
      brokerMessage: expect.stringContaining('filled'),
    });
  });
});
