import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../../src/shared/app-error.ts';
import { decimal } from '../../../../../src/shared/domain/decimal.ts';
import { type FlattenPlan, flattenSentence } from '../../../../../src/shared/domain/flatten.ts';
import type { Position } from '../../../../../src/shared/domain/portfolio.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../../../src/shared/domain/risk-settings.ts';
import { tempDatabases } from '../../../../support/temp-database.ts';
import { ACCOUNT_ID, CLIENT, TradingHarness } from '../../../../support/trading-harness.ts';
import { holding, openOrder } from '../../risk/control-facts-of.ts';

const databases = tempDatabases();
let path: string;
let harness: TradingHarness;

beforeEach(() => {
  path = databases.newPath();
  harness = new TradingHarness(databases.open(path));
});

const position = (symbol: string, quantity: string): Position => ({
  ...holding(quantity),
  symbol,
  name: `${symbol} Inc`,
  averageCost: decimal(150),
  multiplier: decimal(1),
});

const planned = (style: 'limit' | 'market' = 'limit') => harness.desk.flatten.plan(ACCOUNT_ID, style);

const confirmed = (plan: FlattenPlan, symbols = plan.lines.map(({ symbol }) => symbol)) =>
  harness.desk.flatten.confirm({ planId: plan.id, symbols, typedSentence: plan.sentence });

async function ended() {
  await expect
    .poll(async () => (await harness.desk.flatten.latest(ACCOUNT_ID))?.state, { timeout: 30_000 })
    .not.toBe('running');
  const run = await harness.desk.flatten.latest(ACCOUNT_ID);
  if (run === null) throw new Error('there is no run');
  return run;
}

describe('the plan', () => {
  it('shows each position with its closing order, figures and result, and sends nothing', async () => {
    harness.broker.positions = [position('AAPL', '10'), position('MSFT', '-4')];
    const plan = await planned();
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
    expect((await planned('market')).lines[0]).toMatchObject({ limitPrice: null, estimate: '1874.8' });
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
    const plan = await planned();
    expect(plan.lines).toMatchObject([
      { symbol, side: 'BUY', quantity: '2', limitPrice: '3.2', estimate: '-640', obstacle: null },
    ]);
    await confirmed(plan);
    await ended();
    expect(broker.placed).toMatchObject([
      { order: { symbol, securityType: 'OPT', side: 'BUY', quantity: '2', multiplier: '100' } },
    ]);
  });

  it('says why a position cannot be closed here', async () => {
    harness.broker.positions = [position('AAPL', '10'), position('NOSUCH', '5')];
    harness.broker.tradingStatus = 'halted';
    const { lines } = await planned();
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
    const [line] = (await planned()).lines;
    expect(line?.obstacle).toBeNull();
    expect(line?.controls.find(({ control }) => control === 'order_quantity')).toMatchObject({
      level: 'warning',
      text: expect.stringContaining('Closing a position passes this limit'),
    });
  });
});

