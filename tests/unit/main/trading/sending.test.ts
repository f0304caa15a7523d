import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/shared/app-error.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { ACCOUNT_ID, TradingHarness } from '../../../support/trading-harness.ts';

const databases = tempDatabases();
let harness: TradingHarness;
const LOST = new AppError('outcome_unknown', 'no answer', { nextStep: 'reconcile' });
const UNREACHABLE = new AppError('broker_unreachable', 'the line is dead', {
  nextStep: 'wait',
  retryable: true,
});

beforeEach(() => {
  harness = new TradingHarness(databases.open());
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
