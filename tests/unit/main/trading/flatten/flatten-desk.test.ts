import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../../src/shared/app-error.ts';
import { decimal } from '../../../../../src/shared/domain/decimal.ts';
import { tempDatabases } from '../../../../support/temp-database.ts';
import { ACCOUNT_ID, CLIENT, TradingHarness } from '../../../../support/trading-harness.ts';
import { openOrder } from '../../risk/control-facts-of.ts';
import { confirmed, ended, planned, position } from './flatten-steps.ts';

const databases = tempDatabases();
let path: string;
let harness: TradingHarness;

beforeEach(() => {
  path = databases.newPath();
  harness = new TradingHarness(databases.open(path));
});

describe('closing', () => {
  it('stops the account, sends each order once by the sealed path, and tells what became of it', async () => {
    harness.broker.positions = [position('AAPL', '10'), position('MSFT', '-4'), position('TSLA', '7')];
    await confirmed(harness, await planned(harness), ['AAPL', 'MSFT']);
    const run = await ended(harness);
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
    const plan = await planned(harness);
    const wrong = { planId: plan.id, symbols: ['AAPL'], typedSentence: 'yes' };
    await expect(harness.desk.flatten.confirm(wrong)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(confirmed(harness, plan, ['MSFT'])).rejects.toMatchObject({ code: 'invalid_input' });
    harness.clock.advance(121_000);
    await expect(confirmed(harness, plan)).rejects.toMatchObject({ code: 'conflict' });
    expect(await harness.desk.stops()).toEqual([]);
    const fresh = await planned(harness);
    await confirmed(harness, fresh);
    await expect(confirmed(harness, fresh)).rejects.toMatchObject({ code: 'conflict' });
    await ended(harness);
    expect(harness.broker.placed).toHaveLength(1);
  });

  it('reads what is held again: never more than is held, never the other side', async () => {
    harness.broker.positions = [position('AAPL', '10'), position('MSFT', '5'), position('TSLA', '3')];
    const plan = await planned(harness);
    harness.broker.positions = [position('AAPL', '6'), position('MSFT', '-5')];
    await confirmed(harness, plan);
    const run = await ended(harness);
    expect(harness.broker.placed.map(({ order }) => [order.symbol, order.quantity])).toEqual([['AAPL', '6']]);
    expect(run.lines.map(({ outcome }) => outcome)).toEqual(['sent', 'not_sent', 'not_sent']);
    expect(run.lines[1]?.text).toContain('Nothing is held');
  });

  it('never closes more than was shown', async () => {
    harness.broker.positions = [position('AAPL', '10')];
    const plan = await planned(harness);
    harness.broker.positions = [position('AAPL', '25')];
    await confirmed(harness, plan);
    await ended(harness);
    expect(harness.broker.placed.map(({ order }) => order.quantity)).toEqual(['10']);
  });

  it('does not send when the position went between the seal and the sending', async () => {
    harness.broker.positions = [position('AAPL', '10')];
    const plan = await planned(harness);
    // The last reading before sending finds that somebody else has closed it.
    harness.broker.beforeRead = async (name) => {
      if (name === 'orders.reserveNumber') harness.broker.positions = [];
    };
    await confirmed(harness, plan);
    const run = await ended(harness);
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
    const plan = await planned(harness);
    expect(plan.openOrders).toMatchObject([{ brokerOrderId: '71', sentence: 'SELL 10 AAPL @ 200 LMT' }]);
    expect(plan.lines[0]?.obstacle).toBeNull();
    await confirmed(harness, plan);
    const run = await ended(harness);
    expect(harness.broker.cancelled).toEqual(['71']);
    expect(run.lines).toMatchObject([{ outcome: 'sent' }]);
  });

  it('leaves what is not as it was shown to a person, on its card', async () => {
    harness.broker.positions = [position('AAPL', '10'), position('MSFT', '10')];
    const plan = await planned(harness);
    // The bid has fallen so far that the limit is no longer near the book.
    harness.broker.bid = '187.00';
    harness.broker.ask = '195.00';
    harness.broker.last = '180.00';
    harness.broker.previewPasses = false;
    await confirmed(harness, plan);
    const run = await ended(harness);
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
    await confirmed(harness, await planned(harness));
    const run = await ended(harness);
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
    await confirmed(harness, await planned(harness));
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
