import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/shared/app-error.ts';
import { approvalCardSchema } from '../../../../src/shared/domain/approval-card.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import { proposalSchema } from '../../../../src/shared/domain/proposal.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../../src/shared/domain/risk-settings.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { ACCOUNT_ID, BUY_10_AAPL, CLIENT, TradingHarness } from '../../../support/trading-harness.ts';

const databases = tempDatabases();
let harness: TradingHarness;
const OTHER_CLIENT = { connectionId: 'conn-2', name: 'Cursor', version: null };
const LOST = new AppError('outcome_unknown', 'no answer', { nextStep: 'reconcile' });
const UNREACHABLE = new AppError('broker_unreachable', 'the line is dead', {
  nextStep: 'wait',
  retryable: true,
});

beforeEach(() => {
  harness = new TradingHarness(databases.open());
});

describe('the way of an order', () => {
  it('goes from proposal to fill, each step recorded, sent once', async () => {
    const proposed = await harness.propose();
    expect(proposed).toMatchObject({ status: 'awaiting_approval', mode: 'paper', clientName: 'Claude' });
    expect(proposed.expiresAtMs).toBe(harness.clock.nowMs() + 300_000);
    expect(harness.broker.placed).toEqual([]);
    expect(harness.notified.map(({ id }) => id)).toEqual([proposed.id]);
    const decided = await harness.approve(proposed.id);
    expect(decided).toMatchObject({ isDelivered: true, proposal: { status: 'submitted' } });
    expect(harness.broker.placed).toHaveLength(1);
    expect(harness.broker.placed[0]).toMatchObject({
      userMark: proposed.id,
      orderNumber: '1',
      order: { symbol: 'AAPL', market: 'US', currency: 'USD', securityType: 'STK', quantity: '10' },
    });
    const brokerOrderId = decided.proposal.brokerOrderId!;
    await harness.turns(1, 1000);
    expect(await harness.desk.get(proposed.id)).toMatchObject({ status: 'working' });
    harness.broker.report(brokerOrderId, { status: 'partially_filled', filledQuantity: decimal(4) });
    await harness.turns(1, 1000);
    harness.broker.report(brokerOrderId, {
      status: 'filled',
      filledQuantity: decimal(10),
      averageFillPrice: decimal('187.49'),
    });
    await harness.turns(1, 1000);
    const filled = await harness.desk.get(proposed.id);
    expect(filled).toMatchObject({ status: 'filled', filledQuantity: '10', averageFillPrice: '187.49' });
    expect(() => proposalSchema.parse(filled)).not.toThrow();
    expect(await harness.auditKinds()).toEqual([
      'proposal.created',
      'proposal.controls_checked',
      'proposal.state_changed',
      'approval.sealed',
      'approval.decided',
      'proposal.state_changed',
      'proposal.state_changed',
      'order.intent_recorded',
      'order.send_started',
      'order.state_changed',
      'order.state_changed',
      'order.state_changed',
      'order.state_changed',
    ]);
    expect(await harness.audit.verify()).toMatchObject({ isIntact: true });
    const names = new Set(harness.published.map(({ name }) => name));
    expect(names).toEqual(new Set(['proposals.changed', 'orders.changed']));
  });

  it('shows a card that is complete and parses', async () => {
    harness.broker.positions = [position('5')];
    const { id } = await harness.propose();
    const card = await harness.desk.card(id);
    expect(() => approvalCardSchema.parse(card)).not.toThrow();
    expect(card).toMatchObject({
      sentence: 'BUY 10 AAPL @ 187.5 LMT DAY',
      intent: 'adds',
      midPrice: '187.49',
      againstBookRate: '0',
      againstLastTicks: '1',
      notional: { estimate: '1875', worstCase: '1875', currency: 'USD' },
      cash: { before: '1000000', after: '998123.01', currency: 'USD' },
      position: { before: '5', after: '15', averageCost: '100' },
      netLiquidationRate: '0.001875',
      holdMs: 600,
      staleAtMs: harness.clock.nowMs() + 15_000,
      client: { name: 'Claude', isConnected: true },
    });
  });

  it('leaves no status behind that the broker does not report', async () => {
    const { id } = await harness.propose();
    const { proposal } = await harness.approve(id);
    harness.broker.report(proposal.brokerOrderId!, { status: 'rejected', remark: 'not today' });
    await harness.turns(1, 1000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'rejected', brokerMessage: 'not today' });
    await harness.turns(5, 60_000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'rejected' });
  });

  it('follows the broker where the table knows no such way, and records that', async () => {
    const { id } = await harness.propose();
    const { proposal } = await harness.approve(id);
    harness.broker.report(proposal.brokerOrderId!, {
      status: 'partially_filled',
      filledQuantity: decimal(4),
    });
    await harness.turns(1, 1000);
    harness.broker.report(proposal.brokerOrderId!, { status: 'working' });
    await harness.turns(1, 1000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'working' });
    const details = await harness.database.db.selectFrom('audit_events').select('detail').execute();
    expect(details.some(({ detail }) => detail.includes('"isLegal":false'))).toBe(true);
  });
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
});

