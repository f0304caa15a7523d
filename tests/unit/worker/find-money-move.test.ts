import { describe, expect, test } from 'vitest';
import { decimal } from '../../../src/shared/domain/decimal.ts';
import type { MoneyMove } from '../../../src/shared/domain/money-move.ts';
import { findMoneyMove, type MoveFinding, type SentMove } from '../../../src/worker/find-money-move.ts';
import { SETTLE_TIME_MS } from '../../../src/worker/reconcile.ts';
import { answerCode, type Behaviour, BROKER_TIME_MS } from '../tiger/loopback-gateway.ts';
import { byMethod, data } from './account-process.ts';
import { freshTigerClient } from './fresh-tiger-client.ts';

const TRANSFER: MoneyMove = {
  kind: 'transfer',
  fromSegment: 'SEC',
  toSegment: 'FUT',
  currency: 'USD',
  amount: decimal('500.25'),
};
const EXCHANGE: MoneyMove = {
  kind: 'forex',
  segment: 'SEC',
  sourceCurrency: 'USD',
  targetCurrency: 'HKD',
  sourceAmount: decimal('100'),
};
const MARK = 'prp_1';
const NO_ROWS = data({ items: [] });

const tiger = freshTigerClient();

/** `single` answers a question for one exchange by its id, `orders` the list of exchanges. */
function tigerHas(answers: {
  history?: Behaviour;
  journal?: Behaviour;
  orders?: Behaviour;
  single?: Behaviour;
}) {
  tiger.gateway.behave((request, response) => {
    const isSingle = request.body.biz_content?.includes('"id"') ?? false;
    const behaviour = byMethod({
      segment_fund_history: answers.history ?? data([]),
      fund_details: answers.journal ?? NO_ROWS,
      orders: isSingle ? (answers.single ?? data(null)) : (answers.orders ?? NO_ROWS),
    });
    behaviour(request, response);
  });
}

function find(move: MoneyMove, sent: Partial<SentMove> & { sentAgoMs?: number } = {}): Promise<MoveFinding> {
  const { sentAgoMs = SETTLE_TIME_MS, ...known } = sent;
  return findMoneyMove(
    { tiger: tiger.client, clock: tiger.clock },
    {
      move,
      mark: MARK,
      brokerOrderId: null,
      sentAtMs: tiger.clock.nowMs() - sentAgoMs,
      otherIds: [],
      ...known,
    },
  );
}

function transferRow(more: Readonly<Record<string, unknown>> = {}) {
  return {
    id: 771,
    fromSegment: 'SEC',
    toSegment: 'FUT',
    currency: 'USD',
    amount: 500.25,
    status: 'SUCC',
    createdAt: BROKER_TIME_MS - 1_000,
    ...more,
  };
}

function exchangeRow(more: Readonly<Record<string, unknown>> = {}) {
  return {
    id: 881,
    externalId: MARK,
    symbol: 'USD.HKD',
    secType: 'CASH',
    status: 'Filled',
    filledQuantity: 781.25,
    openTime: BROKER_TIME_MS - 1_000,
    ...more,
  };
}

function journalRow(more: Readonly<Record<string, unknown>> = {}) {
  return {
    id: 991,
    desc: 'Forex',
    currency: 'USD',
    amount: -100,
    updatedAt: BROKER_TIME_MS - 1_000,
    ...more,
  };
}

describe('a transfer', () => {
  test.each([
    ['SUCC', 'settled'],
    ['FAIL', 'failed'],
    ['CANC', 'cancelled'],
    ['NEW', 'under_way'],
    ['PROC', 'under_way'],
    ['A WORD OF TOMORROW', 'under_way'],
  ])('with the status %s is %s', async (status, state) => {
    tigerHas({ history: data([transferRow({ status })]) });
    expect(await find(TRANSFER)).toMatchObject({ finding: 'found', brokerOrderId: '771', state });
  });

  test('is found by its id among others like it', async () => {
    tigerHas({ history: data([transferRow({ id: 1 }), transferRow({ id: 2, status: 'FAIL' })]) });
    expect(await find(TRANSFER, { brokerOrderId: '2' })).toMatchObject({ finding: 'found', state: 'failed' });
  });

  test.each([
    ['another amount', { amount: 500.26 }],
    ['another way', { fromSegment: 'FUT', toSegment: 'SEC' }],
    ['another currency', { currency: 'HKD' }],
    ['an earlier time', { createdAt: BROKER_TIME_MS - 60_000 }],
  ])('is not one with %s', async (_what, more) => {
    tigerHas({ history: data([transferRow(more)]) });
    expect(await find(TRANSFER)).toMatchObject({ finding: 'not_found', state: null });
  });

  test('is never one that is known to be another of ours', async () => {
    tigerHas({ history: data([transferRow()]) });
    expect(await find(TRANSFER, { otherIds: ['771'] })).toMatchObject({ finding: 'not_found' });
  });

  test('is not told apart from its double', async () => {
    tigerHas({ history: data([transferRow({ id: 1 }), transferRow({ id: 2 })]) });
    expect(await find(TRANSFER)).toMatchObject({ finding: 'unclear' });
  });

  test('that is not there yet may still be on its way', async () => {
    tigerHas({});
    expect(await find(TRANSFER, { sentAgoMs: SETTLE_TIME_MS - 1 })).toMatchObject({ finding: 'unclear' });
    expect(await find(TRANSFER)).toMatchObject({ finding: 'not_found' });
  });

  test('may be behind what could be read', async () => {
    tigerHas({ history: data(Array.from({ length: 100 }, (_, id) => transferRow({ id, amount: 1 }))) });
    expect(await find(TRANSFER)).toMatchObject({ finding: 'unclear' });
  });

  test('is unclear where Tiger does not answer', async () => {
    tigerHas({ history: answerCode(4, 'limit') });
    expect(await find(TRANSFER)).toMatchObject({ finding: 'unclear', state: null });
  });
});

