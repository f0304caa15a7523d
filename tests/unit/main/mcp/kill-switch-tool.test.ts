import { beforeEach, describe, expect, it } from 'vitest';
import { DEMO_ID } from '../../../support/fake-account-data.ts';
import { errorOf, ToolCallerFixture } from '../../../support/tool-caller-fixture.ts';

let tools: ToolCallerFixture;
beforeEach(() => {
  tools = new ToolCallerFixture();
});

describe('the kill switch', () => {
  it('is tripped for the app, an account or the client itself, at level 1', async () => {
    const reason = 'The user said stop.';
    const answer = await tools.answer('tiger_trip_kill_switch', { scope: 'App', reason });
    expect(answer).toMatchObject({ scope: 'app', account_id: null, level: 1 });
    expect(answer['next_step']).toContain('Only the user can lift');
    await tools.answer('tiger_trip_kill_switch', { scope: 'account', account_id: 'demo', reason });
    await tools.answer('tiger_trip_kill_switch', { scope: 'client', reason });
    expect(tools.trading.stops.map(({ target, level }) => ({ ...target, level }))).toEqual([
      { scope: 'app', level: 1 },
      { scope: 'account', accountId: DEMO_ID, level: 1 },
      { scope: 'client', clientName: expect.any(String), level: 1 },
    ]);
  });

  it('needs an account that clients can see', async () => {
    const input = { scope: 'account', reason: 'stop' };
    expect(errorOf(await tools.call('tiger_trip_kill_switch', input)).code).toBe('invalid_input');
    const unknown = { ...input, account_id: 'nobody' };
    expect(errorOf(await tools.call('tiger_trip_kill_switch', unknown)).code).toBe('not_found');
    expect(tools.trading.stops).toEqual([]);
  });
});
