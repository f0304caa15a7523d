import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../../src/shared/app-error.ts';
import { DEFAULT_APP_SETTINGS } from '../../../../../src/shared/domain/app-settings.ts';
import { LIVE_ID } from '../../../../support/fake-account-data.ts';
import { ToolCallerFixture } from '../../../../support/tool-caller-fixture.ts';

const SECOND_ID = 'acc_second00000000ab';

/** Two real accounts that are ready, and the demo account. */
function withTwo(readRouting: typeof DEFAULT_APP_SETTINGS.readRouting = 'default'): ToolCallerFixture {
  const tools = new ToolCallerFixture();
  tools.settings = { ...DEFAULT_APP_SETTINGS, readRouting };
  tools.directory.patch('growth-live', { state: 'ready', stateText: null });
  const live = tools.directory.get(LIVE_ID);
  tools.directory.accounts = [...tools.directory.accounts, { ...live, id: SECOND_ID, alias: 'second' }];
  return tools;
}

const failing = (code: AppError['code']) => new AppError(code, 'It fails.', { nextStep: 'Wait.' });
const asked = (tools: ToolCallerFixture) => [...new Set(tools.directory.calls.map((call) => call.accountId))];

describe('a read of market data that names no account', () => {
  it('takes turns, and the answer and its record say who answered', async () => {
    const tools = withTwo('round_robin');
    const first = await tools.answer('tiger_get_quote', { symbol: 'AAPL' });
    const second = await tools.answer('tiger_get_quote', { symbol: 'AAPL' });
    expect([first['account_id'], second['account_id']]).toEqual(['growth-live', 'second']);
    expect(tools.audit.entries.at(-1)).toMatchObject({ kind: 'tool.answered', accountId: SECOND_ID });
  });

  it.each(['unavailable', 'rate_limited', 'busy', 'broker_unreachable', 'broker_permission'] as const)(
    'is answered by the next account when one says %s',
    async (code) => {
      const tools = withTwo();
      tools.directory.failures.set(LIVE_ID, failing(code));
      expect(await tools.answer('tiger_get_quote', { symbol: 'AAPL' })).toMatchObject({
        account_id: 'second',
      });
    },
  );

  it('is answered by nobody simulated when every real account fails', async () => {
    const tools = withTwo();
    tools.directory.failures.set(LIVE_ID, failing('unavailable'));
    tools.directory.failures.set(SECOND_ID, failing('rate_limited'));
    expect(await tools.error('tiger_get_quote', { symbol: 'AAPL' })).toMatchObject({ code: 'rate_limited' });
    expect(asked(tools)).toEqual([LIVE_ID, SECOND_ID]);
  });

  it('is not asked elsewhere when the question is wrong', async () => {
    const tools = withTwo();
    tools.directory.failures.set(LIVE_ID, failing('not_found'));
    expect(await tools.error('tiger_get_quote', { symbol: 'AAPL' })).toMatchObject({ code: 'not_found' });
    expect(asked(tools)).toEqual([LIVE_ID]);
  });

  it('is asked of an account without the permission last, for that market only', async () => {
    const tools = withTwo();
    tools.directory.failures.set(LIVE_ID, failing('broker_permission'));
    await tools.answer('tiger_get_quote', { symbol: '00700' });
    tools.directory.failures.clear();
    expect(await tools.answer('tiger_get_quote', { symbol: '00005' })).toMatchObject({
      account_id: 'second',
    });
    expect(await tools.answer('tiger_get_quote', { symbol: 'AAPL' })).toMatchObject({
      account_id: 'growth-live',
    });
  });

  it('goes to the default data account', async () => {
    const tools = withTwo();
    tools.settings = { ...tools.settings, defaultDataAccountId: SECOND_ID };
    expect(await tools.answer('tiger_get_quote', { symbol: 'AAPL' })).toMatchObject({ account_id: 'second' });
  });
});

describe('no other call is routed', () => {
  it('one that names its account', async () => {
    const tools = withTwo('round_robin');
    tools.directory.failures.set(LIVE_ID, failing('unavailable'));
    const input = { symbol: 'AAPL', data_account_id: 'growth-live' };
    expect(await tools.error('tiger_get_quote', input)).toMatchObject({ code: 'unavailable' });
    expect(asked(tools)).toEqual([LIVE_ID]);
  });

  it('one about an account: the same account answers every time', async () => {
    const tools = withTwo('round_robin');
    for (let calls = 0; calls < 3; calls += 1) {
      expect(await tools.answer('tiger_get_positions')).toMatchObject({ account_id: 'growth-live' });
    }
    tools.directory.failures.set(LIVE_ID, failing('unavailable'));
    expect(await tools.error('tiger_get_positions')).toMatchObject({ code: 'unavailable' });
  });
});
