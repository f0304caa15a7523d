import { beforeEach, describe, expect, it } from 'vitest';
import { FLATTEN_WAITS } from '../../../../../src/main/trading/flatten/flatten-waits.ts';
import { decimal } from '../../../../../src/shared/domain/decimal.ts';
import { type FlattenPlan, toggled, verdictOf } from '../../../../../src/shared/domain/flatten.ts';
import type { Position } from '../../../../../src/shared/domain/portfolio.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../../../src/shared/domain/risk-settings.ts';
import { tempDatabases } from '../../../../support/temp-database.ts';
import { ACCOUNT_ID, TradingHarness } from '../../../../support/trading-harness.ts';
import { openOrder } from '../../risk/control-facts-of.ts';
import { exchange, type Fate, HIGH, HIGH_PUT, LOW, LOW_PUT, option, share } from './option-exchange.ts';

/** Looks quickly; how long it waits is for those tests alone in which nothing ever fills. */
const WAITS = { ...FLATTEN_WAITS, lookAtOrdersEveryMs: 5, lookAtCoverEveryMs: 5 };
const IMPATIENT = { ...WAITS, boughtBackWithinMs: 50, cancelledWithinMs: 2_000 };
const NAKED = 'would be naked';

const databases = tempDatabases();
let path: string;
let harness: TradingHarness;

function begin(waits = WAITS): void {
  path = databases.newPath();
  harness = new TradingHarness(databases.open(path), undefined, waits);
  harness.broker.bid = '3.19';
  harness.broker.ask = '3.20';
  harness.broker.last = '3.20';
}

beforeEach(() => begin());

const confirmed = (plan: FlattenPlan, symbols = plan.lines.map(({ symbol }) => symbol)) =>
  harness.desk.flatten.confirm({ planId: plan.id, symbols, typedSentence: plan.sentence });

async function ended() {
  await expect
    .poll(async () => (await harness.desk.flatten.latest(ACCOUNT_ID))?.state, { timeout: 60_000 })
    .not.toBe('running');
  const run = await harness.desk.flatten.latest(ACCOUNT_ID);
  if (run === null) throw new Error('there is no run');
  return run;
}

async function closeAll(positions: readonly Position[], fates: Readonly<Record<string, Fate>> = {}) {
  harness.broker.positions = [...positions];
  exchange(harness, fates);
  const plan = await harness.desk.flatten.plan(ACCOUNT_ID, 'limit');
  await confirmed(plan);
  return { plan, run: await ended() };
}

const placed = () =>
  harness.broker.placed.map(({ order }) => `${order.side} ${order.quantity} ${order.symbol}`);

describe('in one run, while short sales are off', () => {
  it.each([
    ['a bull call spread', [option(LOW, '2'), option(HIGH, '-2')], [`BUY 2 ${HIGH}`, `SELL 2 ${LOW}`]],
    ['a covered call', [share('200'), option(HIGH, '-2')], [`BUY 2 ${HIGH}`, 'SELL 200 AAPL']],
    [
      'a put spread',
      [option(HIGH_PUT, '1'), option(LOW_PUT, '-1')],
      [`BUY 1 ${LOW_PUT}`, `SELL 1 ${HIGH_PUT}`],
    ],
    [
      'sold shares and the call that bounds them',
      [option(LOW, '1'), share('-100')],
      ['BUY 100 AAPL', `SELL 1 ${LOW}`],
    ],
    [
      'sold shares against a written put',
      [share('-100'), option(LOW_PUT, '-1')],
      [`BUY 1 ${LOW_PUT}`, 'BUY 100 AAPL'],
    ],
  ])('%s is closed, what is short first', async (_name, positions, orders) => {
    const { plan, run } = await closeAll(positions);
    expect(plan.lines.map(({ obstacle }) => obstacle)).toEqual(positions.map(() => null));
    expect(run.lines.map(({ outcome }) => outcome)).toEqual(positions.map(() => 'sent'));
    expect(placed()).toEqual(orders);
  });

  it('waits until the buy-back has filled, not only until it is sent', async () => {
    harness.broker.positions = [option(LOW, '1'), option(HIGH, '-1')];
    exchange(harness, { [HIGH]: 'rests' });
    let looks = 0;
    harness.broker.beforeRead = async (name) => {
      if (name !== 'positions.list' || harness.broker.placed.length !== 1) return;
      looks += 1;
      if (looks < 4) return;
      harness.broker.positions = [option(LOW, '1')];
      harness.broker.openOrders = [];
    };
    await confirmed(await harness.desk.flatten.plan(ACCOUNT_ID, 'limit'));
    await ended();
    expect(placed()).toEqual([`BUY 1 ${HIGH}`, `SELL 1 ${LOW}`]);
    expect(looks).toBeGreaterThan(3);
  });
});

