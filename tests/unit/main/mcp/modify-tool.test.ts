import { beforeEach, describe, expect, it } from 'vitest';
import { proposalStatusSchema } from '../../../../src/shared/domain/proposal.ts';
import { DEMO_ID } from '../../../support/fake-account-data.ts';
import { errorOf, ToolCallerFixture } from '../../../support/tool-caller-fixture.ts';

let tools: ToolCallerFixture;
beforeEach(() => {
  tools = new ToolCallerFixture();
});

const CHANGE = {
  order_id: '35428688236544001',
  account_id: 'demo',
  new_quantity: '4',
  rationale: 'The user asked for it.',
};

describe('changing an order', () => {
  it('passes on what changes and leaves the rest alone', async () => {
    const answer = await tools.answer('tiger_modify_order', CHANGE);
    expect(answer).toMatchObject({
      kind: 'modify',
      status: 'awaiting_approval',
      modifies_order_id: CHANGE.order_id,
      sentence: expect.stringMatching(/^MODIFY to /),
    });
    expect(tools.trading.modified).toEqual([
      {
        accountId: DEMO_ID,
        brokerOrderId: CHANGE.order_id,
        quantity: '4',
        limitPrice: null,
        stopPrice: null,
        trail: null,
        expiresAtMs: null,
        rationale: CHANGE.rationale,
      },
    ]);
  });

  it('passes on a new trail and a new end', async () => {
    const { new_quantity: _quantity, ...change } = CHANGE;
    await tools.answer('tiger_modify_order', {
      ...change,
      new_trail_percent: '1.5',
      new_expires_at: '2026-12-01T21:00:00Z',
    });
    expect(tools.trading.modified).toMatchObject([
      {
        quantity: null,
        trail: { by: 'percent', value: '1.5' },
        expiresAtMs: Date.parse('2026-12-01T21:00:00Z'),
      },
    ]);
  });

  it('refuses a trail in money and in percent at once', async () => {
    const both = await tools.call('tiger_modify_order', {
      ...CHANGE,
      new_trail_percent: 1,
      new_trail_amount: 2,
    });
    expect(errorOf(both).message).toContain(
      'new_trail_amount: must be absent where new_trail_percent is given',
    );
    expect(tools.trading.modified).toEqual([]);
  });

  it('needs an account that is open for proposals', async () => {
    const closed = await tools.call('tiger_modify_order', { ...CHANGE, account_id: 'nobody' });
    expect(errorOf(closed).code).toBe('not_found');
    expect(tools.trading.modified).toEqual([]);
  });

  it.each(proposalStatusSchema.options)('says of %s what it means and what to do', async (status) => {
    const proposal = tools.trading.add({ kind: 'modify', modifiesBrokerOrderId: CHANGE.order_id, status });
    const answer = await tools.answer('tiger_get_proposal', { proposal_id: proposal.id, wait_seconds: 0 });
    expect(String(answer['message']).length).toBeGreaterThan(10);
    expect(String(answer['next_step']).length).toBeGreaterThan(10);
    if (['submitted', 'working', 'unknown'].includes(status)) expect(answer['final']).toBe(false);
    if (['modified', 'rejected', 'not_sent'].includes(status)) expect(answer['final']).toBe(true);
  });
});
