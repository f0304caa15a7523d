import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/shared/app-error.ts';
import type { DecisionInput } from '../../../../src/shared/domain/approval-card.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import type { Proposal } from '../../../../src/shared/domain/proposal.ts';
import { grantInput } from '../../../support/fake-grants.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { ACCOUNT_ID, CLIENT, TradingHarness } from '../../../support/trading-harness.ts';

const databases = tempDatabases();
let harness: TradingHarness;

const TWO = [{ symbol: 'AAPL' }, { symbol: 'MSFT', quantity: decimal(5) }];
const THREE = [...TWO, { symbol: 'NVDA', quantity: decimal(2) }];
const LOST = () =>
  Promise.reject(new AppError('timeout', 'No answer.', { nextStep: 'Wait.', outcomeUnknown: true }));
const REFUSED = () =>
  Promise.reject(
    new AppError('broker_rejected', 'Not tradeable now.', { nextStep: 'Ask.', brokerCode: '1200' }),
  );
const statuses = ({ legs }: Proposal) => legs.map(({ status }) => status);
const now = (id: string) => harness.desk.get(id);

beforeEach(() => {
  harness = new TradingHarness(databases.open());
});

describe('deciding on a basket', () => {
  it('sends each order once, under its own number and mark, and says what became of each', async () => {
    const basket = await harness.proposeBasket(THREE);
    const decided = await harness.approve(basket.id);
    expect(decided).toMatchObject({ isDelivered: true, proposal: { status: 'submitted' } });
    const { placed } = harness.broker;
    expect(placed.map(({ userMark }) => userMark)).toEqual(basket.legs.map((leg) => leg.proposalId));
    expect(new Set(placed.map(({ orderNumber }) => orderNumber)).size).toBe(3);
    const kinds = await harness.auditKinds();
    expect(kinds.filter((kind) => kind === 'approval.decided')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'order.intent_recorded')).toHaveLength(3);
    expect(await harness.audit.verify()).toMatchObject({ isIntact: true });
    const again = await harness.desk.list({ accountIds: null, isWaitingOnly: false, limit: 10 });
    expect(again.filter(({ basketId }) => basketId === basket.id)).toHaveLength(3);
  });

  it('goes on after a refusal and an unknown outcome, and claims nothing', async () => {
    const basket = await harness.proposeBasket(THREE);
    const outcomes = [REFUSED, LOST, async (brokerOrderId: string) => ({ brokerOrderId })];
    harness.broker.onPlace = (brokerOrderId) => outcomes[harness.broker.placed.length - 1]!(brokerOrderId);
    const { proposal } = await harness.approve(basket.id);
    expect(statuses(proposal)).toEqual(['rejected', 'unknown', 'submitted']);
    expect(proposal.status).toBe('unknown');
    expect(harness.notified.at(-1)?.id).toBe(basket.id);
    await harness.turns(10, 2_000);
    const later = await now(basket.id);
    expect(later.status).toBe('mixed');
    expect(statuses(later)[0]).toBe('rejected');
    expect(harness.broker.placed).toHaveLength(3);
  });

  it('sends back an order whose price moved, and only that one; it is decided on by itself', async () => {
    const basket = await harness.proposeBasket(TWO);
    harness.broker.onPlace = async (brokerOrderId) => {
      harness.broker.ask = '189.50';
      harness.broker.last = '189.50';
      return { brokerOrderId };
    };
    const { proposal } = await harness.approve(basket.id);
    expect(statuses(proposal)).toEqual(['submitted', 'needs_review']);
    expect(proposal.status).toBe('mixed');
    const second = basket.legs[1]!.proposalId;
    expect(harness.notified.at(-1)?.id).toBe(second);
    const waiting = await harness.desk.list({ accountIds: null, isWaitingOnly: true, limit: 10 });
    expect(waiting.map(({ id }) => id)).toEqual([second]);
    expect(await harness.approve(second)).toMatchObject({ isDelivered: true });
    expect(harness.broker.placed).toHaveLength(2);
  });

  it('does not send what follows a stop', async () => {
    const basket = await harness.proposeBasket(THREE);
    harness.broker.onPlace = async (brokerOrderId) => {
      await harness.desk.stopTrading({ scope: 'app' }, 1);
      return { brokerOrderId };
    };
    const { proposal } = await harness.approve(basket.id);
    expect(statuses(proposal)).toEqual(['submitted', 'needs_review', 'needs_review']);
    expect(harness.broker.placed).toHaveLength(1);
  });

  it('needs the acknowledgements of every order, by its number', async () => {
    harness.broker.phase = 'closed';
    const { id } = await harness.proposeBasket(TWO);
    const card = await harness.basketCard(id);
    expect(card.acknowledgementsNeeded).toEqual(['1.market_state', '2.market_state']);
    const half = { ...card, acknowledgementsNeeded: ['1.market_state'] };
    expect(await harness.approve(id, half)).toMatchObject({ isDelivered: false });
    expect(harness.broker.placed).toEqual([]);
    expect(await harness.approve(id, card)).toMatchObject({ isDelivered: true });
  });

  it('has a new seal when one of its orders has new figures', async () => {
    const { id } = await harness.proposeBasket(TWO);
    const card = await harness.basketCard(id);
    harness.broker.ask = '187.51';
    const fresh = await harness.desk.refresh(id);
    expect(fresh.seal).not.toBe(card.seal);
    expect(await harness.approve(id, card)).toMatchObject({ isDelivered: false });
    expect(await harness.approve(id, fresh)).toMatchObject({ isDelivered: true });
  });

  it('is declined, withdrawn and expires as a whole', async () => {
    const one = await harness.proposeBasket(TWO);
    const refusal = { decision: 'decline', note: 'no', isClientBlocked: false } as const;
    await harness.desk.decide({ ...refusal, proposalId: one.id });
    expect(statuses(await now(one.id))).toEqual(['declined', 'declined']);
    const two = await harness.proposeBasket(TWO);
    await harness.desk.withdraw(two.id, CLIENT);
    expect(statuses(await now(two.id))).toEqual(['withdrawn', 'withdrawn']);
    const three = await harness.proposeBasket(TWO);
    harness.clock.advance(300_000);
    await harness.desk.runDueWork();
    expect(await now(three.id)).toMatchObject({ status: 'expired' });
    expect(statuses(await now(three.id))).toEqual(['expired', 'expired']);
    expect(harness.broker.placed).toEqual([]);
  });

  it('lets nobody decide on, edit or withdraw one of its orders while it waits', async () => {
    const basket = await harness.proposeBasket(TWO);
    const leg = basket.legs[0]!.proposalId;
    const { seal } = (await harness.basketCard(basket.id)).legs[0]!;
    const approve: DecisionInput = {
      decision: 'approve',
      proposalId: leg,
      seal,
      acknowledged: [],
      isStillWanted: true,
    };
    expect(await harness.desk.decide(approve)).toMatchObject({ isDelivered: false });
    const decline = { decision: 'decline', proposalId: leg, note: '', isClientBlocked: false } as const;
    expect(await harness.desk.decide(decline)).toMatchObject({ isDelivered: false });
    await expect(harness.desk.withdraw(leg, CLIENT)).rejects.toMatchObject({ code: 'conflict' });
    await expect(harness.desk.card(leg)).rejects.toMatchObject({ code: 'conflict' });
    expect(statuses(await now(basket.id))).toEqual(['draft', 'draft']);
    expect(harness.broker.placed).toEqual([]);
  });

  it('goes to nobody under a grant', async () => {
    await harness.desk.makeGrant(grantInput({ accountId: ACCOUNT_ID, symbols: ['AAPL', 'MSFT'] }));
    expect((await harness.proposeBasket(TWO)).status).toBe('awaiting_approval');
    expect(harness.broker.placed).toEqual([]);
  });

  it('wakes who waits for it', async () => {
    const basket = await harness.proposeBasket(TWO);
    const options = { waitMs: 60_000, signal: new AbortController().signal };
    const waited = harness.desk.waitForOutcome(basket.id, options);
    await harness.approve(basket.id);
    expect(await waited).toMatchObject({ status: 'submitted' });
  });
});

