import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { AuditLog } from '../../../../src/main/audit/audit-log.ts';
import { EVERYTHING } from '../../../../src/main/audit/audit-query.ts';
import type { AppDatabase } from '../../../../src/main/database/database.ts';
import { AUDIT_COUNTED_MAX } from '../../../../src/shared/ipc/commands/audit-commands.ts';
import { ManualClock } from '../../../support/manual-clock.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { ACCOUNT_ID, CLIENT, TradingHarness } from '../../../support/trading-harness.ts';

const databases = tempDatabases();
let path = '';
let database: AppDatabase;
let audit: AuditLog;
beforeEach(() => {
  path = databases.newPath();
  database = databases.open(path);
  audit = new AuditLog({ database: database.db, clock: new ManualClock() });
});

const nobody = { accountId: null, proposalId: null, brokerOrderId: null, detail: {} } as const;

async function said(clientName: string | null, summary: string): Promise<void> {
  await audit.append({ ...nobody, kind: 'tool.called', actor: 'client', clientName, summary });
}

async function insertAccount(alias: string): Promise<void> {
  await database.db
    .insertInto('accounts')
    .values({
      ...{ id: ACCOUNT_ID, alias, label: alias, is_demo: 1, mode: 'paper', last_four: null },
      ...{ client_access: 'propose', is_live_trading_enabled: 0, created_at_ms: 0, removed_at_ms: null },
    })
    .execute();
}

/** Beyond one window of the list, without the time that so many sealed rows would take: their hashes are empty. */
async function fill(rows: number): Promise<void> {
  await sql`
    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${rows})
    INSERT INTO audit_events
      SELECT n, 0, 'tool.called', 'client', iif(n % 3 = 0, 'cursor', 'claude'), NULL, NULL, NULL, 'row ' || n, '{}', '', ''
      FROM numbers`.execute(database.db);
  await sql`DROP TRIGGER audit_head_forward`.execute(database.db);
  await database.db.updateTable('audit_head').set({ sequence: rows, hash: '' }).execute();
}

describe('the list over many rows', () => {
  const ROWS = 60_000;

  it('pages through all of them, newest first, without a gap, whatever the filter', async () => {
    await fill(ROWS);
    const page = await audit.list({ ...EVERYTHING, clientName: 'cursor' }, null, 200);
    // Of 20,000: it is counted so far, and paged further.
    expect(page.total).toBe(AUDIT_COUNTED_MAX);
    expect(page.events.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 200 }, (_, index) => ROWS - 3 * index),
    );
    const [oldest] = (await audit.list({ ...EVERYTHING, clientName: 'cursor' }, 4, 1)).events;
    expect(oldest?.sequence).toBe(3);
    const rare = await audit.list({ ...EVERYTHING, text: 'row 30' }, null, 200);
    const expected = Array.from({ length: ROWS }, (_, index) => index + 1).filter((n) =>
      String(n).startsWith('30'),
    );
    expect(rare.total).toBe(expected.length);
    const older = await audit.list({ ...EVERYTHING, text: 'row 30' }, 30_100, 200);
    expect(older.events.map(({ sequence }) => sequence)).toEqual(
      expected
        .filter((n) => n < 30_100)
        .sort((a, b) => b - a)
        .slice(0, 200),
    );
  });

  it('lets others have their turn while it searches', async () => {
    await fill(ROWS);
    let turns = 0;
    const others = setInterval(() => {
      turns += 1;
    }, 0);
    await audit.list({ ...EVERYTHING, text: 'nothing like this' }, null, 10);
    clearInterval(others);
    expect(turns).toBeGreaterThan(0);
  });
});

describe('clients', () => {
  it('are named once each, those without a name left out', async () => {
    for (const name of ['cursor', 'claude', 'cursor', null]) await said(name, 'called');
    expect(await audit.clientNames()).toEqual(['claude', 'cursor']);
  });

  it('can be asked for alone', async () => {
    await said('claude', 'one');
    await said('cursor', 'two');
    const { events, total } = await audit.list({ ...EVERYTHING, clientName: 'cursor' }, null, 10);
    expect([events.map(({ summary }) => summary), total]).toEqual([['two'], 1]);
  });
});

it("a client's rows come with what user, app and broker did with its proposals", async () => {
  const harness = new TradingHarness(database);
  const mine = await harness.propose({}, { client: { ...CLIENT, name: 'cursor' } });
  const other = await harness.propose({ symbol: 'MSFT' }, { client: { ...CLIENT, name: 'claude' } });
  for (const { id } of [mine, other]) await harness.approve(id);
  const { events } = await audit.list({ ...EVERYTHING, clientName: 'cursor' }, null, 100);
  expect(new Set(events.map(({ proposalId }) => proposalId))).toEqual(new Set([mine.id]));
  expect(events.map(({ kind }) => kind)).toContain('order.state_changed');
});

describe('the report', () => {
  it('is a page without script in which no name is markup', async () => {
    await said('<script>alert(1)</script>', '<img src=x onerror="x">');
    await said('claude', 'a & b');
    const target = join(dirname(path), 'audit.html');
    expect((await audit.export('html', EVERYTHING, target)).eventsWritten).toBe(2);
    const page = readFileSync(target, 'utf8');
    expect(page).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
    expect(page).not.toMatch(/<script|<img/);
    expect(page).toContain('&lt;script&gt;');
    expect(page).toContain('a &amp; b');
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('2 rows, all there are');
    const { events } = await audit.list(EVERYTHING, null, 3);
    expect(page).toContain(String(events[1]?.hash));
  });

  it('names the account, and shows what each decision was made upon', async () => {
    await insertAccount('demo <1>');
    const harness = new TradingHarness(database);
    const { id } = await harness.propose();
    harness.clock.advance(3_000);
    await harness.desk.decide({
      decision: 'decline',
      proposalId: id,
      note: 'too <dear>',
      isClientBlocked: false,
    });
    const target = join(dirname(path), 'audit.html');
    await audit.export('html', EVERYTHING, target);
    const page = readFileSync(target, 'utf8');
    expect(page).toContain('<td>demo &lt;1&gt;</td>');
    expect(page).toContain('<dd>Declined after 3000 ms: too &lt;dear&gt;</dd>');
    expect(page).toContain(
      '<dd>AAPL: bid 187.48, ask 187.5, last 187.49, as of 2026-01-05T15:00:00.000Z</dd>',
    );
    expect(page).toMatch(/<dt>Preview<\/dt><dd>commission /);
    expect(page).toMatch(/<dt>Controls<\/dt><dd>\d+ passed<\/dd>/);
    expect(page).toMatch(/<dt>Rules<\/dt><dd>paper, controls \d+, settings 0<\/dd>/);
  });

  it('keeps every summary inside its cell', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 60 }), async (summary) => {
        await said('claude', `x${summary}`);
        const target = join(dirname(path), 'audit.html');
        await audit.export('html', EVERYTHING, target);
        const page = readFileSync(target, 'utf8');
        expect(page.match(/<\/td>/g)).toHaveLength(page.match(/<td[ >]/g)?.length ?? 0);
      }),
      { numRuns: 20 },
    );
  });
});
