import { writeFileSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { AppDatabase } from '../../src/main/database/database.ts';
import type { Schema } from '../../src/main/database/schema.ts';
import { AppError } from '../../src/shared/app-error.ts';
import type { ApprovalCard } from '../../src/shared/domain/approval-card.ts';
import type { BrokerOrder } from '../../src/shared/domain/order.ts';
import type { ProposalStatus } from '../../src/shared/domain/proposal.ts';
import { FakeBroker } from '../support/fake-broker.ts';
import { tempDatabases } from '../support/temp-database.ts';
import { ACCOUNT_ID, TradingHarness } from '../support/trading-harness.ts';

const databases = tempDatabases();

/** The file as a `kill -9` at this moment would leave it, and what the broker had then. */
interface KillPoint {
  readonly number: number;
  readonly file: Buffer;
  readonly atBroker: ReadonlyMap<string, BrokerOrder>;
  readonly lastAudit: string;
  readonly isSendStarted: boolean;
}

/** A database whose whole file is kept after every commit: nothing between two commits survives a kill. */
function recordedDatabase(broker: () => FakeBroker, killPoints: KillPoint[]): AppDatabase {
  const path = databases.newPath();
  databases.open(path);
  const connection = new BetterSqlite3(path);
  const readAudit = connection
    .prepare('SELECT kind FROM audit_events ORDER BY sequence DESC LIMIT 1')
    .pluck();
  const countStarted = connection
    .prepare("SELECT count(*) FROM audit_events WHERE kind = 'order.send_started'")
    .pluck();
  const version = connection.prepare('SELECT total_changes()').pluck();
  let before = version.get();
  const db = new Kysely<Schema>({
    dialect: new SqliteDialect({ database: connection }),
    log: () => {
      if (connection.inTransaction || version.get() === before) return;
      before = version.get();
      killPoints.push({
        number: killPoints.length + 1,
        file: connection.serialize(),
        atBroker: new Map(broker().atBroker),
        lastAudit: String(readAudit.get()),
        isSendStarted: Number(countStarted.get()) > 0,
      });
    },
  });
  return { db, close: () => db.destroy(), copyTo: async () => {}, bytes: () => 0 };
}

/** What follows a kill: the app starts again, the account recovers, some time passes. */
async function restart(point: KillPoint, atBroker: ReadonlyMap<string, BrokerOrder>, first: TradingHarness) {
  const path = databases.newPath();
  writeFileSync(path, point.file);
  const harness = new TradingHarness(databases.open(path));
  harness.clock.advance(first.clock.nowMs() - harness.clock.nowMs());
  for (const [id, order] of atBroker) harness.broker.atBroker.set(id, order);
  harness.isReady = false;
  await harness.desk.recover(ACCOUNT_ID);
  harness.isReady = true;
  // Less than makes the card too old, enough for the second look at an absent order.
  await harness.turns(6, 1000);
  return harness;
}

interface Scenario {
  readonly name: string;
  readonly doesArrive: boolean;
  readonly failure: AppError | null;
}

const LOST = new AppError('outcome_unknown', 'no answer', { nextStep: '' });
const REFUSED = new AppError('broker_rejected', 'no', { nextStep: '', brokerCode: '1200' });

const SCENARIOS: Scenario[] = [
  { name: 'accepted', doesArrive: true, failure: null },
  { name: 'accepted, but the answer is lost', doesArrive: true, failure: LOST },
  { name: 'lost on its way', doesArrive: false, failure: LOST },
  { name: 'refused', doesArrive: false, failure: REFUSED },
];

async function runTrade(scenario: Scenario) {
  const killPoints: KillPoint[] = [];
  let harness: TradingHarness | null = null;
  const database = recordedDatabase(() => harness?.broker ?? new FakeBroker({} as never), killPoints);
  harness = new TradingHarness(database);
  const { broker, desk } = harness;
  broker.doesArrive = scenario.doesArrive;
  const { failure } = scenario;
  if (failure !== null) broker.onPlace = () => Promise.reject(failure);
  const { id } = await harness.propose();
  const card = await desk.card(id);
  await harness.approve(id, card);
  await harness.turns(6, 1000);
  await database.close();
  return { harness, killPoints, id, card };
}

const NOT_AT_BROKER: readonly ProposalStatus[] = [
  'awaiting_approval',
  'needs_review',
  'not_sent',
  'rejected',
];

describe.each(SCENARIOS)('an order that is $name', (scenario) => {
  it('is neither lost nor doubled, wherever the app is killed', async () => {
    const { harness: first, killPoints, id, card } = await runTrade(scenario);
    expect(killPoints.length).toBeGreaterThan(4);
    const seen = new Set<string>();
    for (const point of killPoints) {
      // After the call began, the broker may or may not have got it, whatever the rows say.
      const states = point.isSendStarted ? [point.atBroker, first.broker.atBroker] : [point.atBroker];
      for (const atBroker of states) {
        const again = await restart(point, atBroker, first);
        await expectTruth(again, { id, card, atBroker, point });
        seen.add(point.lastAudit);
      }
    }
    expect(seen).toContain('approval.sealed');
    expect(seen).toContain('order.intent_recorded');
    expect(seen).toContain('order.send_started');
  });
});

async function expectTruth(
  harness: TradingHarness,
  run: { id: string; card: ApprovalCard; atBroker: ReadonlyMap<string, BrokerOrder>; point: KillPoint },
): Promise<void> {
  const { id, card, atBroker, point } = run;
  const where = `killed at ${point.number} (${point.lastAudit}), ${atBroker.size} at the broker`;
  expect(harness.broker.placed, where).toEqual([]);
  const proposal = await harness.desk.get(id);
  if (atBroker.size > 0) {
    expect(proposal, where).toMatchObject({ status: 'working', brokerOrderId: [...atBroker.keys()][0] });
  } else {
    expect(NOT_AT_BROKER, where).toContain(proposal.status);
    if (point.isSendStarted) expect(['not_sent', 'rejected'], where).toContain(proposal.status);
  }
  expect(await harness.audit.verify(), where).toMatchObject({ isIntact: true });
  // The approval that was under way does not count a second time, unless it never counted at all.
  const replay = await harness.desk.decide({
    decision: 'approve',
    proposalId: id,
    seal: card.seal,
    acknowledged: [],
    isStillWanted: true,
  });
  const isFirst = proposal.status === 'awaiting_approval';
  expect(replay.isDelivered, where).toBe(isFirst);
  expect(harness.broker.placed.length, where).toBe(isFirst ? 1 : 0);
}

describe('starting again', () => {
  it('marks the clients of the run before as gone and keeps their proposals', async () => {
    const path = databases.newPath();
    const before = new TradingHarness(databases.open(path));
    const { id } = await before.propose();
    const after = new TradingHarness(databases.open(path), before);
    await after.desk.recover(ACCOUNT_ID);
    expect(await after.desk.get(id)).toMatchObject({ status: 'awaiting_approval', isClientConnected: false });
    await before.desk.recover(ACCOUNT_ID);
  });

  it('does not touch clients that are connected when only the account starts again', async () => {
    const harness = new TradingHarness(databases.open());
    const { id } = await harness.propose();
    await harness.desk.recover(ACCOUNT_ID);
    expect(await harness.desk.get(id)).toMatchObject({ isClientConnected: true });
  });

  it('expires what waited too long', async () => {
    const path = databases.newPath();
    const before = new TradingHarness(databases.open(path));
    const { id } = await before.propose();
    before.clock.advance(3_600_000);
    const after = new TradingHarness(databases.open(path), before);
    await after.desk.recover(ACCOUNT_ID);
    expect(await after.desk.get(id)).toMatchObject({ status: 'expired' });
  });

  it('is not ready while the broker cannot say what became of an order', async () => {
    const path = databases.newPath();
    const before = new TradingHarness(databases.open(path));
    before.broker.onPlace = () => Promise.reject(LOST);
    const { id } = await before.propose();
    await before.approve(id);
    const after = new TradingHarness(databases.open(path), before);
    const dead = new AppError('broker_unreachable', 'the line is dead', { nextStep: '' });
    after.broker.failing.set('orders.reconcile', dead);
    await expect(after.desk.recover(ACCOUNT_ID)).rejects.toMatchObject({ code: 'broker_unreachable' });
    after.broker.failing.clear();
    await after.desk.recover(ACCOUNT_ID);
    expect(await after.desk.get(id)).toMatchObject({ status: 'working' });
  });

  it('leaves alone what this run is sending when the account’s process starts again meanwhile', async () => {
    const harness = new TradingHarness(databases.open());
    const { id } = await harness.propose();
    let answer: () => void = () => undefined;
    harness.broker.onPlace = (brokerOrderId) =>
      new Promise((resolve) => {
        answer = () => resolve({ brokerOrderId });
      });
    const deciding = harness.approve(id);
    await expect.poll(() => harness.broker.placed.length).toBe(1);
    await harness.desk.recover(ACCOUNT_ID);
    await harness.turns(3, 31_000);
    expect(await harness.desk.get(id)).toMatchObject({ status: 'submitting' });
    answer();
    expect(await deciding).toMatchObject({ isDelivered: true, proposal: { status: 'submitted' } });
  });

  it('closing sends nothing that has not begun, and waits for what has', async () => {
    const harness = new TradingHarness(databases.open());
    const { id } = await harness.propose();
    let goOn: (() => void) | null = null;
    harness.broker.beforeRead = (name) =>
      name === 'orders.reserveNumber'
        ? new Promise((resolve) => {
            goOn = resolve;
          })
        : Promise.resolve();
    const deciding = harness.approve(id);
    await expect.poll(() => goOn).not.toBeNull();
    const closing = harness.desk.close();
    (goOn as (() => void) | null)?.();
    await closing;
    expect(await deciding).toMatchObject({ proposal: { status: 'needs_review' } });
    expect(harness.broker.placed).toEqual([]);
  });
});
