import { beforeEach, describe, expect, it } from 'vitest';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import { PLAIN_FORM } from '../../../../src/shared/domain/order-form.ts';
import { proposalStatusSchema } from '../../../../src/shared/domain/proposal.ts';
import { DEMO_ID, LIVE_ID } from '../../../support/fake-account-data.ts';
import { errorOf, ToolCallerFixture, wordsOf } from '../../../support/tool-caller-fixture.ts';

let tools: ToolCallerFixture;
beforeEach(() => {
  tools = new ToolCallerFixture();
});

const ORDER = {
  account_id: 'demo',
  symbol: 'AAPL',
  side: 'BUY',
  quantity: 100,
  order_type: 'LMT',
  price: 187.5,
  rationale: 'The user asked for it.',
};

describe('placing an order', () => {
  it('proposes, and says that nothing was sent', async () => {
    const answer = await tools.answer('tiger_place_order', ORDER);
    expect(answer).toMatchObject({
      status: 'awaiting_approval',
      final: false,
      account_id: 'demo',
      mode: 'paper',
      sentence: 'BUY 100 AAPL @ 187.5 LMT DAY',
      expires_at: '2026-11-23T15:05:00.000Z',
      order_id: null,
    });
    expect(answer['message']).toMatch(/^Not sent/);
    expect(answer['next_step']).toContain('tiger_get_proposal');
    expect(tools.trading.proposed[0]).toEqual({
      input: {
        accountId: DEMO_ID,
        order: {
          symbol: 'AAPL',
          side: 'BUY',
          orderType: 'LMT',
          quantity: '100',
          limitPrice: '187.5',
          stopPrice: null,
          timeInForce: 'DAY',
          session: 'regular',
          legs: null,
          ...PLAIN_FORM,
        },
        rationale: 'The user asked for it.',
        requestId: null,
      },
      requester: { connectionId: 'con_test', name: 'Test client', version: '1' },
    });
  });

  it.each([
    [
      { quantity: '100', price: '187.50' },
      { quantity: '100', limitPrice: '187.5' },
    ],
    [
      { side: 'buy', order_type: 'limit' },
      { side: 'BUY', orderType: 'LMT' },
    ],
    [
      { order_type: 'MARKET', price: null },
      { orderType: 'MKT', limitPrice: null },
    ],
    [
      { order_type: 'Stop Limit', stop_price: '180' },
      { orderType: 'STP_LMT', stopPrice: '180' },
    ],
    [
      { quantity: 0.1, symbol: '700.hk' },
      { quantity: '0.1', symbol: '00700' },
    ],
    [
      { time_in_force: 'gtc', session: 'EXTENDED' },
      { timeInForce: 'GTC', session: 'extended' },
    ],
  ])('reads what is meant: %j', async (patch, expected) => {
    await tools.answer('tiger_place_order', { ...ORDER, ...patch });
    expect(tools.trading.proposed[0]!.input.order).toMatchObject(expected);
  });

  it.each([
    [{ quantity: 0 }, 'quantity: must be above zero'],
    [{ quantity: -5 }, 'quantity: must be above zero'],
    [{ quantity: 'NaN' }, 'quantity: must be a plain decimal number'],
    [{ quantity: '1e30' }, 'quantity: must be a plain decimal number'],
    [{ quantity: '1,000' }, 'quantity: must be a plain decimal number'],
    [{ quantity: 1e300 }, 'quantity: has too many digits'],
    [{ quantity: true }, 'quantity: must be a number'],
    [{ quantity: [1] }, 'quantity: must be a number'],
    [{ side: 'HOLD' }, 'side: Invalid option'],
    [{ symbol: '' }, 'symbol: must not be empty'],
    [{ symbol: '苹果' }, 'symbol: must be a symbol'],
    [{ rationale: '   ' }, 'rationale: must say why'],
    [{ rationale: undefined }, 'rationale'],
    [{ price: null }, 'price: must be given for LMT'],
    [{ order_type: 'MKT' }, 'price: must be absent for MKT'],
    [{ wait_seconds: 46 }, 'wait_seconds'],
    [{ account_id: null }, 'account_id'],
    [{ approve: true }, 'approve'],
    [{ token: 'x' }, 'token'],
  ])('refuses %j and names the field', async (patch, message) => {
    const error = await tools.error('tiger_place_order', { ...ORDER, ...patch });
    expect(error.code).toBe('invalid_input');
    expect(error.message).toContain(message);
    expect(error.message.length).toBeLessThan(400);
    expect(tools.trading.proposed).toEqual([]);
  });

  it.each(['quantity', 'symbol', 'side', 'account_id', 'rationale', 'wait_seconds', 'nonsense'])(
    'refuses ten million characters in %s with a short error',
    async (field) => {
      const error = await tools.error('tiger_place_order', { ...ORDER, [field]: 'x'.repeat(10_000_000) });
      expect(error.code).toMatch(/invalid_input|not_found/);
      expect(error.message).toMatch(new RegExp(field === 'account_id' ? 'account' : field));
      expect(JSON.stringify(error).length).toBeLessThan(600);
      expect(JSON.stringify(tools.audit.entries).length).toBeLessThan(3000);
    },
  );

  it('takes a huge but exact number as it is: the controls judge it', async () => {
    await tools.answer('tiger_place_order', { ...ORDER, quantity: 1e30 });
    expect(tools.trading.proposed[0]!.input.order.quantity).toBe('1000000000000000000000000000000');
  });

  it('never goes to another account', async () => {
    expect(await tools.error('tiger_place_order', { ...ORDER, account_id: 'growth-live' })).toMatchObject({
      code: 'access_denied',
    });
    expect(await tools.error('tiger_place_order', { ...ORDER, account_id: 'nobody' })).toMatchObject({
      code: 'not_found',
    });
    expect(tools.trading.proposed).toEqual([]);
  });

  it('does not wait for what is blocked already, and names the limits', async () => {
    tools.holdSeconds = 45;
    tools.trading.firstStatus = 'blocked';
    const answer = await tools.answer('tiger_place_order', ORDER);
    expect(answer).toMatchObject({ status: 'blocked', final: true });
    expect(answer['message']).toMatch(/^Not sent and not shown/);
  });

  it('waits for the decision as long as the setting says', async () => {
    tools.holdSeconds = 30;
    const pending = tools.answer('tiger_place_order', ORDER);
    await expect.poll(() => tools.trading.waitersOpen).toBe(1);
    const [id] = [...tools.trading.proposals.keys()];
    tools.trading.settle(id!, {
      status: 'filled',
      filledQuantity: decimal(100),
      averageFillPrice: decimal('187.44'),
      brokerOrderId: '42',
    });
    expect(await pending).toMatchObject({
      status: 'filled',
      final: true,
      order_id: '42',
      filled_quantity: '100',
    });
  });

  it('a client that cancels stops the waiting and nothing else', async () => {
    const leaving = new AbortController();
    const pending = tools.call(
      'tiger_place_order',
      { ...ORDER, wait_seconds: 45 },
      { signal: leaving.signal },
    );
    await expect.poll(() => tools.trading.waitersOpen).toBe(1);
    leaving.abort();
    await pending;
    expect(tools.trading.waitersOpen).toBe(0);
    expect([...tools.trading.proposals.values()]).toMatchObject([{ status: 'awaiting_approval' }]);
  });

  it('hands on the key with which a repeat is recognised', async () => {
    await tools.answer('tiger_place_order', { ...ORDER, request_id: 'key-1' });
    expect(tools.trading.proposed[0]!.input.requestId).toBe('key-1');
  });

  it('does not happen without its audit row', async () => {
    tools.audit.failure = new Error('disk full');
    const result = await tools.call('tiger_place_order', ORDER);
    expect(errorOf(result).code).toBe('internal');
    expect(tools.trading.proposed).toEqual([]);
  });
});

