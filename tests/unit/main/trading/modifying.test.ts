import { beforeEach, describe, expect, it } from 'vitest';
import { pastDecisions } from '../../../../src/main/trading/past-decisions.ts';
import type { ModifyInput } from '../../../../src/main/trading/trading.ts';
import { AppError } from '../../../../src/shared/app-error.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import { PLAIN_FORM } from '../../../../src/shared/domain/order-form.ts';
import type { ProposalId } from '../../../../src/shared/domain/proposal.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { ACCOUNT_ID, CLIENT, TradingHarness } from '../../../support/trading-harness.ts';

const databases = tempDatabases();
let path: string;
let harness: TradingHarness;
let brokerOrderId: string;
const LOST = new AppError('outcome_unknown', 'no answer', { nextStep: 'reconcile' });

/** BUY 10 AAPL @ 187.50 works at the broker. */
beforeEach(async () => {
  path = databases.newPath();
  harness = new TradingHarness(databases.open(path));
  const { id } = await harness.propose();
  const { proposal } = await harness.approve(id);
  brokerOrderId = proposal.brokerOrderId!;
  harness.broker.openOrders = [harness.broker.atBroker.get(brokerOrderId)!];
  harness.clock.advance(2_000);
});

function modify(change: Partial<ModifyInput>) {
  const nothing = { quantity: null, limitPrice: null, stopPrice: null, trail: null, expiresAtMs: null };
  const rationale = 'The user asked for it.';
  return harness.desk.modifyOrder(
    { accountId: ACCOUNT_ID, brokerOrderId, rationale, ...nothing, ...change },
    CLIENT,
  );
}

const status = async (id: ProposalId) => (await harness.desk.get(id)).status;
const MORE = { quantity: decimal(20) };
const LESS = { quantity: decimal(4) };

describe('a change that only reduces risk', () => {
  it('is sent at once, intent first, and is done when the order shows it', async () => {
    const proposal = await modify(LESS);
    expect(proposal).toMatchObject({
      kind: 'modify',
      status: 'submitted',
      modifiesBrokerOrderId: brokerOrderId,
    });
    expect(harness.broker.modified).toMatchObject([
      { brokerOrderId, order: { quantity: '4', limitPrice: '187.5', side: 'BUY' } },
    ]);
    const kinds = await harness.auditKinds();
    expect(kinds.lastIndexOf('order.intent_recorded')).toBeLessThan(kinds.lastIndexOf('order.send_started'));
    await harness.turns(1, 1_000);
    expect(await status(proposal.id)).toBe('modified');
    expect(harness.broker.placed).toHaveLength(1);
  });

  it('is possible while trading is stopped', async () => {
    await harness.desk.stopTrading({ scope: 'app' }, 1);
    expect((await modify({ limitPrice: decimal('187.00') })).status).toBe('submitted');
  });

  it('is refused while another change of the order is under way', async () => {
    harness.broker.onModify = () => Promise.reject(LOST);
    expect((await modify(LESS)).status).toBe('unknown');
    await expect(modify({ quantity: decimal(3) })).rejects.toMatchObject({ code: 'conflict' });
    expect(harness.broker.modified).toHaveLength(1);
  });

  it('ends as rejected when the broker refuses it, or leaves the order as it was', async () => {
    const refusal = new AppError('broker_rejected', 'too late', { nextStep: 'look', brokerCode: '1200' });
    harness.broker.onModify = () => Promise.reject(refusal);
    expect(await modify(LESS)).toMatchObject({ status: 'rejected', brokerMessage: 'too late' });
    harness.broker.onModify = async () => ({ brokerOrderId });
    const { id } = await modify(LESS);
    await harness.turns(3, 10_000);
    expect(await status(id)).toBe('submitted');
    await harness.turns(6, 10_000);
    expect(await harness.desk.get(id)).toMatchObject({
      status: 'rejected',
      brokerMessage: expect.stringContaining('unchanged'),
    });
  });
});

