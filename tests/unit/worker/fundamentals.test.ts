import { expect, test } from 'vitest';
import { byMethod, data, freshAccountProcess, READ } from './account-process.ts';

const account = freshAccountProcess();

const SPAN = { symbol: 'AAPL', startDay: '2026-01-20', endDay: '2026-03-10' };

test('reported figures come newest first, exact whatever their notation', async () => {
  const row = (periodEndDate: string, value: string) => ({
    symbol: 'AAPL',
    currency: 'USD',
    field: 'net_income',
    value,
    filingDate: '',
    periodEndDate,
  });
  await account.start(
    byMethod({ financial_report: data([row('2025-09-27', '9.3E10'), row('2026-09-26', '9.4E10')]) }),
  );
  const wanted = { ...SPAN, period: 'annual', fields: ['net_income'] } as const;
  const report = await account.rpc.call('financials.get', { ...wanted, fields: ['net_income'] }, READ);
  expect(report.figures).toEqual([
    { field: 'net_income', value: '94000000000', currency: 'USD', periodEnd: '2026-09-26', filedOn: null },
    { field: 'net_income', value: '93000000000', currency: 'USD', periodEnd: '2025-09-27', filedOn: null },
  ]);
  expect(account.gateway.received[0]!.body.biz_content).toContain('"period_type":"Annual"');
});

test('each kind of corporate action is asked for once', async () => {
  const answer = { AAPL: [{ symbol: 'AAPL', executeDate: '2026-02-09', amount: 0.26, currency: 'USD' }] };
  await account.start(byMethod({ corporate_action: data(answer) }));
  const wanted = { ...SPAN, kinds: ['dividend' as const, 'split' as const] };
  const { actions } = await account.rpc.call('corporate.actions', wanted, READ);
  expect(actions).toMatchObject([
    { day: '2026-02-09', amount: '0.26', toFactor: null },
    { day: '2026-02-09' },
  ]);
  await account.rpc.call('corporate.actions', wanted, READ);
  expect(account.gateway.methods).toHaveLength(2);
});

test('earnings are asked for by month, and the months serve every symbol', async () => {
  const report = (symbol: string, reportDate: string) => ({ symbol, reportDate, expectedEps: 1.7 });
  const answer = { AAPL: [report('AAPL', '2026-01-29'), report('AAPL', '2026-03-30')], MSFT: [] };
  await account.start(byMethod({ corporate_action: data(answer) }));
  const { reports } = await account.rpc.call('earnings.list', SPAN, READ);
  expect(reports.every(({ reportDay }) => reportDay === '2026-01-29')).toBe(true);
  expect(reports[0]).toMatchObject({ expectedEps: '1.7', actualEps: null, reportTime: null });
  await account.rpc.call('earnings.list', { ...SPAN, symbol: 'MSFT' }, READ);
  const months = account.gateway.received.map(({ body }) => String(body.biz_content));
  expect(months).toHaveLength(3);
  expect(months.some((text) => text.includes('2026-02-01') && text.includes('2026-02-28'))).toBe(true);
  expect(months.every((text) => !text.includes('symbols'))).toBe(true);
});