describe('an exchange', () => {
  test.each([
    ['Filled', 'settled'],
    ['Inactive', 'failed'],
    ['Cancelled', 'cancelled'],
    ['Invalid', 'cancelled'],
    ['Initial', 'under_way'],
    ['Submitted', 'under_way'],
    ['A word of tomorrow', 'under_way'],
  ])('whose order is %s is %s, by our mark', async (status, state) => {
    tigerHas({
      orders: data({ items: [exchangeRow({ id: 7, externalId: 'another' }), exchangeRow({ status })] }),
    });
    expect(await find(EXCHANGE)).toMatchObject({ finding: 'found', brokerOrderId: '881', state });
  });

  test('that was accepted is read by its id, its refusal too', async () => {
    tigerHas({ single: data(exchangeRow({ status: 'Inactive', remark: 'Outside trading hours' })) });
    expect(await find(EXCHANGE, { brokerOrderId: '881' })).toMatchObject({
      finding: 'found',
      state: 'failed',
      text: 'Outside trading hours',
    });
  });

  test('is not what a gateway answers that ignores the id', async () => {
    tigerHas({ single: data(exchangeRow({ id: 5, status: 'Cancelled', externalId: 'another' })) });
    expect(await find(EXCHANGE, { brokerOrderId: '881' })).toMatchObject({ finding: 'unclear' });
  });

  test('is found in the cash journal where Tiger lists no exchanges among orders', async () => {
    tigerHas({ orders: answerCode(1010, 'not possible'), journal: data({ items: [journalRow()] }) });
    expect(await find(EXCHANGE)).toMatchObject({ finding: 'found', brokerOrderId: '991', state: 'settled' });
  });

  test('that is done stands in both lists and counts once', async () => {
    tigerHas({
      orders: data({ items: [exchangeRow({ externalId: null })] }),
      journal: data({ items: [journalRow()] }),
    });
    expect(await find(EXCHANGE)).toMatchObject({ finding: 'found', brokerOrderId: '881' });
  });

  test('that Tiger never lists is never called absent', async () => {
    tigerHas({});
    expect(await find(EXCHANGE, { sentAgoMs: 3_600_000 })).toMatchObject({ finding: 'unclear' });
    tigerHas({ orders: answerCode(1010, 'not possible') });
    expect(await find(EXCHANGE, { sentAgoMs: 3_600_000 })).toMatchObject({ finding: 'unclear' });
  });

  test('is absent where the list shows exchanges, and not this one', async () => {
    tigerHas({ orders: data({ items: [exchangeRow({ externalId: 'another' })] }) });
    expect(await find(EXCHANGE, { sentAgoMs: SETTLE_TIME_MS - 1 })).toMatchObject({ finding: 'unclear' });
    expect(await find(EXCHANGE)).toMatchObject({ finding: 'not_found', state: null });
  });

  test('proves nothing by orders of another kind', async () => {
    tigerHas({ orders: data({ items: [exchangeRow({ externalId: 'another', secType: 'STK' })] }) });
    expect(await find(EXCHANGE)).toMatchObject({ finding: 'unclear' });
  });

  test('is not one without a mark between other currencies, or from before', async () => {
    const older = exchangeRow({ id: 1, externalId: null, openTime: BROKER_TIME_MS - 60_000 });
    const other = exchangeRow({ id: 2, externalId: null, symbol: 'USD.SGD' });
    tigerHas({ orders: data({ items: [older, other] }) });
    expect(await find(EXCHANGE)).toMatchObject({ finding: 'not_found' });
  });

  test('is unclear where Tiger does not answer', async () => {
    tigerHas({ orders: answerCode(2, 'server error') });
    expect(await find(EXCHANGE)).toMatchObject({ finding: 'unclear', state: null });
  });
});
