import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/shared/app-error.ts';
import type { AccountId } from '../../../../src/shared/domain/account.ts';
import { DEMO_ID } from '../../../support/fake-account-data.ts';
import { ToolCallerFixture } from '../../../support/tool-caller-fixture.ts';

let tools: ToolCallerFixture;
beforeEach(() => {
  tools = new ToolCallerFixture();
});

/** One of the orders of the fixture. */
const HELD = '35428688236544001';

describe('cancelling', () => {
  it('goes to the named account at once', async () => {
    const answer = await tools.answer('tiger_cancel_order', { order_id: '42', account_id: 'demo' });
    expect(answer).toMatchObject({ kind: 'cancel', cancels_order_id: '42', sentence: 'CANCEL order 42' });
    expect(answer['next_step']).toContain('tiger_get_order');
    expect(tools.trading.cancels).toEqual([{ accountId: DEMO_ID, brokerOrderId: '42' }]);
  });

  it('without a named account goes to the one that has the order', async () => {
    tools.directory.patch('growth-live', { state: 'ready' });
    await tools.answer('tiger_cancel_order', { order_id: HELD });
    expect(tools.trading.cancels).toEqual([{ accountId: DEMO_ID, brokerOrderId: HELD }]);
    const asked = tools.directory.calls.filter(({ name }) => name === 'orders.get');
    expect(asked).toHaveLength(tools.access.accounts.list().length);
  });

  it('goes nowhere when no account has the order, and says which did not answer', async () => {
    tools.directory.failure = new AppError('unavailable', 'down', { nextStep: 'Wait.' });
    const error = await tools.error('tiger_cancel_order', { order_id: HELD });
    expect(error).toMatchObject({ code: 'not_found' });
    expect(error.message).toContain('demo');
    expect(tools.trading.cancels).toEqual([]);
  });

  it('goes nowhere when it is not clear whose order it is', async () => {
    tools.directory.patch('growth-live', { state: 'ready' });
    tools.directory.holders = ['demo', 'growth-live'];
    const error = await tools.error('tiger_cancel_order', { order_id: HELD });
    expect(error).toMatchObject({ code: 'invalid_input' });
    expect(error.message).toContain('account_id');
    expect(tools.trading.cancels).toEqual([]);
  });

  it('asks nobody when there are many accounts', async () => {
    const [account] = tools.directory.accounts;
    tools.directory.accounts = Array.from({ length: 11 }, (_, number) => ({
      ...account!,
      id: `acc_${number}` as AccountId,
      alias: `a${number}`,
    }));
    expect(await tools.error('tiger_cancel_order', { order_id: HELD })).toMatchObject({
      code: 'invalid_input',
    });
    expect(tools.directory.calls).toEqual([]);
  });

  it.each([
    [{ order_id: '42' }, 'not_found'],
    [{ order_id: '42; DROP', account_id: 'demo' }, 'invalid_input'],
    [{ order_id: '42', account_id: 'growth-live' }, 'access_denied'],
  ])('refuses %j', async (args, code) => {
    expect(await tools.error('tiger_cancel_order', args)).toMatchObject({ code });
    expect(tools.trading.cancels).toEqual([]);
  });
});