describe('what a written option still needs stays', () => {
  beforeEach(() => begin(IMPATIENT));

  it.each([
    ['rests', 'working'],
    ['rejected', 'rejected'],
    ['lost', 'unknown'],
  ] as const)('when its buy-back %s, and the user is told why', async (fate, word) => {
    const { run } = await closeAll([option(LOW, '1'), option(HIGH, '-1')], { [HIGH]: fate });
    expect(placed()).toEqual([`BUY 1 ${HIGH}`]);
    expect(run.lines[1]).toMatchObject({ symbol: LOW, outcome: 'not_sent' });
    expect(run.lines[1]?.text).toContain(NAKED);
    expect(run.lines[1]?.text).toContain('AAPL 2026-06-19 200 CALL');
    if (fate !== 'rests') expect(run.lines[1]?.text).toContain(word);
  });

  it('and what it no longer needs after a fill in part is sold', async () => {
    const { run } = await closeAll([option(LOW, '4'), option(HIGH, '-4')], { [HIGH]: 'half' });
    expect(placed()).toEqual([`BUY 4 ${HIGH}`, `SELL 2 ${LOW}`]);
    expect(run.lines[1]?.text).toContain('Only 2 of 4 can be sold');
  });

  it('with what shares deliver counted together with other calls, and sales counted before they fill', async () => {
    const positions = [share('100'), option(LOW, '1'), option(HIGH, '-1')];
    const { run } = await closeAll(positions, { [HIGH]: 'rests', AAPL: 'rests', [LOW]: 'rests' });
    // One of the two covers the call: the first goes if the controls let it, the other stays.
    expect(run.lines.filter(({ outcome }) => outcome === 'sent').length).toBeLessThanOrEqual(2);
    expect(placed().filter((each) => each.startsWith('SELL')).length).toBeLessThanOrEqual(1);
  });

  it('also where short sales are switched on', async () => {
    await harness.riskSettings.set(ACCOUNT_ID, { ...DEFAULT_RISK_SETTINGS, areShortsEnabled: true });
    const { run } = await closeAll([option(LOW, '1'), option(HIGH, '-1')], { [HIGH]: 'rejected' });
    expect(placed()).toEqual([`BUY 1 ${HIGH}`]);
    expect(run.lines[1]?.outcome).toBe('not_sent');
  });
});

it('closes after a lost answer once the broker shows that it was bought back', async () => {
  await closeAll([option(LOW, '1'), option(HIGH, '-1')], { [HIGH]: 'lost_but_filled' });
  expect(placed()).toEqual([`BUY 1 ${HIGH}`, `SELL 1 ${LOW}`]);
});