describe('a proposal', () => {
  it.each(proposalStatusSchema.options)(
    'in status %s says what has happened and what to do',
    async (status) => {
      const proposal = tools.trading.add({
        status,
        brokerMessage: 'words of the broker',
        decisionNote: 'not today',
      });
      const answer = await tools.answer('tiger_get_proposal', { proposal_id: proposal.id });
      expect(answer).toMatchObject({ status, account_id: 'demo', mode: 'paper' });
      expect(wordsOf(answer, 'message').length).toBeGreaterThan(10);
      expect(wordsOf(answer, 'next_step').length).toBeGreaterThan(10);
    },
  );

  it('of unknown outcome forbids to retry', async () => {
    const { id } = tools.trading.add({ status: 'unknown' });
    const answer = await tools.answer('tiger_get_proposal', { proposal_id: id });
    expect(answer).toMatchObject({ final: false });
    expect(answer['message']).toContain('locked');
    expect(answer['next_step']).toMatch(/^Do not retry/);
  });

  it('that was declined carries the user’s words', async () => {
    const { id } = tools.trading.add({ status: 'declined', decisionNote: 'too much risk' });
    const answer = await tools.answer('tiger_get_proposal', { proposal_id: id });
    expect(answer['message']).toContain('too much risk');
    expect(answer['next_step']).toContain('Do not propose it again');
  });

  it('of an account that is closed by now is not shown, waited for, listed or withdrawn', async () => {
    const { id } = tools.trading.add({ accountId: LIVE_ID, accountAlias: 'growth-live' });
    tools.directory.patch('growth-live', { clientAccess: 'none' });
    for (const args of [{ proposal_id: id }, { proposal_id: id, wait_seconds: 5 }]) {
      expect(await tools.error('tiger_get_proposal', args)).toMatchObject({ code: 'not_found' });
    }
    expect(await tools.answer('tiger_list_proposals')).toMatchObject({ proposals: [] });
    expect(await tools.error('tiger_withdraw_proposal', { proposal_id: id })).toMatchObject({
      code: 'not_found',
    });
    expect(await tools.error('tiger_list_proposals', { account_id: 'growth-live' })).toMatchObject({
      code: 'not_found',
    });
    expect(tools.trading.proposals.get(id)!.status).toBe('awaiting_approval');
  });

  it('of an account that is open for reading only is seen and not withdrawn', async () => {
    const { id } = tools.trading.add({ accountId: LIVE_ID, accountAlias: 'growth-live' });
    expect(await tools.answer('tiger_get_proposal', { proposal_id: id })).toMatchObject({
      account_id: 'growth-live',
    });
    expect(await tools.error('tiger_withdraw_proposal', { proposal_id: id })).toMatchObject({
      code: 'access_denied',
    });
  });

  it('can be withdrawn', async () => {
    const { id } = tools.trading.add({});
    expect(await tools.answer('tiger_withdraw_proposal', { proposal_id: id })).toMatchObject({
      status: 'withdrawn',
    });
  });

  it('lists say when there are more', async () => {
    for (let number = 0; number < 5; number += 1) tools.trading.add({});
    expect(await tools.answer('tiger_list_proposals', { limit: 3 })).toMatchObject({
      shown: 3,
      truncated: true,
    });
    expect(await tools.answer('tiger_list_proposals', { limit: 5 })).toMatchObject({
      shown: 5,
      truncated: false,
    });
  });
});

it('a preview records and proposes nothing', async () => {
  const { rationale: _rationale, ...order } = ORDER;
  const answer = await tools.answer('tiger_preview_order', order);
  expect(answer).toMatchObject({
    would_be_blocked: false,
    sentence: 'BUY 100 AAPL @ 187.5 LMT DAY',
    broker: { passes: true, commission: '1.29' },
  });
  expect(tools.trading.proposed).toEqual([]);
});