describe('deciding', () => {
  it('declines with a note and sends nothing', async () => {
    const { id } = await harness.propose();
    const decided = await harness.desk.decide({
      decision: 'decline',
      proposalId: id,
      note: 'too dear',
      isClientBlocked: false,
    });
    expect(decided).toMatchObject({
      isDelivered: true,
      proposal: { status: 'declined', decisionNote: 'too dear' },
    });
    expect(harness.broker.placed).toEqual([]);
  });

  it('blocks the client for ten minutes, by its name', async () => {
    const { id } = await harness.propose();
    await harness.desk.decide({ decision: 'decline', proposalId: id, note: '', isClientBlocked: true });
    const again = { client: { ...CLIENT, connectionId: 'conn-9' } };
    await expect(harness.propose({}, again)).rejects.toMatchObject({ code: 'access_denied' });
    harness.clock.advance(600_000);
    expect(await harness.propose({}, again)).toMatchObject({ status: 'awaiting_approval' });
  });

  it('does not accept another seal', async () => {
    const { id } = await harness.propose();
    const card = await harness.desk.card(id);
    harness.broker.ask = '187.60';
    const fresh = await harness.desk.refresh(id);
    expect(fresh.seal).not.toBe(card.seal);
    expect(await harness.approve(id, card)).toMatchObject({
      isDelivered: false,
      proposal: { status: 'awaiting_approval' },
    });
    expect(await harness.approve(id, { ...card, seal: 'f'.repeat(64) })).toMatchObject({
      isDelivered: false,
    });
    expect(harness.broker.placed).toEqual([]);
    expect(await harness.approve(id, fresh)).toMatchObject({ isDelivered: true });
  });

  it('does not accept a stale card until it is refreshed', async () => {
    const { id } = await harness.propose();
    harness.clock.advance(15_001);
    expect(await harness.approve(id)).toMatchObject({
      isDelivered: false,
      text: expect.stringContaining('too old'),
    });
    await harness.desk.refresh(id);
    expect(await harness.approve(id)).toMatchObject({ isDelivered: true });
  });

  it('does not accept a decision after the time is over, and says expired', async () => {
    const { id } = await harness.propose();
    harness.clock.advance(290_000);
    const card = await harness.desk.refresh(id);
    harness.clock.advance(10_000);
    expect(await harness.approve(id, card)).toMatchObject({
      isDelivered: false,
      proposal: { status: 'expired' },
    });
    expect(harness.broker.placed).toEqual([]);
  });

  it('needs every acknowledgement', async () => {
    harness.broker.phase = 'closed';
    const { id } = await harness.propose();
    const card = await harness.desk.card(id);
    expect(card.acknowledgementsNeeded).toEqual(['market_state']);
    const without = { ...card, acknowledgementsNeeded: [] };
    expect(await harness.approve(id, without)).toMatchObject({ isDelivered: false });
    expect(await harness.approve(id, card)).toMatchObject({ isDelivered: true });
  });

  it('does not accept an approval under limits that have changed since', async () => {
    const { id } = await harness.propose();
    const card = await harness.desk.card(id);
    await harness.riskSettings.set(ACCOUNT_ID, { ...DEFAULT_RISK_SETTINGS, orderQuantityMax: decimal(600) });
    expect(await harness.approve(id, card)).toMatchObject({
      isDelivered: false,
      text: expect.stringContaining('limits'),
    });
  });

  it('does not accept what a refreshed card forbids', async () => {
    const { id } = await harness.propose();
    harness.broker.tradingStatus = 'halted';
    const card = await harness.desk.refresh(id);
    expect(await harness.approve(id, card)).toMatchObject({
      isDelivered: false,
      text: expect.stringContaining('halted'),
    });
  });

  it('sends once when two approvals arrive together, and never on a replay', async () => {
    const { id } = await harness.propose();
    const card = await harness.desk.card(id);
    const both = await Promise.all([harness.approve(id, card), harness.approve(id, card)]);
    expect(both.map(({ isDelivered }) => isDelivered).sort()).toEqual([false, true]);
    expect(await harness.approve(id, card)).toMatchObject({ isDelivered: false });
    expect(harness.broker.placed).toHaveLength(1);
  });

  it('does not send what was declined, withdrawn or superseded', async () => {
    const one = await harness.propose();
    const card = await harness.desk.card(one.id);
    await harness.desk.withdraw(one.id, CLIENT);
    expect(await harness.approve(one.id, card)).toMatchObject({
      isDelivered: false,
      proposal: { status: 'withdrawn' },
    });
    expect(harness.broker.placed).toEqual([]);
  });

  it('asks whether it is still wanted when its client has gone', async () => {
    const { id } = await harness.propose();
    await harness.desk.clientGone('conn-1');
    expect(await harness.desk.get(id)).toMatchObject({
      status: 'awaiting_approval',
      isClientConnected: false,
    });
    const card = await harness.desk.card(id);
    expect(card.client.isConnected).toBe(false);
    expect(await harness.approve(id, card)).toMatchObject({ isDelivered: false });
    const { seal } = card;
    const acknowledged = card.acknowledgementsNeeded;
    const wanted = harness.desk.decide({
      decision: 'approve',
      proposalId: id,
      seal,
      acknowledged,
      isStillWanted: true,
    });
    expect(await wanted).toMatchObject({ isDelivered: true });
  });
});