it('a kill between the legs leaves the bought one, and nothing goes on by itself', async () => {
  harness.broker.positions = [option(LOW, '1'), option(HIGH, '-1')];
  exchange(harness, { [HIGH]: 'rests' });
  await confirmed(await harness.desk.flatten.plan(ACCOUNT_ID, 'limit'));
  await expect.poll(() => harness.broker.placed.length, { timeout: 30_000 }).toBe(1);
  const again = new TradingHarness(databases.open(path), harness, WAITS);
  await again.desk.flatten.recover();
  harness.broker.positions = [option(LOW, '1')];
  harness.broker.openOrders = [];
  await harness.desk.flatten.close();
  const run = await again.desk.flatten.latest(ACCOUNT_ID);
  expect(run).toMatchObject({ state: 'interrupted', lines: [{}, { symbol: LOW, outcome: 'not_sent' }] });
  await again.turns(3, 5_000);
  expect(placed()).toEqual([`BUY 1 ${HIGH}`]);
});

describe('the plan', () => {
  const planOf = (positions: readonly Position[]) => {
    harness.broker.positions = [...positions];
    return harness.desk.flatten.plan(ACCOUNT_ID, 'limit');
  };
  const lineOf = ({ lines }: FlattenPlan, symbol: string) => {
    const line = lines.find((each) => each.symbol === symbol);
    if (line === undefined) throw new Error(`no line of ${symbol}`);
    return line;
  };

  it('lets the bought leg be chosen only together with the written one', async () => {
    const plan = await planOf([option(LOW, '1'), option(HIGH, '-1')]);
    const bought = lineOf(plan, LOW);
    expect(bought.goesAfter).toEqual([HIGH]);
    expect(verdictOf(bought, [LOW]).obstacle).toContain('short selling is off');
    expect(toggled(plan.lines, [], bought)).toEqual([HIGH, LOW]);
    expect(toggled(plan.lines, [HIGH, LOW], lineOf(plan, HIGH))).toEqual([]);
    expect(toggled(plan.lines, [HIGH, LOW], bought)).toEqual([HIGH]);
    await expect(confirmed(plan, [LOW])).rejects.toMatchObject({ code: 'invalid_input' });
    expect(await harness.desk.stops()).toEqual([]);
  });

  it('shows a real obstacle: a written option that cannot be bought back holds what stands behind it', async () => {
    harness.broker.noQuoteOf.add(HIGH);
    const plan = await planOf([option(LOW, '1'), option(HIGH, '-1')]);
    expect(lineOf(plan, HIGH).obstacle).toContain('no quote');
    expect(lineOf(plan, LOW).obstacle).toContain('cannot be bought back here');
  });

  it('cancels a combination that may trade a leg first', async () => {
    const leg = (symbol: string, side: 'BUY' | 'SELL') => ({ symbol, side, ratio: 1 });
    const combination = openOrder({
      brokerOrderId: '71',
      symbol: 'AAPL COMBO 0123456789',
      securityType: 'MLEG',
      side: 'SELL',
      quantity: decimal(1),
      multiplier: decimal(100),
      legs: [leg(LOW, 'BUY'), leg(HIGH, 'SELL')],
    });
    harness.broker.openOrders = [combination];
    harness.broker.atBroker.set('71', combination);
    harness.broker.positions = [option(LOW, '1'), option(HIGH, '-1')];
    exchange(harness, {});
    harness.broker.onCancel = async (brokerOrderId) => {
      expect(harness.broker.placed).toEqual([]);
      harness.broker.report(brokerOrderId, { status: 'cancelled' });
      harness.broker.openOrders = [];
      return { brokerOrderId };
    };
    const plan = await harness.desk.flatten.plan(ACCOUNT_ID, 'limit');
    expect(plan.openOrders).toMatchObject([{ brokerOrderId: '71', symbols: [HIGH, LOW] }]);
    expect(plan.lines.map(({ obstacle }) => obstacle)).toEqual([null, null]);
    await confirmed(plan);
    await ended();
    expect(harness.broker.cancelled).toEqual(['71']);
    expect(placed()).toEqual([`BUY 1 ${HIGH}`, `SELL 1 ${LOW}`]);
  });
});
