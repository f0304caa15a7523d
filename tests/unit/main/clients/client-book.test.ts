import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AuditLog } from '../../../../src/main/audit/audit-log.ts';
import { EVERYTHING } from '../../../../src/main/audit/audit-query.ts';
import { EFFECT_CALLS_PER_MINUTE_MAX } from '../../../../src/main/clients/call-allowance.ts';
import { ClientBook } from '../../../../src/main/clients/client-book.ts';
import { ClientDoor } from '../../../../src/main/clients/client-door.ts';
import { PairingFiles } from '../../../../src/main/clients/pairing-files.ts';
import { PreparedClients } from '../../../../src/main/clients/prepared-clients.ts';
import type { AppDatabase } from '../../../../src/main/database/database.ts';
import type { Account } from '../../../../src/shared/domain/account.ts';
import { CLIENT_READS_PER_MINUTE_DEFAULT } from '../../../../src/shared/domain/read-caps.ts';
import { fakeAccounts } from '../../../support/fake-account-data.ts';
import { ManualClock } from '../../../support/manual-clock.ts';
import { tempDatabases } from '../../../support/temp-database.ts';

const databases = tempDatabases();
let dir = '';
let database: AppDatabase;
let clock: ManualClock;
let audit: AuditLog;
let book: ClientBook;
let door: ClientDoor;
/** What became of clients, as it was told. */
const trust = { turnAway: async () => () => undefined, readmit: () => undefined };
const [demo] = fakeAccounts(0).filter(({ isDemo }) => isDemo) as [Account];
const [real] = fakeAccounts(0).filter(({ isDemo }) => !isDemo) as [Account];

async function opened(): Promise<ClientBook> {
  const pairings = new PairingFiles(dir);
  const made = new ClientBook({ database: database.db, audit, clock, publish: () => {}, pairings, trust });
  await made.load();
  return made;
}

beforeEach(async () => {
  dir = join(mkdtempSync(join(tmpdir(), 'tiger-pairings-')), 'clients');
  database = databases.open();
  clock = new ManualClock();
  audit = new AuditLog({ database: database.db, clock });
  book = await opened();
  door = new ClientDoor({ book, clock, publish: () => {}, demoAccount: () => demo });
});
afterEach(async () => {
  await book.close();
  rmSync(join(dir, '..'), { recursive: true, force: true });
});

const made = (name = 'Cursor') =>
  book.create({ name, origin: 'connect_button', program: 'cursor', ...door.trader() });
const tokenOf = (id: string) => readFileSync(join(dir, id), 'utf8');
const visitor = (patch: object = {}) =>
  door.enter({ connectionId: 'con_1', clientId: null, name: 'Cursor', version: '1', ...patch });

describe('an entry', () => {
  it('is known by its token alone, which stands in a file of its own and nowhere else', async () => {
    const { id } = await made();
    const token = tokenOf(id);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(statSync(join(dir, id)).mode & 0o777).toBe(0o600);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    expect(book.authenticate(id, token)?.id).toBe(id);
    for (const wrong of ['', `${token}x`, token.slice(1), `${tokenOf(id).toLowerCase()} `])
      expect(book.authenticate(id, wrong)).toBeNull();
    expect(book.authenticate('cli_aaaaaaaaaaaaaaaa', token)).toBeNull();
    const rows = await database.db.selectFrom('clients').selectAll().execute();
    const { events } = await audit.list(EVERYTHING, null, 50);
    expect(JSON.stringify([rows, events])).not.toContain(token);
  });

  it('survives a restart with its rules and counts', async () => {
    const { id } = await made();
    await book.change(id, { role: 'viewer', isReadOnly: true, toolsets: ['quotes'] });
    book.called(id, { isRefused: true, characters: 40 });
    await book.close();
    book = await opened();
    expect(book.find(id)).toMatchObject({
      role: 'viewer',
      isReadOnly: true,
      toolsets: ['quotes'],
      callsTotal: 1,
      denialsTotal: 1,
      charactersSent: 40,
    });
  });

  it('is gone with its token when it is removed', async () => {
    const { id } = await made();
    const token = tokenOf(id);
    await book.remove(id);
    expect(existsSync(join(dir, id))).toBe(false);
    expect(book.authenticate(id, token)).toBeNull();
    expect(readdirSync(dir)).toEqual([]);
  });

  it('gets a new token and goes on when its program is connected again', async () => {
    const prepared = new PreparedClients({ book, door });
    const { id } = await prepared.ensure('cursor', 'Cursor', 'connect_button');
    const before = tokenOf(id);
    await book.change(id, { state: 'blocked', role: 'analyst' });
    const again = await prepared.ensure('cursor', 'Cursor', 'connect_button');
    expect(again).toMatchObject({ id, state: 'active', role: 'analyst' });
    expect(book.authenticate(id, before)).toBeNull();
    expect(book.authenticate(id, tokenOf(id))?.id).toBe(id);
  });

  it('has the id that was shown before it was made', async () => {
    const prepared = new PreparedClients({ book, door });
    const planned = prepared.idOf('zed');
    expect(prepared.idOf('zed')).toBe(planned);
    expect((await prepared.ensure('zed', 'Zed', 'snippet')).id).toBe(planned);
  });

  it('has a name that no other has, however many are made at once', async () => {
    const entries = await Promise.all([made(), made(), made()]);
    expect(entries.map(({ name }) => name)).toEqual(['Cursor', 'Cursor 2', 'Cursor 3']);
  });

  it('is changed on record, and the record says what it was', async () => {
    const { id } = await made();
    await book.change(id, { role: 'manager' });
    const { events } = await audit.list({ ...EVERYTHING, kinds: ['client.entry_changed'] }, null, 5);
    expect(JSON.parse(events[0]?.detail ?? '')).toMatchObject({
      before: { role: 'trader' },
      after: { role: 'manager' },
    });
  });
});