describe('at the moment of sending', () => {
  const changes: [string, (harness: TradingHarness) => void, RegExp][] = [
    ['the price moved', (h) => Object.assign(h.broker, { ask: '189.00', last: '189.00' }), /moved/],
    [
      'the account turned out to be live',
      (h) => Object.assign(h.broker, { mode: 'live' }),
      /off for this account/,
    ],
    ['the mode is not known', (h) => h.broker.failing.set('account.profile', UNREACHABLE), /not proven/],
    ['the preview fails', (h) => Object.assign(h.broker, { previewPasses: false }), /not enough/],
    ['there is no quote', (h) => h.broker.failing.set('quotes.get', UNREACHABLE), /the line is dead/],
    ['the market closed', (h) => Object.assign(h.broker, { phase: 'closed' }), /waits for the next session/],
    ['trading halted', (h) => Object.assign(h.broker, { tradingStatus: 'halted' }), /halted/],
    [
      'access was taken away',
      (h) => Object.assign(h, { account: { ...h.account, clientAccess: 'none' } }),
      /not propose/,
    ],
    [
      'no order number comes',
      (h) => h.broker.failing.set('orders.reserveNumber', UNREACHABLE),
      /the line is dead/,
    ],
    ['the account is not ready', (h) => Object.assign(h, { isReady: false }), /not ready/],
    [
      'the contract cannot be read',
      (h) => h.broker.failing.set('contracts.get', UNREACHABLE),
      /the line is dead/,
    ],
  ];

  it.each(changes)('sends it back for another look when %s', async (_name, change, reason) => {
    const { id } = await harness.propose();
    const card = await harness.desk.card(id);
    change(harness);
    const decided = await harness.approve(id, card);
    expect(decided).toMatchObject({ isDelivered: true, proposal: { status: 'needs_review' } });
    expect(decided.proposal.reviewReason).toMatch(reason);
    expect(harness.broker.placed).toEqual([]);
    expect(harness.notified.at(-1)).toMatchObject({ id, status: 'needs_review' });
  });

  it('can be approved again on the fresh card, not on the old one', async () => {
    const { id } = await harness.propose({ limitPrice: decimal('190') });
    const old = await harness.desk.card(id);
    Object.assign(harness.broker, { ask: '189.00', last: '189.00' });
    await harness.approve(id, old);
    const fresh = await harness.desk.card(id);
    expect(fresh).toMatchObject({ state: 'needs_review', quote: { askPrice: '189' } });
    expect(await harness.approve(id, old)).toMatchObject({ isDelivered: false });
    expect(await harness.approve(id, fresh)).toMatchObject({
      isDelivered: true,
      proposal: { status: 'submitted' },
    });
    expect(harness.broker.placed).toHaveLength(1);
  });

  it('does not take the old card again when no new one could be made', async () => {
    const { id } = await harness.propose();
    const old = await harness.desk.card(id);
    harness.broker.failing.set('orders.reserveNumber', UNREACHABLE);
    await harness.approve(id, old);
    harness.broker.failing.clear();
    expect(await harness.approve(id)).toMatchObject({
      isDelivered: false,
      text: expect.stringContaining('too old'),
    });
    expect(await harness.approve(id, old)).toMatchObject({ isDelivered: false });
    await harness.desk.refresh(id);
    expect(await harness.approve(id)).toMatchObject({ isDelivered: true, proposal: { status: 'submitted' } });
  });

  it('is not disturbed by a turn or a recovery while the checks run', async () => {
    const { id } = await harness.propose();
    const held: (() => void)[] = [];
    harness.broker.beforeRead = (name) =>
      name === 'orders.reserveNumber' ? new Promise((resolve) => held.push(resolve)) : Promise.resolve();
    const deciding = harness.approve(id);
    await expect.poll(() => held.length).toBe(1);
    await harness.desk.runDueWork();
    await harness.desk.recover(ACCOUNT_ID);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'approved' });
    held[0]!();
    expect(await deciding).toMatchObject({ proposal: { status: 'submitted' } });
  });

  it('lets small moves through: half a percent or two ticks', async () => {
    const { id } = await harness.propose();
    const card = await harness.desk.card(id);
    Object.assign(harness.broker, { ask: '188.40', bid: '188.38', last: '188.39' });
    expect(await harness.approve(id, card)).toMatchObject({ proposal: { status: 'submitted' } });
  });

  it('sends orders on one symbol one after another, never two with an open outcome', async () => {
    const one = await harness.propose();
    const two = await harness.propose({ quantity: decimal(11) });
    harness.broker.onPlace = () => Promise.reject(LOST);
    const [first, second] = await Promise.all([harness.approve(one.id), harness.approve(two.id)]);
    expect([first.proposal.status, second.proposal.status].sort()).toEqual(['needs_review', 'unknown']);
    expect(harness.broker.placed).toHaveLength(1);
  });
});

