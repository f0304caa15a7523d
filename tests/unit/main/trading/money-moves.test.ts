import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/shared/app-error.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import type { MoneyMove } from '../../../../src/shared/domain/money-move.ts';
import { grantInput } from '../../../support/fake-grants.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { ACCOUNT_ID, CLIENT, TradingHarness } from '../../../support/trading-harness.ts';

const databases = tempDatabases();
let harness: TradingHarness;

const TRANSFER: MoneyMove = {
  kind: 'transfer',
  fromSegment: 'SEC',
  toSegment: 'FUT',
  currency: 'USD',
  amount: decimal('500.25'),
};
const FOREX: MoneyMove = {
  kind: 'forex',
  segment: 'SEC',
  sourceCurrency: 'HKD',
  targetCurrency: 'USD',
  sourceAmount: decimal(1000),
};
const move = (wanted: MoneyMove = TRANSFER, requestId: string | null = null) =>
  harness.desk.moveMoney(
    { accountId: ACCOUNT_ID, move: wanted, rationale: 'The user asked for it.', requestId },
    CLIENT,
  );
const lost = () =>
  Promise.reject(new AppError('timeout', 'No answer.', { nextStep: 'Wait.', outcomeUnknown: true }));

beforeEach(() => {
  harness = new TradingHarness(databases.open());
});

describe('moving money', () => {
  it('shows what is there before and after, sends once after the approval, and settles', async () => {
    const { id, status } = await move();
    expect(status).toBe('awaiting_approval');
    expect(harness.broker.money.moved).toEqual([]);
    const card = await harness.desk.card(id);
    expect(card).toMatchObject({
      kind: 'money',
      sentence: 'TRANSFER 500.25 USD from securities to futures',
      source: { before: '5000', after: '4499.75', currency: 'USD' },
      target: { before: '5000', after: '5500.25', currency: 'USD' },
      estimate: null,
    });
    expect(await harness.approve(id, card)).toMatchObject({ isDelivered: true });
    expect(harness.broker.money.moved).toEqual([{ move: TRANSFER, mark: id }]);
    await harness.turns(2, 2_000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'settled', brokerOrderId: '771' });
    expect(await harness.approve(id, card)).toMatchObject({ isDelivered: false });
    expect(harness.broker.money.moved).toHaveLength(1);
    const kinds = await harness.auditKinds();
    for (const kind of ['approval.decided', 'order.intent_recorded', 'order.send_started'])
      expect(kinds.filter((each) => each === kind)).toHaveLength(1);
  });

  it('estimates an exchange by the daily rates, and says that the broker states no balance', async () => {
    const wanted = { ...FOREX, sourceCurrency: 'USD', targetCurrency: 'HKD', sourceAmount: decimal(100) };
    const { id } = await move(wanted);
    const card = await harness.desk.card(id);
    expect(card).toMatchObject({
      sentence: 'EXCHANGE 100 USD into HKD in securities',
      estimate: { amount: '781.25', rate: '7.8125' },
      source: { before: null, after: null, currency: 'USD' },
      target: { before: '0', after: '781.25', currency: 'HKD' },
      acknowledgementsNeeded: ['buying_power'],
    });
    const unread = { ...card, acknowledgementsNeeded: [] };
    expect(await harness.approve(id, unread)).toMatchObject({ isDelivered: false });
    expect(await harness.approve(id, card)).toMatchObject({ isDelivered: true });
    expect((await move()).status).toBe('awaiting_approval');
  });

  it('does not exchange more of a currency than is there', async () => {
    expect((await move()).status).toBe('awaiting_approval');
    const { controls } = await move(FOREX);
    expect(controls).toContainEqual(expect.objectContaining({ control: 'buying_power', level: 'block' }));
  });

  it('is blocked where the money is not there, by a stop, and without access', async () => {
    harness.broker.money.movable = '500';
    const short = await move();
    expect(short).toMatchObject({ status: 'blocked' });
    expect(short.controls).toContainEqual(
      expect.objectContaining({ control: 'buying_power', level: 'block', limit: '500 USD' }),
    );
    harness.broker.money.movable = '5000';
    await harness.desk.stopTrading({ scope: 'app' }, 1);
    const stopped = await move();
    expect(stopped.controls).toContainEqual(
      expect.objectContaining({ control: 'kill_switch', level: 'block' }),
    );
    harness.account = { ...harness.account, clientAccess: 'read' };
    await expect(move()).rejects.toMatchObject({ code: 'access_denied' });
  });

  it('is not for a live account whose trading is off, nor under a grant', async () => {
    harness.broker.mode = 'live';
    expect((await move()).controls).toContainEqual(
      expect.objectContaining({ control: 'live_trading_switch', level: 'block' }),
    );
    harness.broker.mode = 'paper';
    await harness.desk.makeGrant(grantInput({ accountId: ACCOUNT_ID }));
    expect((await move()).status).toBe('awaiting_approval');
    expect(harness.broker.money.moved).toEqual([]);
  });

  it('is blocked when it is asked for twice, and answers the same request the same', async () => {
    const first = await move(TRANSFER, 'margin');
    expect((await move(TRANSFER, 'margin')).id).toBe(first.id);
    await expect(move(FOREX, 'margin')).rejects.toMatchObject({ code: 'conflict' });
    expect((await move()).controls).toContainEqual(
      expect.objectContaining({ control: 'duplicate_order', level: 'block' }),
    );
  });

  it('refuses a move from a place to itself', async () => {
    await expect(move({ ...TRANSFER, toSegment: 'SEC' })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(move({ ...FOREX, targetCurrency: 'HKD' })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('does not send what a stop or a shortage after the approval forbids', async () => {
    const { id } = await move();
    const card = await harness.desk.card(id);
    harness.broker.money.movable = '1';
    expect(await harness.approve(id, card)).toMatchObject({ proposal: { status: 'needs_review' } });
    harness.broker.money.movable = '5000';
    const again = await harness.desk.refresh(id);
    expect(await harness.approve(id, again)).toMatchObject({ isDelivered: true });
    expect(harness.broker.money.moved).toHaveLength(1);
  });
});

describe('a move whose answer was lost', () => {
  it('is found in the broker’s list and never sent again; no other moves meanwhile', async () => {
    harness.broker.money.onMove = lost;
    harness.broker.money.moveFinding = { finding: 'unclear', state: null };
    const { id } = await move();
    expect(await harness.approve(id)).toMatchObject({ proposal: { status: 'unknown' } });
    const other = await move({ ...TRANSFER, amount: decimal(1) });
    expect(other.controls).toContainEqual(
      expect.objectContaining({ control: 'unknown_outcome_lock', level: 'block' }),
    );
    await harness.turns(3, 10_000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'unknown' });
    harness.broker.money.moveFinding = {};
    await harness.turns(10, 10_000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'settled' });
    expect(harness.broker.money.moved).toHaveLength(1);
  });

  it('is not sent once the broker has said twice that it does not have it', async () => {
    harness.broker.money.onMove = lost;
    harness.broker.money.moveFinding = { finding: 'not_found', brokerOrderId: null, state: null };
    const { id } = await move();
    await harness.approve(id);
    await harness.turns(1, 5_000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'unknown' });
    await harness.turns(5, 5_000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'not_sent' });
    expect(harness.broker.money.moved).toHaveLength(1);
  });

  it('is looked for when the app died while it was on the wire', async () => {
    let died = false;
    harness.broker.money.onMove = () => {
      died = true;
      return new Promise(() => undefined);
    };
    const { id } = await move();
    void harness.approve(id);
    await expect.poll(() => died).toBe(true);
    const next = new TradingHarness(harness.database, harness);
    harness.clock.advance(60_000);
    await next.desk.recover(ACCOUNT_ID);
    expect(await next.desk.get(id)).toMatchObject({ status: 'settled' });
    expect(next.broker.money.moved).toHaveLength(1);
  });
});