describe('at the door', () => {
  it('a program without an entry reads the demo account, whatever it calls itself', async () => {
    await made('Cursor');
    const visit = visitor({ name: 'Cursor' });
    visit.introduce();
    expect(visit.rights).toMatchObject({ isReadOnly: true });
    expect(visit.rights.accessTo({ ...demo, clientAccess: 'propose' })).toBe('read');
    expect(visit.rights.accessTo({ ...real, clientAccess: 'propose' })).toBe('none');
    expect(visit.name).not.toBe('Cursor');
    expect(door.requests()).toMatchObject([{ connectionId: 'con_1', name: 'Cursor' }]);
  });

  it('a program that only probes asks for nothing', () => {
    visitor();
    expect(door.requests()).toEqual([]);
  });

  it('is let in once, on the open connection and under a name that nobody had', async () => {
    await book.remove((await made('Cursor')).id);
    const visit = visitor();
    visit.introduce();
    let changes = 0;
    visit.onChange(() => {
      changes += 1;
    });
    const answers = await Promise.allSettled([door.accept('con_1'), door.accept('con_1')]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(book.list()).toHaveLength(1);
    expect(visit.name).toBe('Cursor 2');
    expect(visit.rights.accessTo({ ...demo, clientAccess: 'propose' })).toBe('propose');
    expect(visit.rights.accessTo({ ...demo, clientAccess: 'read' })).toBe('read');
    expect(changes).toBeGreaterThan(0);
    expect(door.requests()).toEqual([]);
  });

  it('is turned away by a no, by a block and by a removal', async () => {
    let away = 0;
    const counted = (visit: ReturnType<typeof visitor>) => visit.onTurnedAway(() => (away += 1));
    const stranger = visitor();
    stranger.introduce();
    counted(stranger);
    door.decline('con_1');
    expect(away).toBe(1);
    const { id } = await made();
    counted(visitor({ connectionId: 'con_2', clientId: id }));
    await book.change(id, { state: 'paused' });
    expect(away).toBe(1);
    await book.change(id, { state: 'blocked' });
    expect(away).toBe(2);
    expect(door.authenticate({ clientId: id, token: tokenOf(id) })).toMatchObject({ clientId: null });
    // Between its hello and its first message.
    counted(visitor({ connectionId: 'con_3', clientId: id }));
    expect(away).toBe(3);
    await book.remove(id);
    expect(away).toBe(5);
  });

  it('calls are counted for an entry, over all its connections, and for newcomers together', async () => {
    const { id } = await made();
    const visits = ['con_2', 'con_3'].map((connectionId) => visitor({ connectionId, clientId: id }));
    for (let call = 0; call < CLIENT_READS_PER_MINUTE_DEFAULT; call += 1) visits[call % 2]?.admitCall('read');
    for (const visit of visits) expect(() => visit.admitCall('read')).toThrow(/600 times a minute/);
    expect(() => visitor().admitCall('read')).not.toThrow();
    clock.advance(60_000);
    expect(() => visits[0]?.admitCall('read')).not.toThrow();
  });

  it('are capped as the user says, from the next call on, and what ends at the broker is not held by it', async () => {
    const { id } = await made();
    const visit = visitor({ connectionId: 'con_2', clientId: id });
    await book.change(id, { readsPerMinute: 2 });
    visit.admitCall('read');
    visit.admitCall('read');
    clock.advance(20_000);
    expect(() => visit.admitCall('read')).toThrow(
      expect.objectContaining({
        code: 'rate_limited',
        retryable: true,
        nextStep: expect.stringMatching(/Try again in 40 s.*Connect/),
      }),
    );
    for (let call = 0; call < EFFECT_CALLS_PER_MINUTE_MAX; call += 1) visit.admitCall('effect');
    expect(() => visit.admitCall('effect')).toThrow(/calls in a minute/);
    await book.change(id, { readsPerMinute: 3 });
    expect(() => visit.admitCall('read')).not.toThrow();
  });
});