describe('what became of the call', () => {
  it('keeps the broker’s refusal in its own words', async () => {
    const refusal = new AppError('broker_rejected', 'insufficient funds', {
      nextStep: '',
      brokerCode: '1200',
    });
    harness.broker.doesArrive = false;
    harness.broker.onPlace = () => Promise.reject(refusal);
    const { id } = await harness.propose();
    const decided = await harness.approve(id);
    expect(decided.proposal).toMatchObject({ status: 'rejected', brokerMessage: 'insufficient funds' });
    expect(decided.text).toContain('insufficient funds');
  });

  it('says not sent when nothing left this computer', async () => {
    harness.broker.doesArrive = false;
    harness.broker.onPlace = () =>
      Promise.reject(new AppError('busy', 'too many orders wait', { nextStep: '' }));
    const { id } = await harness.propose();
    expect((await harness.approve(id)).proposal).toMatchObject({ status: 'not_sent' });
  });

  it.each([
    ['a lost answer', LOST],
    ['a defect in the account process', new AppError('internal', 'oops', { nextStep: '' })],
    ['a defect here', new Error('oops')],
  ])('says unknown after %s, locks the symbol and adopts the order it finds', async (_name, failure) => {
    harness.broker.onPlace = () => Promise.reject(failure);
    const { id } = await harness.propose();
    const decided = await harness.approve(id);
    expect(decided.proposal).toMatchObject({ status: 'unknown', brokerOrderId: null });
    expect(harness.notified.at(-1)).toMatchObject({ status: 'unknown' });
    const other = await harness.propose({ quantity: decimal(7) });
    expect(other.controls.find(({ control }) => control === 'unknown_outcome_lock')).toMatchObject({
      level: 'block',
    });
    await harness.turns(1, 1000);
    expect(await harness.desk.get(id)).toMatchObject({
      status: 'working',
      brokerOrderId: expect.stringMatching(/^\d+$/),
    });
    expect(harness.broker.placed).toHaveLength(1);
    expect(await harness.propose({ quantity: decimal(8) })).toMatchObject({ status: 'awaiting_approval' });
  });

  it('believes an absence only when it is said twice, seconds apart', async () => {
    harness.broker.doesArrive = false;
    harness.broker.onPlace = () => Promise.reject(LOST);
    const { id } = await harness.propose();
    await harness.approve(id);
    await harness.turns(1, 1000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'unknown' });
    await harness.desk.recover(ACCOUNT_ID);
    await harness.turns(1, 1000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'unknown' });
    await harness.turns(1, 2000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'not_sent' });
    expect(harness.broker.placed).toHaveLength(1);
  });

  it('starts the count again when the broker is unclear in between', async () => {
    harness.broker.doesArrive = false;
    harness.broker.onPlace = () => Promise.reject(LOST);
    const { id } = await harness.propose();
    await harness.approve(id);
    await harness.turns(1, 1000);
    const reads = harness.broker.reads.bind(harness.broker);
    harness.broker.reads = () => ({
      read: async (name, input, options) =>
        name === 'orders.reconcile'
          ? ({ finding: 'unclear', order: null, text: 'cannot say' } as never)
          : reads().read(name, input, options),
    });
    await harness.turns(1, 3000);
    harness.broker.reads = reads;
    await harness.turns(1, 2000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'unknown' });
    await harness.turns(1, 3000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'not_sent' });
  });

  it('stays unknown, and keeps asking less often, while the broker cannot be reached', async () => {
    harness.broker.onPlace = () => Promise.reject(LOST);
    const { id } = await harness.propose();
    await harness.approve(id);
    harness.broker.failing.set('orders.reconcile', UNREACHABLE);
    let asked = 0;
    harness.broker.beforeRead = async (name) => {
      if (name === 'orders.reconcile') asked += 1;
    };
    await harness.turns(300, 1000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'unknown' });
    expect(asked).toBeGreaterThan(4);
    expect(asked).toBeLessThan(15);
    harness.broker.failing.clear();
    await harness.turns(1, 60_000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'working' });
  });
});

