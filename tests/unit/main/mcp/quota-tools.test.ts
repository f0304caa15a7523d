import { describe, expect, it } from 'vitest';
import { DEMO_ID, LIVE_ID } from '../../../support/fake-account-data.ts';
import { rowsOf, ToolCallerFixture } from '../../../support/tool-caller-fixture.ts';

const method = (uses: { accountId: string; clientName: string | null; calls: number }[]) => ({
  method: 'kline',
  tier: 'medium' as const,
  limit: 60,
  used: 9,
  waiting: 1,
  bookedTotal: 9,
  refusedTotal: 2,
  uses,
});

describe('tiger_get_rate_limits', () => {
  it('shows what was used of which limit, and how much of it by the caller', async () => {
    const tools = new ToolCallerFixture();
    const uses = [
      { accountId: DEMO_ID, clientName: 'Test client', calls: 4 },
      { accountId: LIVE_ID, clientName: 'Test client', calls: 2 },
      { accountId: DEMO_ID, clientName: 'Another client', calls: 3 },
    ];
    tools.lanes = [{ tigerIdLastFour: '0001', accountIds: [DEMO_ID, LIVE_ID], methods: [method(uses)] }];
    expect(await tools.answer('tiger_get_rate_limits')).toEqual({
      developers: [
        {
          accounts: ['demo', 'growth-live'],
          methods: [
            {
              method: 'kline',
              tier: 'medium',
              limit: 60,
              used: 9,
              used_by_you: 6,
              waiting: 1,
              refused_total: 2,
            },
          ],
        },
      ],
      limits: { high: 120, medium: 60, low: 10 },
      total: 1,
    });
  });

  it('names neither other clients nor accounts that are closed to AI clients', async () => {
    const tools = new ToolCallerFixture();
    tools.directory.patch('growth-live', { clientAccess: 'none' });
    const uses = [{ accountId: LIVE_ID, clientName: 'Another client', calls: 9 }];
    tools.lanes = [
      { tigerIdLastFour: '0001', accountIds: [LIVE_ID], methods: [method(uses)] },
      { tigerIdLastFour: '0002', accountIds: [LIVE_ID, DEMO_ID], methods: [method(uses)] },
    ];
    const answer = await tools.answer('tiger_get_rate_limits');
    expect(rowsOf(answer, 'developers')).toMatchObject([{ accounts: ['demo'] }]);
    expect(JSON.stringify(answer)).not.toMatch(/Another client|growth-live|0002/);
  });
});

it('tiger_get_quote_permissions tells an endless permission from one that ends', async () => {
  const tools = new ToolCallerFixture();
  expect(await tools.answer('tiger_get_quote_permissions', { account_id: 'demo' })).toMatchObject({
    account_id: 'demo',
    permissions: [
      { name: 'usQuoteBasic', expires_at: null, endless: true },
      { name: 'hkStockQuoteLv2', expires_at: '2026-11-23T15:01:00.000Z', endless: false },
    ],
    total: 2,
  });
});

it('tiger_get_kline_quota shows symbols when asked, and no more than help', async () => {
  const tools = new ToolCallerFixture();
  const quotas = async (input: object) =>
    rowsOf(await tools.answer('tiger_get_kline_quota', input), 'quotas');
  expect(await quotas({})).toEqual([
    { kind: 'stock', used: 250, remaining: 1750, symbols: [], truncated: false },
  ]);
  const [stocks] = await quotas({ include_symbols: true });
  expect(stocks).toMatchObject({ truncated: true });
  expect(rowsOf(stocks!, 'symbols')).toHaveLength(200);
});
