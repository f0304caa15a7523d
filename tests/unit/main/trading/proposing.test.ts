import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/shared/app-error.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../../src/shared/domain/risk-settings.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { ACCOUNT_ID, BUY_10_AAPL, TradingHarness } from '../../../support/trading-harness.ts';

const databases = tempDatabases();
let harness: TradingHarness;
const OTHER_CLIENT = { connectionId: 'conn-2', name: 'Cursor', version: null };
const UNREACHABLE = new AppError('broker_unreachable', 'the line is dead', {
  nextStep: 'wait',
  retryable: true,
});

beforeEach(() => {
  harness = new TradingHarness(databases.open());
});

describe('proposing', () => {
  it.each([
    ['an unknown symbol', { symbol: 'NOSUCH' }, /NOSUCH/],
    ['a limit order without a limit', { limitPrice: null }, /limitPrice/],
    ['a market order with a limit', { orderType: 'MKT' as const }, /limitPrice/],
    ['a stop order without a stop', { orderType: 'STP' as const, limitPrice: null }, /stopPrice/],
    ['a quantity of zero', { quantity: '0' as never }, /quantity/],
    ['a negative quantity', { quantity: '-5' as never }, /quantity/],
    ['no number', { quantity: 'NaN' as never }, /quantity/],
    ['an exponent', { quantity: '1e30' as never }, /quantity/],
    ['a symbol of 10,000 characters', { symbol: 'A'.repeat(10_000) }, /symbol/],
  ])('refuses %s by name', async (_name, order, message) => {
    const failure = await harness.propose(order).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'invalid_input', message: expect.stringMatching(message) });
    expect(await harness.desk.list({ accountIds: null, isWaitingOnly: false, limit: 10 })).toEqual([]);
  });

  it.each([
    ['order_notional', { quantity: decimal(60) }],
    ['order_quantity', { quantity: decimal(1001) }],
    ['price_collar', { limitPrice: decimal('210') }],
    ['contract_rules', { limitPrice: decimal('187.505') }],
    ['kinds_enabled', { side: 'SELL' as const }],
    ['unlimited_loss', { side: 'SELL' as const }],
  ])('is blocked by %s, with what was measured, and asks nobody', async (control, order) => {
    const proposal = await harness.propose(order);
    expect(proposal).toMatchObject({ status: 'blocked', expiresAtMs: null });
    const result = proposal.controls.find((candidate) => candidate.control === control);
    expect(result).toMatchObject({ level: 'block', text: expect.stringMatching(/\w/) });
    expect(harness.notified).toEqual([]);
    await expect(harness.desk.card(proposal.id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('names the nearest valid price', async () => {
    const { controls } = await harness.propose({ limitPrice: decimal('187.505') });
    expect(controls.find(({ control }) => control === 'contract_rules')!.text).toContain('187.5 or 187.51');
  });

  it.each([
    ['account.profile', 'live_trading_switch'],
    ['quotes.get', 'price_collar'],
    ['orders.preview', 'buying_power'],
    ['account.assets', 'kinds_enabled'],
    ['positions.list', 'kinds_enabled'],
    ['market.status', 'market_state'],
    ['orders.list', 'duplicate_order'],
  ])('is blocked when %s does not answer', async (read, control) => {
    harness.broker.failing.set(read, UNREACHABLE);
    const proposal = await harness.propose();
    expect(proposal.status).toBe('blocked');
    const result = proposal.controls.find((candidate) => candidate.control === control)!;
    expect(result.level).toBe('block');
    expect(result.text).toContain('the line is dead');
  });

  it.each(['auction', 'unknown'])('is blocked while the market is in %s', async (phase) => {
    harness.broker.phase = phase;
    expect(await harness.propose()).toMatchObject({ status: 'blocked' });
  });

  it.each(['halted', 'circuit_breaker', 'delisted', 'unknown'])(
    'is blocked while trading is %s',
    async (status) => {
      harness.broker.tradingStatus = status;
      expect(await harness.propose()).toMatchObject({ status: 'blocked' });
    },
  );

  it('lets a limit order wait for the next session and blocks a market order', async () => {
    harness.broker.phase = 'closed';
    const limit = await harness.propose();
    expect(limit.status).toBe('awaiting_approval');
    expect(limit.controls.find(({ control }) => control === 'market_state')).toMatchObject({
      level: 'warning',
    });
    const market = await harness.propose({ symbol: 'MSFT', orderType: 'MKT', limitPrice: null });
    expect(market.status).toBe('blocked');
    expect(market.controls.find(({ control }) => control === 'market_state')!.text).toContain('limit order');
  });

  it.each(['live', 'unknown'] as const)('is blocked on a %s account whose switch is off', async (mode) => {
    harness.broker.mode = mode;
    const proposal = await harness.propose();
    expect(proposal).toMatchObject({ status: 'blocked', mode });
    harness.account = { ...harness.account, isLiveTradingEnabled: true };
    const allowed = await harness.propose({ symbol: 'MSFT' });
    expect(allowed).toMatchObject({ status: 'awaiting_approval' });
    expect(allowed.expiresAtMs).toBe(harness.clock.nowMs() + 120_000);
    expect(await harness.desk.card(allowed.id)).toMatchObject({ holdMs: 1500 });
  });

  it('is refused without access', async () => {
    harness.account = { ...harness.account, clientAccess: 'read' };
    await expect(harness.propose()).rejects.toMatchObject({ code: 'access_denied' });
  });

  it('returns the first proposal for the same key and order, and refuses the key for another order', async () => {
    const first = await harness.propose({}, { requestId: 'r1' });
    const again = await harness.propose({}, { requestId: 'r1' });
    expect(again.id).toBe(first.id);
    await expect(harness.propose({ quantity: decimal(11) }, { requestId: 'r1' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(first.id),
    });
    const others = await harness.propose({ symbol: 'MSFT' }, { requestId: 'r1', client: OTHER_CLIENT });
    expect(others.id).not.toBe(first.id);
  });

  it('makes one proposal of two calls with one key at the same time', async () => {
    const [left, right] = await Promise.all([
      harness.propose({}, { requestId: 'r1' }),
      harness.propose({}, { requestId: 'r1' }),
    ]);
    expect(left.id).toBe(right.id);
  });

  it('blocks one of two equal orders that come at the same time', async () => {
    const both = await Promise.all([harness.propose(), harness.propose()]);
    expect(both.map(({ status }) => status).sort()).toEqual(['awaiting_approval', 'blocked']);
  });

  it('blocks the same order within 30 s, warns after, whatever it is called', async () => {
    const { id } = await harness.propose();
    await harness.approve(id);
    harness.clock.advance(29_000);
    expect(await harness.propose()).toMatchObject({ status: 'blocked' });
    harness.clock.advance(2_000);
    const later = await harness.propose();
    expect(later.status).toBe('awaiting_approval');
    expect(later.controls.find(({ control }) => control === 'duplicate_order')).toMatchObject({
      level: 'warning',
    });
  });

  it('does not count an order that came to nothing as a duplicate', async () => {
    const { id } = await harness.propose();
    await harness.desk.decide({ decision: 'decline', proposalId: id, note: '', isClientBlocked: false });
    expect(await harness.propose()).toMatchObject({ status: 'awaiting_approval' });
  });

  it('refuses a sixth waiting proposal of one client, and not those of another', async () => {
    const symbols = ['AA', 'BB', 'CC', 'DD', 'EE'];
    for (const symbol of symbols) await harness.propose({ symbol });
    await expect(harness.propose({ symbol: 'FF' })).rejects.toMatchObject({ code: 'busy' });
    await harness.propose({ symbol: 'FF' }, { client: OTHER_CLIENT });
  });

  it('previews without recording or asking', async () => {
    const { signal } = new AbortController();
    const preview = await harness.desk.preview(ACCOUNT_ID, BUY_10_AAPL, signal);
    expect(preview.controls.some(({ level }) => level === 'block')).toBe(false);
    expect(await harness.auditKinds()).toEqual([]);
    expect(await harness.desk.list({ accountIds: null, isWaitingOnly: false, limit: 10 })).toEqual([]);
  });

  it('says how long the market trades and what the company has announced', async () => {
    harness.broker.earningsToday = true;
    const { id } = await harness.propose();
    expect(await harness.desk.card(id)).toMatchObject({
      session: { isTradingDay: true, closesAtMs: Date.parse('2026-01-05T21:00:00Z'), isEarlyClose: false },
      events: { earningsDays: ['2026-01-05'], areEarningsKnown: true, actions: [], areActionsKnown: true },
    });
  });

  it('says how many day trades the broker still allows, where it counts them', async () => {
    const uncounted = await harness.propose();
    expect(await harness.desk.card(uncounted.id)).toMatchObject({ dayTradesRemaining: null });
    harness.broker.dayTradesRemaining = 3;
    const { id } = await harness.propose({ symbol: 'MSFT' });
    expect(await harness.desk.card(id)).toMatchObject({ dayTradesRemaining: 3 });
  });

  it('is judged without what the company has announced, and says that it is not known', async () => {
    const gone = new AppError('broker_unreachable', 'the line is dead', { nextStep: 'wait' });
    for (const name of ['calendar.get', 'earnings.list', 'corporate.actions'])
      harness.broker.failing.set(name, gone);
    const { id, status } = await harness.propose();
    expect(status).toBe('awaiting_approval');
    expect(await harness.desk.card(id)).toMatchObject({ session: null, events: null });
  });
});

describe('the card of what can lose more than it costs', () => {
  const CALL = 'AAPL  260619C00190000';

  it('has the payoff of an option, with the greeks of its chain and the price of its underlying', async () => {
    const { broker } = harness;
    broker.bid = '3.19';
    broker.ask = '3.20';
    broker.last = '3.20';
    broker.lastOf.set('AAPL', '187.49');
    await harness.riskSettings.set(ACCOUNT_ID, { ...DEFAULT_RISK_SETTINGS, areOptionsEnabled: true });
    const { id, status } = await harness.propose({
      symbol: CALL,
      limitPrice: decimal('3.2'),
      quantity: decimal(1),
    });
    expect(status).toBe('awaiting_approval');
    const { payoff } = await harness.orderCard(id);
    expect(payoff).toMatchObject({
      underlying: { symbol: 'AAPL', price: '187.49' },
      figures: { maxLoss: { amount: '321.99' }, maxGain: { isLimited: false }, breakevens: ['193.2199'] },
      greeks: { delta: '45' },
      expiry: { day: '2026-06-19' },
    });
  });

  it('is not made of an option whose multiplier the broker does not say', async () => {
    harness.broker.multiplier = null;
    await harness.riskSettings.set(ACCOUNT_ID, { ...DEFAULT_RISK_SETTINGS, areOptionsEnabled: true });
    const proposing = harness.propose({ symbol: CALL, limitPrice: decimal('3.2'), quantity: decimal(1) });
    await expect(proposing).rejects.toMatchObject({
      code: 'broker_protocol',
      message: expect.stringContaining('how many shares'),
    });
  });

  it('has none of a purchase of shares', async () => {
    const { id } = await harness.propose();
    expect((await harness.orderCard(id)).payoff).toBeNull();
  });

  it('still comes when the broker knows no greeks', async () => {
    const { broker } = harness;
    broker.bid = '3.19';
    broker.ask = '3.20';
    broker.last = '3.20';
    broker.failing.set('options.chain', UNREACHABLE);
    await harness.riskSettings.set(ACCOUNT_ID, { ...DEFAULT_RISK_SETTINGS, areOptionsEnabled: true });
    const { id } = await harness.propose({ symbol: CALL, limitPrice: decimal('3.2'), quantity: decimal(1) });
    expect((await harness.orderCard(id)).payoff).toMatchObject({ greeks: null, figures: { fees: '1.99' } });
  });
});