describe('no row, no order', () => {
  const brokenAt: [string, string, string][] = [
    ['the approval', 'approval.decided', 'awaiting_approval'],
    ['the intent', 'order.intent_recorded', 'approved'],
    ['the start of sending', 'order.send_started', 'not_sent'],
  ];

  it.each(brokenAt)('sends nothing when %s cannot be recorded', async (_name, kind, status) => {
    const { id } = await harness.propose();
    await refuseRows(harness, kind);
    await harness.approve(id).catch(() => undefined);
    expect(harness.broker.placed).toEqual([]);
    expect(await harness.desk.get(id)).toMatchObject({ status });
    await allowRows(harness);
    await harness.turns(1, 1000);
    expect(harness.broker.placed).toEqual([]);
    if (status === 'approved') expect(await harness.desk.get(id)).toMatchObject({ status: 'needs_review' });
  });

  it('finds out later what it could not write down after sending', async () => {
    const { id } = await harness.propose();
    await refuseRows(harness, 'order.state_changed');
    await harness.approve(id);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'submitting' });
    await allowRows(harness);
    await harness.turns(2, 31_000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'working' });
    expect(harness.broker.placed).toHaveLength(1);
  });
});

describe('the database itself', () => {
  it('takes one order per proposal and one open outcome per symbol, whoever writes', async () => {
    harness.broker.onPlace = () => Promise.reject(LOST);
    const one = await harness.propose();
    await harness.approve(one.id);
    const two = await harness.propose({ symbol: 'MSFT' });
    const { db } = harness.database;
    const row = await db.selectFrom('orders').selectAll().executeTakeFirstOrThrow();
    const insert = (change: Partial<typeof row>) =>
      db
        .insertInto('orders')
        .values({ ...row, ...change })
        .execute();
    const fresh = { proposal_id: two.id, order_number: '99' };
    await expect(insert({ symbol: 'MSFT', order_number: '99' })).rejects.toThrow(/UNIQUE/);
    await expect(insert(fresh)).rejects.toThrow(/UNIQUE/);
    await expect(insert({ ...fresh, symbol: 'MSFT', order_number: row.order_number })).rejects.toThrow(
      /UNIQUE/,
    );
    await insert({ ...fresh, symbol: 'MSFT' });
  });
});

