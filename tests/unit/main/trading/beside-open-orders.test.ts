import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/shared/app-error.ts';
import { combinationName, type OrderLeg } from '../../../../src/shared/domain/combination.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import type { BrokerOrder } from '../../../../src/shared/domain/order.ts';
import type { OrderRequest } from '../../../../src/shared/domain/order-request.ts';
import type { Position } from '../../../../src/shared/domain/portfolio.ts';
import type { Proposal } from '../../../../src/shared/domain/proposal.ts';
import { DEFAULT_RISK_SETTINGS, type RiskSettings } from '../../../../src/shared/domain/risk-settings.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { ACCOUNT_ID, BUY_10_AAPL, TradingHarness } from '../../../support/trading-harness.ts';
import { holding, openOrder } from '../risk/control-facts-of.ts';

const LOW = 'AAPL  260619C00190000';
const HIGH = 'AAPL  260619C00200000';
const OTHER = 'AAPL  260619C00210000';
const LOW_PUT = 'AAPL  260619P00170000';
const HIGH_PUT = 'AAPL  260619P00180000';
const leg = (symbol: string, side: 'BUY' | 'SELL'): OrderLeg => ({ symbol, side, ratio: 1 });
const SPREAD = [leg(LOW, 'BUY'), leg(HIGH, 'SELL')];
const ELSEWHERE = 'acc_fedcba9876543210';

const databases = tempDatabases();
let harness: TradingHarness;

beforeEach(async () => {
  harness = new TradingHarness(databases.open());
  await allow({ areOptionsEnabled: true });
  for (const broker of [harness.broker, harness.otherBroker]) {
    broker.bid = '3.19';
    broker.ask = '3.20';
    broker.last = '3.20';
  }
});

const allow = (change: Partial<RiskSettings>) =>
  harness.riskSettings.set(ACCOUNT_ID, { ...DEFAULT_RISK_SETTINGS, ...change });
const share = (quantity: string): Position => ({ ...holding(quantity), multiplier: decimal(1) });
const held = (symbol: string, quantity: string): Position => ({
  ...share(quantity),
  symbol,
  securityType: 'OPT',
  multiplier: decimal(100),
});
const order = (symbol: string, side: 'BUY' | 'SELL', quantity = 1): Partial<OrderRequest> => ({
  symbol,
  side,
  quantity: decimal(quantity),
  limitPrice: decimal(side === 'BUY' ? '3.20' : '3.19'),
});
const combination = (legs: OrderLeg[], side: 'BUY' | 'SELL', quantity = 1): Partial<OrderRequest> => ({
  ...order('AAPL', side, quantity),
  limitPrice: decimal('0.05'),
  legs,
});
const open = (change: Partial<BrokerOrder>): BrokerOrder =>
  openOrder({ securityType: 'OPT', multiplier: decimal(100), quantity: decimal(1), ...change });
const openCombination = (legs: OrderLeg[], side: 'BUY' | 'SELL', change: Partial<BrokerOrder> = {}) =>
  open({ symbol: combinationName('AAPL', legs), securityType: 'MLEG', side, legs, ...change });
const blocks = ({ controls }: Proposal) =>
  controls.filter(({ level }) => level === 'block').map(({ control }) => control);
const textOf = ({ controls }: Proposal, id: string) => controls.find(({ control }) => control === id)?.text;

async function sent(wanted: Partial<OrderRequest>): Promise<Proposal> {
  const proposal = await harness.propose(wanted);
  expect(proposal.status, JSON.stringify(proposal.controls)).toBe('awaiting_approval');
  return (await harness.approve(proposal.id)).proposal;
}

describe('options that are held while the kind is switched off', () => {
  beforeEach(() => allow({}));

  it('are closed by an ordinary order, and never turned or enlarged', async () => {
    harness.broker.positions = [held(LOW, '3'), held(LOW_PUT, '-2')];
    const closing = await sent(order(LOW, 'SELL', 2));
    expect(closing.status).toBe('submitted');
    expect(textOf(closing, 'kinds_enabled')).toContain('to open, options are switched off');
    // The first is not in the broker's list yet: with it, two would be one too many.
    expect(blocks(await harness.propose(order(LOW, 'SELL', 3)))).toContain('kinds_enabled');
    expect(blocks(await harness.propose(order(LOW, 'BUY')))).toContain('kinds_enabled');
    expect(blocks(await harness.propose(order(OTHER, 'SELL')))).toContain('kinds_enabled');
    expect((await harness.propose(order(LOW_PUT, 'BUY', 2))).status).toBe('awaiting_approval');
    expect(blocks(await harness.propose(order(LOW_PUT, 'BUY', 3)))).toContain('kinds_enabled');
  });

  it('are closed as a combination, once', async () => {
    const strangle = [leg(HIGH, 'BUY'), leg(LOW_PUT, 'BUY')];
    harness.broker.positions = [held(HIGH, '1'), held(LOW_PUT, '1')];
    const closing = { ...combination(strangle, 'SELL'), limitPrice: decimal('6.38') };
    expect((await sent(closing)).status).toBe('submitted');
    // It is in no list of the broker yet, and its legs would be sold twice.
    expect(blocks(await harness.propose(order(LOW_PUT, 'SELL')))).toContain('kinds_enabled');
    expect(blocks(await harness.propose(combination(strangle, 'BUY')))).toContain('kinds_enabled');
  });
});

