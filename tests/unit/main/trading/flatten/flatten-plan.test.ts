import { beforeEach, describe, expect, it } from 'vitest';
import { decimal } from '../../../../../src/shared/domain/decimal.ts';
import { flattenSentence } from '../../../../../src/shared/domain/flatten.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../../../src/shared/domain/risk-settings.ts';
import { tempDatabases } from '../../../../support/temp-database.ts';
import { ACCOUNT_ID, TradingHarness } from '../../../../support/trading-harness.ts';
import { confirmed, ended, planned, position } from './flatten-steps.ts';

const databases = tempDatabases();
let path: string;
let harness: TradingHarness;

beforeEach(() => {
  path = databases.newPath();
  harness = new TradingHarness(databases.open(path));
});

describe('the plan', () => {
  it('shows each position with its closing order, figures and result, and sends nothing', async () => {
    harness.broker.positions = [position('AAPL', '10'), position('MSFT', '-4')];
    const plan = await planned(harness);
    expect(plan).toMatchObject({
      accountAlias: 'demo',
      mode: 'paper',
      sentence: flattenSentence('demo'),
      lines: [
        {
          symbol: 'AAPL',
          side: 'SELL',
          quantity: '10',
          limitPrice: '187.48',
          estimate: '1874.8',
          estimatedResult: '374.8',
        },
        {
          symbol: 'MSFT',
          side: 'BUY',
          quantity: '4',
          limitPrice: '187.5',
          estimate: '-750',
          estimatedResult: '-150',
        },
      ],
    });
    expect(plan.lines.map(({ obstacle }) => obstacle)).toEqual([null, null]);
    expect((await planned(harness, 'market')).lines[0]).toMatchObject({
      limitPrice: null,
      estimate: '1874.8',
    });
    expect(harness.broker.placed).toEqual([]);
    expect(await harness.desk.list({ accountIds: null, isWaitingOnly: false, limit: 10 })).toEqual([]);
  });

  it('closes options under their names, also where the kind is switched off', async () => {
    const symbol = 'AAPL  260619C00190000';
    const { broker } = harness;
    broker.bid = '3.19';
    broker.ask = '3.20';
    broker.last = '3.20';
    const option = { ...position(symbol, '-2'), securityType: 'OPT' as const, multiplier: decimal(100) };
    broker.positions = [option];
    const plan = await planned(harness);
    expect(plan.lines).toMatchObject([
      { symbol, side: 'BUY', quantity: '2', limitPrice: '3.2', estimate: '-640', obstacle: null },
    ]);
    await confirmed(harness, plan);
    await ended(harness);
    expect(broker.placed).toMatchObject([
      { order: { symbol, securityType: 'OPT', side: 'BUY', quantity: '2', multiplier: '100' } },
    ]);
  });

  it('closes the whole shares of a position where the broker takes no parts of one, and says so of a smaller one', async () => {
    harness.broker.positions = [position('AAPL', '100.5'), position('MSFT', '0.5')];
    const plan = await planned(harness);
    expect(plan.lines).toMatchObject([
      { symbol: 'AAPL', held: '100.5', quantity: '100', obstacle: null, estimate: '18748' },
      { symbol: 'MSFT', held: '0.5', quantity: '0.5', obstacle: expect.stringContaining('lots of 1') },
    ]);
    await confirmed(harness, plan, ['AAPL']);
    await ended(harness);
    expect(harness.broker.placed).toMatchObject([{ order: { symbol: 'AAPL', quantity: '100' } }]);
  });

  it('says why a position cannot be closed here', async () => {
    harness.broker.positions = [position('AAPL', '10'), position('NOSUCH', '5')];
    harness.broker.tradingStatus = 'halted';
    const { lines } = await planned(harness);
    expect(lines[0]?.obstacle).not.toBeNull();
    expect(lines[1]?.obstacle).toContain('knows no');
  });

  it('is not kept back by limits on taking risk, nor by a stop', async () => {
    await harness.riskSettings.set(ACCOUNT_ID, {
      ...DEFAULT_RISK_SETTINGS,
      orderQuantityMax: decimal(5),
      orderQuantityWarn: decimal(2),
      symbolsDenied: ['AAPL'],
    });
    harness.account = { ...harness.account, clientAccess: 'none' };
    harness.broker.positions = [position('AAPL', '100')];
    await harness.desk.stopTrading({ scope: 'app' }, 2);
    const [line] = (await planned(harness)).lines;
    expect(line?.obstacle).toBeNull();
    expect(line?.controls.find(({ control }) => control === 'order_quantity')).toMatchObject({
      level: 'warning',
      text: expect.stringContaining('Closing a position passes this limit'),
    });
  });
});