describe('editing', () => {
  const edit = { orderType: 'LMT', stopPrice: null, timeInForce: 'DAY' } as const;

  it('makes a new sealed proposal that shows the difference', async () => {
    const { id } = await harness.propose();
    const { seal } = await harness.desk.card(id);
    const change = { ...edit, quantity: decimal(5), limitPrice: decimal('187.40') };
    const card = await harness.desk.edit({ proposalId: id, seal, ...change });
    expect(card.difference).toEqual([
      { field: 'quantity', before: '10', after: '5' },
      { field: 'limitPrice', before: '187.5', after: '187.4' },
    ]);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'superseded', supersededBy: card.proposalId });
    expect((await harness.desk.refresh(card.proposalId)).difference).toEqual(card.difference);
    expect(await harness.approve(card.proposalId)).toMatchObject({ isDelivered: true });
    expect(harness.broker.placed.map(({ order }) => order.quantity)).toEqual(['5']);
  });

  it('leaves the proposal alone when the new order is blocked or the seal is another', async () => {
    const { id } = await harness.propose();
    const { seal } = await harness.desk.card(id);
    const tooMuch = { ...edit, quantity: decimal(5000), limitPrice: decimal('187.40') };
    await expect(harness.desk.edit({ proposalId: id, seal, ...tooMuch })).rejects.toMatchObject({
      code: 'conflict',
    });
    const fine = { ...edit, quantity: decimal(5), limitPrice: decimal('187.40') };
    await expect(harness.desk.edit({ proposalId: id, seal: 'e'.repeat(64), ...fine })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await harness.desk.get(id)).toMatchObject({ status: 'awaiting_approval' });
  });
});