describe('taking an order out of a basket', () => {
  it('makes a smaller basket that supersedes it and says what is gone', async () => {
    const basket = await harness.proposeBasket(THREE);
    const { seal, legs } = await harness.basketCard(basket.id);
    const smaller = await harness.desk.removeLeg({
      proposalId: basket.id,
      seal,
      legId: legs[1]!.proposalId,
    });
    expect(smaller).toMatchObject({
      sentence: 'BASKET of 2: BUY 10 AAPL, BUY 2 NVDA',
      difference: [{ before: expect.stringContaining('BUY 5 MSFT'), after: 'removed' }],
    });
    const old = await now(basket.id);
    expect(old).toMatchObject({ status: 'superseded', supersededBy: smaller.proposalId });
    expect(statuses(old)).toEqual(['superseded', 'superseded', 'superseded']);
    expect(await harness.approve(basket.id, { ...smaller, seal })).toMatchObject({ isDelivered: false });
    expect(await harness.approve(smaller.proposalId)).toMatchObject({ isDelivered: true });
    expect(harness.broker.placed.map(({ order }) => order.symbol)).toEqual(['AAPL', 'NVDA']);
  });

  it('needs the card that is on the screen and one of its orders', async () => {
    const basket = await harness.proposeBasket(TWO);
    const { seal, legs } = await harness.basketCard(basket.id);
    const legId = legs[0]!.proposalId;
    const wrong = { proposalId: basket.id, seal: 'f'.repeat(64), legId };
    await expect(harness.desk.removeLeg(wrong)).rejects.toMatchObject({ code: 'conflict' });
    const foreign = { proposalId: basket.id, seal, legId: basket.id };
    await expect(harness.desk.removeLeg(foreign)).rejects.toMatchObject({ code: 'conflict' });
    const last = await harness.desk.removeLeg({ proposalId: basket.id, seal, legId });
    expect(last.sentence).toBe('BASKET of 1: BUY 5 MSFT');
  });
});

describe('a basket whose app died', () => {
  it('sends nothing again: what was on the wire is reconciled, what was not begun is for a person', async () => {
    const basket = await harness.proposeBasket(THREE);
    let died = false;
    harness.broker.onPlace = async (brokerOrderId) => {
      if (harness.broker.placed.length < 2) return { brokerOrderId };
      died = true;
      return new Promise(() => undefined);
    };
    void harness.approve(basket.id);
    await expect.poll(() => died).toBe(true);
    const next = new TradingHarness(harness.database, harness);
    harness.clock.advance(60_000);
    await next.desk.recover(ACCOUNT_ID);
    const after = await next.desk.get(basket.id);
    expect(statuses(after)).toEqual(['working', 'working', 'needs_review']);
    expect(after.status).toBe('mixed');
    expect(next.broker.placed).toHaveLength(2);
    const third = basket.legs[2]!.proposalId;
    expect(await next.desk.get(third)).toMatchObject({ isClientConnected: false });
  });
});