describe('closing', () => {
  it('stops the account, sends each order once by the sealed path, and tells what became of it', async () => {
    harness.broker.positions = [position('AAPL', '10'), position('MSFT', '-4'), position('TSLA', '7')];
    await confirmed(await planned(), ['AAPL', 'MSFT']);
    const run = await ended();
    expect(run).toMatchObject({
      state: 'done',
      lines: [
        { symbol: 'AAPL', outcome: 'sent' },
        { symbol: 'MSFT', outcome: 'sent' },
      ],
    });
    expect(harness.broker.placed.map(({ order }) => [order.side, order.quantity, order.symbol])).toEqual([
      ['SELL', '10', 'AAPL'],
      ['BUY', '4', 'MSFT'],
    ]);
    expect(await harness.desk.stops()).toMatchObject([{ level: 3, target: { accountId: ACCOUNT_ID } }]);
    expect((await harness.propose({ symbol: 'NVDA' })).status).toBe('blocked');
    const kinds = await harness.auditKinds();
    const inOrder = [
      'flatten.started',
      'stop.tripped',
      'approval.sealed',
      'approval.decided',
      'order.intent_recorded',
      'order.send_started',
      'flatten.line_ended',
      'flatten.ended',
    ] as const;
    const places = inOrder.map((kind) => kinds.indexOf(kind));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(kinds.filter((kind) => kind === 'order.send_started')).toHaveLength(2);
  });

  it('needs the sentence, a plan that is new, and counts once', async () => {
    harness.broker.positions = [position('AAPL', '10')];
    const plan = await planned();
    const wrong = { planId: plan.id, symbols: ['AAPL'], typedSentence: 'yes' };
    await expect(harness.desk.flatten.confirm(wrong)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(confirmed(plan, ['MSFT'])).rejects.toMatchObject({ code: 'invalid_input' });
    harness.clock.advance(121_000);
    await expect(confirmed(plan)).rejects.toMatchObject({ code: 'conflict' });
    expect(await harness.desk.stops()).toEqual([]);
    const fresh = await planned();
    await confirmed(fresh);
    await expect(confirmed(fresh)).rejects.toMatchObject({ code: 'conflict' });
    await ended();
    expect(harness.broker.placed).toHaveLength(1);
  });

  it('reads what is held again: never more than is held, never the other side', async () => {
    harness.broker.positions = [position('AAPL', '10'), position('MSFT', '5'), position('TSLA', '3')];
    const plan = await planned();
    harness.broker.positions = [position('AAPL', '6'), position('MSFT', '-5')];
    await confirmed(plan);
    const run = await ended();
    expect(harness.broker.placed.map(({ order }) => [order.symbol, order.quantity])).toEqual([['AAPL', '6']]);
    expect(run.lines.map(({ outcome }) => outcome)).toEqual(['sent', 'not_sent', 'not_sent']);
    expect(run.lines[1]?.text).toContain('Nothing is held');
  });

  it('never closes more than was shown', async () => {
    harness.broker.positions = [position('AAPL', '10')];
    const plan = await planned();
    harness.broker.positions = [position('AAPL', '25')];
    await confirmed(plan);
    await ended();
    expect(harness.broker.placed.map(({ order }) => order.quantity)).toEqual(['10']);
  });

  it('does not send when the position went between the seal and the sending', async () => {
    harness.broker.positions = [position('AAPL', '10')];
    const plan = await planned();
    // The last reading before sending finds that somebody else has closed it.
    harness.broker.beforeRead = async (name) => {
      if (name === 'orders.reserveNumber') harness.broker.positions = [];
    };
    await confirmed(plan);
    const run = await ended();
    expect(harness.broker.placed).toEqual([]);
    expect(run.lines[0]).toMatchObject({ outcome: 'needs_decision' });
    expect(run.lines[0]?.text).toContain('not only close');
  });

  it('cancels what is open on the symbols first, whoever made it, and sends nothing while it is open', async () => {
    const open = (brokerOrderId: string, symbol: string) =>
      openOrder({ brokerOrderId, symbol, side: 'SELL', limitPrice: decimal(200), timeInForce: 'GTC' });
    harness.broker.positions = [position('AAPL', '10')];
    harness.broker.openOrders = [open('71', 'AAPL'), open('72', 'NVDA')];
    for (const order of harness.broker.openOrders) harness.broker.atBroker.set(order.brokerOrderId, order);
    harness.broker.onCancel = async (brokerOrderId) => {
      expect(harness.broker.placed).toEqual([]);
      harness.broker.report(brokerOrderId, { status: 'cancelled' });
      harness.broker.openOrders = harness.broker.openOrders.filter(
        (each) => each.brokerOrderId !== brokerOrderId,
      );
      return { brokerOrderId };
    };
    const plan = await planned();
    expect(plan.openOrders).toMatchObject([{ brokerOrderId: '71', sentence: 'SELL 10 AAPL @ 200 LMT' }]);
    expect(plan.lines[0]?.obstacle).toBeNull();
    await confirmed(plan);
    const run = await ended();
    expect(harness.broker.cancelled).toEqual(['71']);
    expect(run.lines).toMatchObject([{ outcome: 'sent' }]);
  });

  it('leaves what is not as it was shown to a person, on its card', async () => {
    harness.broker.positions = [position('AAPL', '10'), position('MSFT', '10')];
    const plan = await planned();
    // The bid has fallen so far that the limit is no longer near the book.
    harness.broker.bid = '187.00';
    harness.broker.ask = '195.00';
    harness.broker.last = '180.00';
    harness.broker.previewPasses = false;
    await confirmed(plan);
    const run = await ended();
    expect(harness.broker.placed).toEqual([]);
    expect(run.lines.every(({ outcome }) => outcome !== 'sent')).toBe(true);
    expect(run.state).toBe('done');
  });

  it('tells of a refusal of one line and goes on with the next', async () => {
    harness.broker.positions = [position('AAPL', '10'), position('MSFT', '5')];
    harness.broker.onPlace = async (brokerOrderId) => {
      if (harness.broker.placed.length === 1)
        throw new AppError('broker_rejected', 'Not allowed today.', { nextStep: 'Ask the broker.' });
      return { brokerOrderId };
    };
    await confirmed(await planned());
    const run = await ended();
    const statuses = await Promise.all(
      run.lines.map(async ({ proposalId }) => (await harness.desk.get(proposalId ?? '')).status),
    );
    expect(statuses).toEqual(['rejected', 'submitted']);
    expect(run.lines[0]?.text).toContain('Not allowed today');
  });

  it('sends nothing again after the app has ended in the middle, and says so', async () => {
    harness.broker.positions = [position('AAPL', '10'), position('MSFT', '5')];
    let arrive: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    harness.broker.onPlace = async (brokerOrderId) => {
      await held;
      return { brokerOrderId };
    };
    await confirmed(await planned());
    await expect.poll(() => harness.broker.placed.length, { timeout: 30_000 }).toBe(1);
    const again = new TradingHarness(databases.open(path), harness);
    await again.desk.flatten.recover();
    const run = await again.desk.flatten.latest(ACCOUNT_ID);
    expect(run).toMatchObject({ state: 'interrupted' });
    expect(run?.lines[1]).toMatchObject({ outcome: 'not_sent', text: 'The app ended before.' });
    await again.turns(3, 5_000);
    expect(harness.broker.placed).toHaveLength(1);
    expect(await again.desk.stops()).toMatchObject([{ level: 3 }]);
    const closing = harness.desk.flatten.close();
    arrive();
    await closing;
  });

  it('cannot be imitated: a proposal of a client stays blocked while the account is stopped', async () => {
    harness.broker.positions = [position('AAPL', '10')];
    await harness.desk.stopTrading({ scope: 'account', accountId: ACCOUNT_ID }, 2);
    const imitator = { ...CLIENT, name: 'Tiger MCP Desktop' };
    const proposal = await harness.propose(
      { side: 'SELL', limitPrice: decimal('187.48') },
      { client: imitator },
    );
    expect(proposal.status).toBe('blocked');
  });
});