describe('withdrawing', () => {
  it('is for the client that proposed, or one of its name after it has gone', async () => {
    const { id } = await harness.propose();
    const heir = { ...CLIENT, connectionId: 'conn-7' };
    await expect(harness.desk.withdraw(id, OTHER_CLIENT)).rejects.toMatchObject({ code: 'access_denied' });
    await expect(harness.desk.withdraw(id, heir)).rejects.toMatchObject({ code: 'access_denied' });
    await harness.desk.clientGone('conn-1');
    expect(await harness.desk.withdraw(id, heir)).toMatchObject({ status: 'withdrawn' });
    await expect(harness.desk.withdraw(id, heir)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('cancelling', () => {
  async function working() {
    const { id } = await harness.propose();
    const { proposal } = await harness.approve(id);
    await harness.turns(1, 1000);
    return { id, brokerOrderId: proposal.brokerOrderId! };
  }

  it('goes at once, without an approval, also on a live account whose switch is off', async () => {
    const { id, brokerOrderId } = await working();
    harness.broker.mode = 'live';
    harness.account = { ...harness.account, mode: 'live' };
    const cancel = await harness.desk.cancelOrder(ACCOUNT_ID, brokerOrderId, 'changed my mind', CLIENT);
    expect(cancel).toMatchObject({
      kind: 'cancel',
      status: 'submitted',
      cancelsBrokerOrderId: brokerOrderId,
    });
    expect(harness.broker.cancelled).toEqual([brokerOrderId]);
    await harness.turns(1, 1000);
    expect(await harness.desk.get(cancel.id)).toMatchObject({ status: 'cancelled' });
    expect(await harness.desk.get(id)).toMatchObject({ status: 'cancelled' });
  });

  it('is for the user even where clients have no access, and not for clients then', async () => {
    const { brokerOrderId } = await working();
    harness.account = { ...harness.account, clientAccess: 'none' };
    await expect(harness.desk.cancelOrder(ACCOUNT_ID, brokerOrderId, '', CLIENT)).rejects.toMatchObject({
      code: 'access_denied',
    });
    expect(await harness.desk.cancelOrder(ACCOUNT_ID, brokerOrderId, '', 'user')).toMatchObject({
      status: 'submitted',
    });
  });

  it('says what is over or does not exist, and goes on when the order cannot be seen', async () => {
    const { brokerOrderId } = await working();
    await expect(harness.desk.cancelOrder(ACCOUNT_ID, '12', '', 'user')).rejects.toMatchObject({
      code: 'not_found',
    });
    harness.broker.failing.set('orders.get', UNREACHABLE);
    expect(await harness.desk.cancelOrder(ACCOUNT_ID, brokerOrderId, '', 'user')).toMatchObject({
      status: 'submitted',
    });
    harness.broker.failing.clear();
    await expect(harness.desk.cancelOrder(ACCOUNT_ID, brokerOrderId, '', 'user')).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('that got lost is found by the order’s own state, and does not lock the symbol', async () => {
    const { brokerOrderId } = await working();
    harness.broker.onCancel = () => Promise.reject(LOST);
    const cancel = await harness.desk.cancelOrder(ACCOUNT_ID, brokerOrderId, '', 'user');
    expect(cancel.status).toBe('unknown');
    expect(await harness.propose({ quantity: decimal(3) })).toMatchObject({ status: 'awaiting_approval' });
    await harness.turns(12, 1000);
    expect(await harness.desk.get(cancel.id)).toMatchObject({ status: 'not_sent' });
    harness.broker.onCancel = async () => {
      harness.broker.report(brokerOrderId, { status: 'cancelled' });
      throw LOST;
    };
    const second = await harness.desk.cancelOrder(ACCOUNT_ID, brokerOrderId, '', 'user');
    await harness.turns(3, 1000);
    expect(await harness.desk.get(second.id)).toMatchObject({ status: 'cancelled' });
  });

  it('that came too late says what the order had become', async () => {
    const { brokerOrderId } = await working();
    harness.broker.onCancel = async (id) => {
      harness.broker.report(id, { status: 'filled', filledQuantity: decimal(10) });
      return { brokerOrderId: id };
    };
    const cancel = await harness.desk.cancelOrder(ACCOUNT_ID, brokerOrderId, '', 'user');
    await harness.turns(1, 1000);
    expect(await harness.desk.get(cancel.id)).toMatchObject({
      status: 'rejected',
      brokerMessage: expect.stringContaining('filled'),
    });
  });
});

describe('waiting for the outcome', () => {
  it('ends when the decision is made', async () => {
    const { id } = await harness.propose();
    const waiting = harness.desk.waitForOutcome(id, { waitMs: 60_000, signal: new AbortController().signal });
    await harness.approve(id);
    expect(await waiting).toMatchObject({ status: 'submitted' });
  });

  it('ends when the time is over or the caller has gone', async () => {
    const { id } = await harness.propose();
    const { signal } = new AbortController();
    expect(await harness.desk.waitForOutcome(id, { waitMs: 0, signal })).toMatchObject({
      status: 'awaiting_approval',
    });
    const leaving = new AbortController();
    const waiting = harness.desk.waitForOutcome(id, { waitMs: 60_000, signal: leaving.signal });
    leaving.abort();
    expect(await waiting).toMatchObject({ status: 'awaiting_approval' });
  });

  it('does not hold more than a bounded number of callers, and lets them all go at the end', async () => {
    const { id } = await harness.propose();
    const { signal } = new AbortController();
    const waits = Array.from({ length: 205 }, () =>
      harness.desk.waitForOutcome(id, { waitMs: 60_000, signal }),
    );
    const early = await Promise.race(waits);
    expect(early).toMatchObject({ status: 'awaiting_approval' });
    await harness.desk.decide({ decision: 'decline', proposalId: id, note: '', isClientBlocked: false });
    const statuses = (await Promise.all(waits)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 'declined')).toHaveLength(200);
  });

  it('knows no proposal that does not exist', async () => {
    const { signal } = new AbortController();
    const missing = `prp_${'a'.repeat(26)}`;
    await expect(harness.desk.waitForOutcome(missing, { waitMs: 0, signal })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('expiry', () => {
  it('denies by itself', async () => {
    const { id } = await harness.propose();
    await harness.turns(1, 299_999);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'awaiting_approval' });
    await harness.turns(1, 1);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'expired', expiresAtMs: null });
  });
});

function position(quantity: string) {
  return {
    symbol: 'AAPL',
    name: null,
    market: 'US',
    securityType: 'STK',
    currency: 'USD',
    quantity,
    salableQuantity: quantity,
    averageCost: '100',
    lastPrice: '187',
    marketValue: null,
    unrealizedPnl: null,
    unrealizedPnlRate: null,
    realizedPnl: null,
    todayPnl: null,
    multiplier: null,
  };
}

/** As if the disk were full just for rows of this kind. */
async function refuseRows({ database }: TradingHarness, kind: string): Promise<void> {
  await sql
    .raw(
      `CREATE TRIGGER refuse_rows BEFORE INSERT ON audit_events WHEN NEW.kind = '${kind}' BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
    )
    .execute(database.db);
}

async function allowRows({ database }: TradingHarness): Promise<void> {
  await sql.raw('DROP TRIGGER refuse_rows').execute(database.db);
}