describe('two orders that each sell no more than is held', () => {
  it('do not leave a written call, put or uncovered call once both have filled', async () => {
    harness.broker.positions = [held(LOW, '3'), held(HIGH_PUT, '1')];
    await sent(order(LOW, 'SELL', 3));
    expect(blocks(await harness.propose(order(LOW, 'SELL', 2)))).toContain('unlimited_loss');
    harness.broker.cash = '1000';
    harness.broker.openOrders = [open({ symbol: HIGH_PUT, side: 'SELL', limitPrice: decimal(9) })];
    expect(blocks(await harness.propose(order(HIGH_PUT, 'SELL')))).toContain('kinds_enabled');
  });

  it('do not take the shares from under a call', async () => {
    const sale = { side: 'SELL' as const, limitPrice: decimal('3.19') };
    harness.broker.positions = [share('200'), held(HIGH, '-1')];
    harness.broker.openOrders = [
      openOrder({ side: 'SELL', quantity: decimal(100), limitPrice: decimal('9') }),
    ];
    expect(blocks(await harness.propose({ ...sale, quantity: decimal(60) }))).toContain('unlimited_loss');
    harness.broker.positions = [share('100')];
    harness.broker.openOrders = [open({ symbol: HIGH, side: 'SELL', limitPrice: decimal(9) })];
    expect(blocks(await harness.propose({ ...sale, quantity: decimal(60) }))).toContain('unlimited_loss');
    // A spread writes no call that is naked, and one that is held is sold, not written.
    harness.broker.openOrders = [openCombination(SPREAD, 'BUY')];
    expect(blocks(await harness.propose({ ...sale, quantity: decimal(61) }))).toEqual([]);
    harness.broker.positions = [share('100'), held(HIGH, '1')];
    harness.broker.openOrders = [open({ symbol: HIGH, side: 'SELL', limitPrice: decimal(9) })];
    expect(blocks(await harness.propose({ ...sale, quantity: decimal(62) }))).toEqual([]);
  });
});

describe('another own account', () => {
  const main = () => harness.account;
  const elsewhere = () => ({ ...main(), id: ELSEWHERE, alias: 'second' });

  it.each([
    ['an option against a combination', order(LOW, 'SELL'), openCombination(SPREAD, 'BUY'), true],
    ['an option beside a combination', order(LOW, 'SELL'), openCombination(SPREAD, 'SELL'), false],
    [
      'a combination against an option',
      combination(SPREAD, 'BUY'),
      open({ symbol: LOW, side: 'SELL' }),
      true,
    ],
    ['a combination against itself', combination(SPREAD, 'BUY'), openCombination(SPREAD, 'SELL'), true],
    ['a combination beside itself', combination(SPREAD, 'BUY'), openCombination(SPREAD, 'BUY'), false],
    [
      'a combination against another with one leg of it',
      combination(SPREAD, 'BUY'),
      openCombination([leg(HIGH, 'BUY'), leg(OTHER, 'SELL')], 'BUY'),
      true,
    ],
  ])('%s', async (_name, wanted, other, isOpposite) => {
    harness.broker.positions = [held(LOW, '1')];
    harness.others = [elsewhere()];
    harness.otherBroker.listsBySymbol = true;
    harness.otherBroker.openOrders = [other];
    expect(blocks(await harness.propose(wanted)).includes('opposite_order')).toBe(isOpposite);
  });

  it('counts with what is on its way there and is in no list', async () => {
    const first = main();
    harness.account = elsewhere();
    await harness.riskSettings.set(ELSEWHERE, { ...DEFAULT_RISK_SETTINGS, areOptionsEnabled: true });
    const bought = await harness.desk.propose(
      {
        accountId: ELSEWHERE,
        order: { ...BUY_10_AAPL, ...combination(SPREAD, 'BUY') },
        rationale: 'The user asked for it.',
        requestId: null,
      },
      { connectionId: 'c', name: 'Claude', version: '1' },
    );
    await harness.approve(bought.id);
    harness.others = [harness.account];
    harness.account = first;
    harness.broker.positions = [held(LOW, '1')];
    expect(blocks(await harness.propose(order(LOW, 'SELL')))).toContain('opposite_order');
    expect(blocks(await harness.propose(order(OTHER, 'BUY')))).not.toContain('opposite_order');
  });
});

describe('combinations among themselves', () => {
  it('are duplicates in whatever order their legs are written', async () => {
    await sent(combination(SPREAD, 'BUY'));
    const turned = combination([...SPREAD].reverse(), 'BUY');
    expect(blocks(await harness.propose(turned))).toContain('duplicate_order');
  });

  it('lock their legs and each other while the outcome of one is unknown', async () => {
    harness.broker.onPlace = () =>
      Promise.reject(new AppError('timeout', 'No answer.', { nextStep: 'Wait.', outcomeUnknown: true }));
    await sent(combination(SPREAD, 'BUY'));
    const overlapping = [leg(HIGH, 'BUY'), leg(OTHER, 'SELL')];
    const locked = [order(HIGH, 'BUY'), combination(overlapping, 'BUY'), combination(SPREAD, 'SELL')];
    for (const wanted of locked)
      expect(blocks(await harness.propose(wanted))).toContain('unknown_outcome_lock');
    expect(blocks(await harness.propose(order(OTHER, 'BUY')))).not.toContain('unknown_outcome_lock');
  });

  it('a pending one counts in the exposure by what it can lose', async () => {
    harness.broker.openOrders = [
      openCombination(SPREAD, 'SELL', { quantity: decimal(1_200), limitPrice: decimal('1') }),
    ];
    expect(blocks(await harness.propose(order(OTHER, 'BUY')))).toContain('gross_exposure');
    harness.broker.openOrders = [
      openCombination(SPREAD, 'SELL', { quantity: decimal(10), limitPrice: decimal('1') }),
    ];
    expect(blocks(await harness.propose(order(OTHER, 'BUY', 2)))).not.toContain('gross_exposure');
  });
});
