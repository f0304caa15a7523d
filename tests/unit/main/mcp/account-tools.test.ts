import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/shared/app-error.ts';
import type { PositionList } from '../../../../src/shared/domain/portfolio.ts';
import { LIVE_ID } from '../../../support/fake-account-data.ts';
import { NOW_MS } from '../../../support/fake-directory.ts';
import { rowsOf, ToolCallerFixture } from '../../../support/tool-caller-fixture.ts';

let tools: ToolCallerFixture;
beforeEach(() => {
  tools = new ToolCallerFixture();
});

const PROVENANCE = { as_of: '2026-11-23T14:59:59.600Z', age_ms: 400, delayed: false, simulated: true };

describe('accounts', () => {
  it('are listed by alias, without a number of the broker', async () => {
    const answer = await tools.answer('tiger_list_accounts');
    expect(answer['accounts']).toMatchObject([
      { account_id: 'demo', mode: 'paper', access: 'propose', simulated: true },
      { account_id: 'growth-live', mode: 'live', access: 'read', state: 'credentials_needed' },
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/4321|8890|acc_/);
  });

  it.each([
    [{ environment: 'production' }, ['growth-live']],
    [{ environment: 'SANDBOX' }, ['demo']],
    [{ status: 'active' }, ['demo']],
    [{ status: 'error' }, ['growth-live']],
    [{ account_type: 'paper' }, ['demo']],
    [{ account_type: 'prime' }, []],
  ])('can be filtered by %j', async (args, aliases) => {
    const answer = await tools.answer('tiger_list_accounts', args);
    expect(rowsOf(answer, 'accounts').map((row) => row['account_id'])).toEqual(aliases);
  });

  it('that are closed to AI clients do not exist for them', async () => {
    tools.directory.patch('growth-live', { clientAccess: 'none' });
    expect(await tools.answer('tiger_list_accounts')).toMatchObject({ total: 1 });
    const closed = await tools.error('tiger_get_account_status', { account_id: 'growth-live' });
    const absent = await tools.error('tiger_get_account_status', { account_id: 'growth-lave' });
    expect(closed.message.replace('growth-live', '')).toBe(absent.message.replace('growth-lave', ''));
    expect(closed.next_step).toContain('demo');
    expect(await tools.error('tiger_get_positions', { account_id: LIVE_ID })).toMatchObject({
      code: 'not_found',
    });
  });

  it('tell what the broker says, or that it says nothing', async () => {
    expect(await tools.answer('tiger_get_account_status', { account_id: 'demo' })).toMatchObject({
      broker: { account_type: 'PAPER' },
      broker_error: null,
    });
    expect(await tools.answer('tiger_get_account_status', { account_id: 'growth-live' })).toMatchObject({
      broker: null,
      state: 'credentials_needed',
    });
  });

  it('show their assets, absent figures as null', async () => {
    expect(await tools.answer('tiger_get_account_info', { account_id: 'DEMO' })).toMatchObject({
      account_id: 'demo',
      mode: 'paper',
      currency: 'USD',
      net_liquidation: '1003482.17',
      ...PROVENANCE,
    });
  });

  it('show positions by page', async () => {
    const first = await tools.answer('tiger_get_positions', { limit: '3' });
    expect(first).toMatchObject({ total: 5, next_offset: 3, ...PROVENANCE });
    const second = await tools.answer('tiger_get_positions', { limit: 3, offset: first['next_offset'] });
    expect(second).toMatchObject({ total: 5, next_offset: null });
    expect(rowsOf(second, 'positions').map((row) => row['symbol'])).toEqual(['VOO', 'TSLA']);
  });

  it('show what an option among the positions is about', async () => {
    const reads = tools.directory.reads.bind(tools.directory);
    tools.directory.reads = (accountId) => ({
      read: async (name, input, options) => {
        const answer = await reads(accountId).read(name, input, options);
        if (name !== 'positions.list') return answer;
        const { positions, ...rest } = answer as PositionList;
        const option = { ...positions[0]!, symbol: 'AAPL  261218P00150500', securityType: 'OPT' as const };
        // A name that is no identifier stays a name.
        return { ...rest, positions: [option, { ...option, symbol: 'AAPL' }, positions[0]] } as never;
      },
    });
    const { positions } = await tools.answer('tiger_get_positions');
    expect(positions).toMatchObject([
      { option: { underlying: 'AAPL', expiry: '2026-12-18', right: 'put', strike: '150.5' } },
      { option: null },
      { option: null },
    ]);
  });

  it('without one that is open, the user is asked to open one', async () => {
    tools.directory.patch('demo', { clientAccess: 'none' });
    tools.directory.patch('growth-live', { clientAccess: 'none' });
    expect(await tools.answer('tiger_list_accounts')).toMatchObject({ accounts: [], total: 0 });
    const error = await tools.error('tiger_get_quote', { symbol: 'AAPL' });
    expect(error).toMatchObject({ code: 'access_denied' });
    expect(error.next_step).toContain('Ask the user');
  });

  it('that are not ready yet are worth another call', async () => {
    tools.directory.patch('demo', { state: 'starting' });
    expect(await tools.error('tiger_get_quote', { symbol: 'AAPL' })).toMatchObject({
      code: 'unavailable',
      retryable: true,
    });
  });
});

describe('orders', () => {
  it('are listed with exact ids, and more is said', async () => {
    const answer = await tools.answer('tiger_get_orders', { limit: 2 });
    expect(answer).toMatchObject({
      shown: 2,
      truncated: true,
      account_id: 'demo',
      mode: 'paper',
      ...PROVENANCE,
    });
    expect(rowsOf(answer, 'orders')[0]).toMatchObject({ order_id: '35428688236544001', status: 'working' });
  });

  it.each([
    ['cancelled', ['cancelled']],
    ['REJECTED', ['rejected']],
    ['PARTIAL_FILLED', ['partially_filled']],
  ])('with status %s are those', async (status, statuses) => {
    const answer = await tools.answer('tiger_get_orders', { status });
    expect(rowsOf(answer, 'orders').map((row) => row['status'])).toEqual(statuses);
  });

  it('take days in UTC, the last one included', async () => {
    await tools.answer('tiger_get_orders', { start_date: '2026-11-01', end_date: '2026-11-02', symbol: '5' });
    expect(tools.directory.calls[0]!.input).toMatchObject({
      symbol: '00005',
      startMs: Date.UTC(2026, 10, 1),
      endMs: Date.UTC(2026, 10, 3) - 1,
    });
  });

  it.each([
    [{ start_date: '2026-02-30' }, 'start_date'],
    [{ end_date: 'yesterday' }, 'end_date'],
    [{ start_date: '2026-03-01T10:00:00' }, 'start_date'],
    [{ start_date: '2026-03-02', end_date: '2026-03-01' }, 'start_date'],
  ])('refuse %j', async (args, field) => {
    const error = await tools.error('tiger_get_orders', args);
    expect(error.code).toBe('invalid_input');
    expect(error.message).toContain(field);
  });

  it('are found by id, or said to be absent', async () => {
    expect(await tools.answer('tiger_get_order', { order_id: '35428688236544004' })).toMatchObject({
      status: 'filled',
    });
    expect(await tools.error('tiger_get_order', { order_id: '1' })).toMatchObject({ code: 'not_found' });
  });

  it('refuse an id that a JSON number has rounded', async () => {
    expect(await tools.error('tiger_get_order', { order_id: 35428688236544004 })).toMatchObject({
      code: 'invalid_input',
    });
  });
});

describe('failures', () => {
  it('of the broker keep code, next step and broker code', async () => {
    tools.directory.failure = new AppError('rate_limited', 'Too many calls.', {
      nextStep: 'Wait ten seconds.',
      retryable: true,
      brokerCode: '4',
    });
    expect(await tools.error('tiger_get_positions')).toEqual({
      code: 'rate_limited',
      message: 'Too many calls.',
      retryable: true,
      next_step: 'Wait ten seconds.',
      broker_code: '4',
    });
  });

  it('that nobody expected show nothing of their inside', async () => {
    tools.directory.failure = new Error('secret path /home/someone/key.pem');
    const error = await tools.error('tiger_get_positions');
    expect(error.code).toBe('internal');
    expect(JSON.stringify(error)).not.toMatch(/secret|pem|home/);
    expect(tools.logged).toHaveLength(1);
  });
});

describe('tokens and problems', () => {
  it('the status shows them without a secret', async () => {
    const tools = new ToolCallerFixture();
    tools.directory.patch('demo', {
      token: { state: 'expiring', expiresMs: NOW_MS, text: 'It ends.', nextStep: null },
      problems: [{ kind: 'no_permission', market: 'HK', text: 'No HK.', nextStep: 'Buy it.' }],
    });
    expect(await tools.answer('tiger_get_account_status', { account_id: 'demo' })).toMatchObject({
      token: {
        state: 'expiring',
        valid_until: '2026-11-23T15:00:00.000Z',
        text: 'It ends.',
        next_step: null,
      },
      problems: [{ kind: 'no_permission', market: 'HK', text: 'No HK.', next_step: 'Buy it.' }],
    });
  });

  it('a token is renewed for an account that is open for proposals, and for no other', async () => {
    const tools = new ToolCallerFixture();
    expect(await tools.answer('tiger_refresh_token', { account_id: 'demo' })).toMatchObject({
      account_id: 'demo',
      token: { state: 'valid' },
    });
    expect(await tools.error('tiger_refresh_token', { account_id: 'growth-live' })).toMatchObject({
      code: 'access_denied',
    });
    expect(await tools.error('tiger_refresh_token', { account_id: 'nobody' })).toMatchObject({
      code: 'not_found',
    });
    expect(tools.renewed).toEqual(['acc_demo0000000000ab']);
  });
});