describe('a change that is more than a reduction', () => {
  it('is a card with the difference, and is sent when it is approved', async () => {
    const proposal = await modify(MORE);
    expect(proposal).toMatchObject({ kind: 'modify', status: 'awaiting_approval' });
    expect(harness.broker.modified).toEqual([]);
    const card = await harness.desk.card(proposal.id);
    expect(card).toMatchObject({
      sentence: 'MODIFY to BUY 20 AAPL @ 187.5 LMT DAY',
      modifies: { brokerOrderId, before: { quantity: '10' } },
      difference: [{ field: 'quantity', before: '10', after: '20' }],
    });
    const { proposal: sent } = await harness.approve(proposal.id);
    expect(sent.status).toBe('submitted');
    expect(harness.broker.modified).toMatchObject([{ brokerOrderId, order: { quantity: '20' } }]);
    expect(harness.broker.placed).toHaveLength(1);
    await harness.turns(1, 1_000);
    expect(await status(proposal.id)).toBe('modified');
  });

  it('is a decision of the user like one on a new order', async () => {
    const { id } = await modify(MORE);
    harness.clock.advance(1_500);
    await harness.approve(id);
    const [newest] = await pastDecisions(harness.database.db);
    expect(newest).toMatchObject({ isApproval: true, decidedAtMs: harness.clock.nowMs() });
  });

  it('is judged by every control', async () => {
    const tooMuch = await modify({ quantity: decimal(1001) });
    expect(tooMuch.status).toBe('blocked');
    await harness.desk.stopTrading({ scope: 'app' }, 1);
    expect((await modify(MORE)).controls.find(({ control }) => control === 'kill_switch')!.level).toBe(
      'block',
    );
  });

  it('is not sent when the order is not the one that was shown any more', async () => {
    const { id } = await modify(MORE);
    const card = await harness.desk.card(id);
    harness.broker.report(brokerOrderId, { limitPrice: decimal('187.40') });
    const { proposal } = await harness.approve(id, card);
    expect(proposal.status).toBe('needs_review');
    expect(harness.broker.modified).toEqual([]);
    const again = await harness.desk.refresh(id);
    expect((await harness.orderCard(id)).modifies!.before.limitPrice).toBe('187.4');
    harness.broker.report(brokerOrderId, { status: 'filled' });
    const late = await harness.approve(id, again);
    expect(late.proposal.reviewReason).toContain('it is filled');
    expect(harness.broker.modified).toEqual([]);
  });

  it('can be edited in size and price and in nothing else', async () => {
    const { id } = await modify(MORE);
    const { seal, order } = await harness.orderCard(id);
    const { orderType, limitPrice, stopPrice, timeInForce } = order;
    const edit = { proposalId: id, seal, orderType, limitPrice, stopPrice, timeInForce, ...PLAIN_FORM };
    await expect(
      harness.desk.edit({ ...edit, quantity: decimal(15), timeInForce: 'GTC' }),
    ).rejects.toMatchObject({ code: 'invalid_input' });
    const edited = await harness.desk.edit({ ...edit, quantity: decimal(15) });
    expect(edited.difference).toEqual([{ field: 'quantity', before: '10', after: '15' }]);
    await harness.approve(edited.proposalId);
    expect(harness.broker.modified).toMatchObject([{ brokerOrderId, order: { quantity: '15' } }]);
    expect(harness.broker.placed).toHaveLength(1);
  });
});

describe('a change whose outcome is not known', () => {
  it('locks the symbol, is found by reading the order, and is not sent again', async () => {
    const made = harness.broker.onModify;
    harness.broker.onModify = async (change) => {
      await made(change);
      throw LOST;
    };
    const { id } = await modify(MORE);
    const { proposal } = await harness.approve(id);
    expect(proposal.status).toBe('unknown');
    const blocked = await harness.propose({ quantity: decimal(1) });
    expect(blocked.controls.find(({ control }) => control === 'unknown_outcome_lock')!.level).toBe('block');
    const again = new TradingHarness(databases.open(path), harness);
    await again.desk.recover(ACCOUNT_ID);
    expect((await again.desk.get(id)).status).toBe('modified');
    expect(harness.broker.modified).toHaveLength(1);
  });

  it('is `not_sent` when the order stays as it was', async () => {
    harness.broker.onModify = () => Promise.reject(LOST);
    const { id } = await modify(LESS);
    await harness.turns(1, 1_000);
    expect(await status(id)).toBe('unknown');
    await harness.turns(8, 5_000);
    expect(await status(id)).toBe('not_sent');
    expect(harness.broker.modified).toHaveLength(1);
  });
});

describe('a change is refused', () => {
  it.each<[string, () => Partial<ModifyInput>, string]>([
    ['without a change', () => ({ quantity: decimal(10) }), 'invalid_input'],
    ['with a stop on a limit order', () => ({ stopPrice: decimal(180) }), 'invalid_input'],
    ['of an order that is not there', () => ({ brokerOrderId: '5', ...LESS }), 'not_found'],
    ['without a reason', () => ({ rationale: ' ', ...LESS }), 'invalid_input'],
  ])('%s', async (_name, change, code) => {
    await expect(modify(change())).rejects.toMatchObject({ code });
    expect(harness.broker.modified).toEqual([]);
  });

  it('below what is filled, when the order is over, and when it was placed elsewhere', async () => {
    const order = harness.broker.atBroker.get(brokerOrderId)!;
    harness.broker.report(brokerOrderId, { status: 'partially_filled', filledQuantity: decimal(4) });
    await expect(modify(LESS)).rejects.toMatchObject({ code: 'invalid_input' });
    harness.broker.report(brokerOrderId, { status: 'filled' });
    await expect(modify(LESS)).rejects.toMatchObject({ code: 'conflict' });
    harness.broker.atBroker.set('77', { ...order, brokerOrderId: '77' });
    await expect(modify({ brokerOrderId: '77', ...LESS })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('placed through this app'),
    });
    Object.assign(harness, { account: { ...harness.account, clientAccess: 'read' } });
    await expect(modify(LESS)).rejects.toMatchObject({ code: 'access_denied' });
    expect(harness.broker.modified).toEqual([]);
  });
});
