import { beforeEach, describe, expect, it } from 'vitest';
import { ClientBook } from '../../../../src/main/clients/client-book.ts';
import type { ClientEntry } from '../../../../src/shared/domain/client-entry.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { ACCOUNT_ID, TradingHarness } from '../../../support/trading-harness.ts';

const databases = tempDatabases();
let harness: TradingHarness;
let book: ClientBook;

beforeEach(async () => {
  harness = new TradingHarness(databases.open());
  const { database, audit, clock, desk } = harness;
  const pairings = { write: () => undefined, remove: () => undefined };
  const publish = () => undefined;
  book = new ClientBook({ database: database.db, audit, clock, publish, pairings, trust: desk.clientEnds });
  await book.load();
});

const letIn = (name = 'Claude') =>
  book.create({ name, origin: 'connect_button', program: null, role: 'trader', accounts: [] });
const as = ({ name }: ClientEntry, connectionId = 'conn-1') => ({ connectionId, name, version: null });
const status = async (id: string) => (await harness.desk.get(id)).status;

async function grantFor({ name }: ClientEntry): Promise<void> {
  await harness.desk.makeGrant({
    accountId: ACCOUNT_ID,
    clientName: name,
    symbols: ['MSFT'],
    sides: ['BUY'],
    kinds: ['stock'],
    orderNotionalMax: decimal(5000),
    totalNotionalMax: decimal(9000),
    ordersMax: 3,
    currency: 'USD',
    lifetimeMs: 3_600_000,
    typedSentence: '',
  });
}

const grantStates = async () => (await harness.desk.grants()).map(({ state }) => state);

describe.each(['removed', 'blocked'] as const)('a client that is %s', (how) => {
  const end = ({ id }: ClientEntry) =>
    how === 'removed' ? book.remove(id) : book.change(id, { state: 'blocked' });

  it('has its waiting proposals withdrawn, for a reason on record, and its grants revoked', async () => {
    const entry = await letIn();
    const other = await letIn('Cursor');
    const own = await harness.propose({}, { client: as(entry) });
    const others = await harness.propose({ symbol: 'MSFT' }, { client: as(other, 'conn-2') });
    await grantFor(entry);
    await grantFor(other);
    await end(entry);
    expect(await status(own.id)).toBe('withdrawn');
    expect(await status(others.id)).toBe('awaiting_approval');
    expect((await grantStates()).sort()).toEqual(['in_force', 'revoked']);
    const row = await harness.database.db
      .selectFrom('audit_events')
      .select(['summary', 'actor'])
      .where('proposal_id', '=', own.id)
      .orderBy('sequence', 'desc')
      .executeTakeFirst();
    expect(row).toEqual({ actor: 'user', summary: `Withdrawn: the user has ${how} its client` });
    expect(harness.published).toContainEqual({ name: 'proposals.changed', payload: { proposalId: own.id } });
  });

  it('cannot have approved what it asked for', async () => {
    const entry = await letIn();
    const { id } = await harness.propose({}, { client: as(entry) });
    const card = await harness.desk.card(id);
    await end(entry);
    expect((await harness.approve(id, card)).isDelivered).toBe(false);
    expect(harness.broker.placed).toEqual([]);
  });

  it('leaves no proposal behind that was on its way', async () => {
    const entry = await letIn();
    let arrive: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    harness.broker.beforeRead = () => held;
    const proposing = harness.propose({}, { client: as(entry) });
    await end(entry);
    arrive();
    await expect(proposing).rejects.toMatchObject({ code: 'access_denied' });
    expect(await harness.desk.list({ accountIds: null, isWaitingOnly: true, limit: 10 })).toEqual([]);
  });
});

it('a new entry of a name that was removed is another client, and inherits nothing', async () => {
  const first = await letIn();
  const { id } = await harness.propose({}, { client: as(first), requestId: 'once' });
  await grantFor(first);
  await book.remove(first.id);
  const second = await letIn();
  expect(second.name).toBe('Claude 2');
  const next = await harness.propose({ symbol: 'MSFT' }, { client: as(second, 'conn-9'), requestId: 'once' });
  expect(next.id).not.toBe(id);
  expect(next.status).toBe('awaiting_approval');
  await expect(harness.desk.withdraw(id, as(second, 'conn-9'))).rejects.toMatchObject({
    code: 'access_denied',
  });
});

it('a blocked client that is let in again proposes again, with nothing from before', async () => {
  const entry = await letIn();
  await grantFor(entry);
  await book.change(entry.id, { state: 'blocked' });
  await expect(harness.propose({}, { client: as(entry) })).rejects.toMatchObject({ code: 'access_denied' });
  await book.change(entry.id, { state: 'active' });
  expect((await harness.propose({ symbol: 'MSFT' }, { client: as(entry) })).status).toBe('awaiting_approval');
  expect(await grantStates()).toEqual(['revoked']);
});