describe('a move whose end the broker’s lists do not tell', () => {
  const EXCHANGE = { ...FOREX, sourceCurrency: 'USD', targetCurrency: 'HKD', sourceAmount: decimal(100) };
  const ARRIVED = 'I saw that the money arrived';
  const NONE = 'I saw that the money did not arrive';

  /** Unknown, and unclear for as long as the broker is asked. */
  async function lostExchange(): Promise<string> {
    harness.broker.money.onMove = lost;
    harness.broker.money.moveFinding = { finding: 'unclear', brokerOrderId: null, state: null };
    const { id } = await move(EXCHANGE);
    const card = await harness.desk.card(id);
    await harness.approve(id, card);
    return id;
  }

  it('ends by the user’s word, on record as theirs, and lets the next one go', async () => {
    const id = await lostExchange();
    await harness.turns(20, 60_000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'unknown' });
    const word = { proposalId: id, hasArrived: false, typedSentence: '' };
    expect(await harness.desk.takeMoneyWord(word)).toMatchObject({
      status: 'not_sent',
      brokerMessage: expect.stringContaining('The user looked'),
    });
    const recorded = await harness.database.db
      .selectFrom('audit_events')
      .select(['actor', 'proposal_id'])
      .where('kind', '=', 'order.reconciled')
      .execute();
    expect(recorded).toEqual([{ actor: 'user', proposal_id: id }]);
    await expect(harness.desk.takeMoneyWord({ ...word, hasArrived: true })).rejects.toMatchObject({
      code: 'conflict',
    });
    const next = await move(EXCHANGE);
    expect(next.status).toBe('awaiting_approval');
    expect(next.controls).not.toContainEqual(
      expect.objectContaining({ control: 'unknown_outcome_lock', level: 'block' }),
    );
  });

  it('is settled when the user saw it arrive, also one that the broker took and never lists', async () => {
    harness.broker.money.moveFinding = { finding: 'found', state: 'under_way' };
    const { id } = await move();
    await harness.approve(id);
    await harness.turns(20, 60_000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'submitted' });
    const word = { proposalId: id, hasArrived: true, typedSentence: '' };
    expect(await harness.desk.takeMoneyWord(word)).toMatchObject({ status: 'settled' });
  });

  it('is the app’s to look for first', async () => {
    const id = await lostExchange();
    await expect(
      harness.desk.takeMoneyWord({ proposalId: id, hasArrived: false, typedSentence: '' }),
    ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('still looking') });
    expect(await harness.desk.get(id)).toMatchObject({ status: 'unknown' });
  });

  it('takes a typed sentence on a live account', async () => {
    harness.broker.mode = 'live';
    harness.account = { ...harness.account, isLiveTradingEnabled: true };
    const id = await lostExchange();
    await harness.turns(20, 60_000);
    for (const typedSentence of ['', NONE, `${ARRIVED}.`])
      await expect(
        harness.desk.takeMoneyWord({ proposalId: id, hasArrived: true, typedSentence }),
      ).rejects.toMatchObject({ code: 'invalid_input' });
    const word = { proposalId: id, hasArrived: true, typedSentence: ARRIVED };
    expect(await harness.desk.takeMoneyWord(word)).toMatchObject({ status: 'settled' });
  });

  it('is nothing to say of an order', async () => {
    const { id } = await harness.propose();
    await expect(
      harness.desk.takeMoneyWord({ proposalId: id, hasArrived: true, typedSentence: ARRIVED }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });
});
