import { beforeEach, describe, expect, it } from 'vitest';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import { PLAIN_FORM } from '../../../../src/shared/domain/order-form.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../../src/shared/domain/risk-settings.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { ACCOUNT_ID, CLIENT, TradingHarness } from '../../../support/trading-harness.ts';

const databases = tempDatabases();
let harness: TradingHarness;

beforeEach(() => {
  harness = new TradingHarness(databases.open());
});

describe('deciding', () => {
  it('declines with a note and sends nothing', async () => {
    const { id } = await harness.propose();
    const decided = await harness.desk.decide({
      decision: 'decline',
      proposalId: id,
      note: 'too dear',
      isClientBlocked: false,
    });
    expect(decided).toMatchObject({
      isDelivered: true,
      proposal: { status: 'declined', decisionNote: 'too dear' },
    });
    expect(harness.broker.placed).toEqual([]);
  });

  it('blocks the client for ten minutes, by its name', async () => {
    const { id } = await harness.propose();
    await harness.desk.decide({ decision: 'decline', proposalId: id, note: '', isClientBlocked: true });
    const again = { client: { ...CLIENT, connectionId: 'conn-9' } };
    await expect(harness.propose({}, again)).rejects.toMatchObject({ code: 'access_denied' });
    harness.clock.advance(600_000);
    expect(await harness.propose({}, again)).toMatchObject({ status: 'awaiting_approval' });
  });

  it('does not accept another seal', async () => {
    const { id } = await harness.propose();
    const card = await harness.desk.card(id);
    harness.broker.ask = '187.60';
    const fresh = await harness.desk.refresh(id);
    expect(fresh.seal).not.toBe(card.seal);
    expect(await harness.approve(id, card)).toMatchObject({
      isDelivered: false,
      proposal: { status: 'awaiting_approval' },
    });
    expect(await harness.approve(id, { ...card, seal: 'f'.repeat(64) })).toMatchObject({
      isDelivered: false,
    });
    expect(harness.broker.placed).toEqual([]);
    expect(await harness.approve(id, fresh)).toMatchObject({ isDelivered: true });
  });

  it('does not accept a stale card until it is refreshed', async () => {
    const { id } = await harness.propose();
    harness.clock.advance(15_001);
    expect(await harness.approve(id)).toMatchObject({
      isDelivered: false,
      text: expect.stringContaining('too old'),
    });
    await harness.desk.refresh(id);
    expect(await harness.approve(id)).toMatchObject({ isDelivered: true });
  });

  it('does not accept a decision after the time is over, and says expired', async () => {
    const { id } = await harness.propose();
    harness.clock.advance(290_000);
    const card = await harness.desk.refresh(id);
    harness.clock.advance(10_000);
    expect(await harness.approve(id, card)).toMatchObject({
      isDelivered: false,
      proposal: { status: 'expired' },
    });
    expect(harness.broker.placed).toEqual([]);
  });

  it('needs every acknowledgement', async () => {
    harness.broker.phase = 'closed';
    const { id } = await harness.propose();
    const card = await harness.desk.card(id);
    expect(card.acknowledgementsNeeded).toEqual(['market_state']);
    const without = { ...card, acknowledgementsNeeded: [] };
    expect(await harness.approve(id, without)).toMatchObject({ isDelivered: false });
    expect(await harness.approve(id, card)).toMatchObject({ isDelivered: true });
  });

  it('does not accept an approval under limits that have changed since', async () => {
    const { id } = await harness.propose();
    const card = await harness.desk.card(id);
    await harness.riskSettings.set(ACCOUNT_ID, { ...DEFAULT_RISK_SETTINGS, orderQuantityMax: decimal(600) });
    expect(await harness.approve(id, card)).toMatchObject({
      isDelivered: false,
      text: expect.stringContaining('limits'),
    });
  });

  it('does not accept what a refreshed card forbids', async () => {
    const { id } = await harness.propose();
    harness.broker.tradingStatus = 'halted';
    const card = await harness.desk.refresh(id);
    expect(await harness.approve(id, card)).toMatchObject({
      isDelivered: false,
      text: expect.stringContaining('halted'),
    });
  });

  it('sends once when two approvals arrive together, and never on a replay', async () => {
    const { id } = await harness.propose();
    const card = await harness.desk.card(id);
    const both = await Promise.all([harness.approve(id, card), harness.approve(id, card)]);
    expect(both.map(({ isDelivered }) => isDelivered).sort()).toEqual([false, true]);
    expect(await harness.approve(id, card)).toMatchObject({ isDelivered: false });
    expect(harness.broker.placed).toHaveLength(1);
  });

  it('does not send what was declined, withdrawn or superseded', async () => {
    const one = await harness.propose();
    const card = await harness.desk.card(one.id);
    await harness.desk.withdraw(one.id, CLIENT);
    expect(await harness.approve(one.id, card)).toMatchObject({
      isDelivered: false,
      proposal: { status: 'withdrawn' },
    });
    expect(harness.broker.placed).toEqual([]);
  });

  it('asks whether it is still wanted when its client has gone', async () => {
    const { id } = await harness.propose();
    await harness.desk.clientGone('conn-1');
    expect(await harness.desk.get(id)).toMatchObject({
      status: 'awaiting_approval',
      isClientConnected: false,
    });
    const card = await harness.desk.card(id);
    expect(card.client.isConnected).toBe(false);
    expect(await harness.approve(id, card)).toMatchObject({ isDelivered: false });
    const { seal } = card;
    const acknowledged = card.acknowledgementsNeeded;
    const wanted = harness.desk.decide({
      decision: 'approve',
      proposalId: id,
      seal,
      acknowledged,
      isStillWanted: true,
    });
    expect(await wanted).toMatchObject({ isDelivered: true });
  });
});

describe('editing', () => {
  const edit = { orderType: 'LMT', stopPrice: null, timeInForce: 'DAY', ...PLAIN_FORM } as const;

  it('makes a new sealed proposal that shows the difference', async () => {
    const { id } = await harness.propose();
    const { seal } = await harness.desk.card(id);
    const change = { ...edit, quantity: decimal(5), limitPrice: decimal('187.40') };
    const card = await harness.desk.edit({ proposalId: id, seal, ...change });
    expect(card.difference).toEqual([
      { field: 'quantity', before: '10', after: '5' },
      { field: 'limitPrice', before: '187.5', after: '187.4' },
    ]);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'superseded', supersededBy: card.proposalId });
    expect((await harness.desk.refresh(card.proposalId)).difference).toEqual(card.difference);
    expect(await harness.approve(card.proposalId)).toMatchObject({ isDelivered: true });
    expect(harness.broker.placed.map(({ order }) => order.quantity)).toEqual(['5']);
  });

  it('leaves the proposal alone when the new order is blocked or the seal is another', async () => {
    const { id } = await harness.propose();
    const { seal } = await harness.desk.card(id);
    const tooMuch = { ...edit, quantity: decimal(5000), limitPrice: decimal('187.40') };
    await expect(harness.desk.edit({ proposalId: id, seal, ...tooMuch })).rejects.toMatchObject({
      code: 'conflict',
    });
    const fine = { ...edit, quantity: decimal(5), limitPrice: decimal('187.40') };
    await expect(harness.desk.edit({ proposalId: id, seal: 'e'.repeat(64), ...fine })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await harness.desk.get(id)).toMatchObject({ status: 'awaiting_approval' });
  });
});
