import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { AuditLog } from '../../../../src/main/audit/audit-log.ts';
import { EVERYTHING } from '../../../../src/main/audit/audit-query.ts';
import type { AuditEntry } from '../../../../src/main/audit/audit-row.ts';
import type { JsonObject } from '../../../../src/main/audit/canonical-json.ts';
import { verifyExport } from '../../../../src/main/audit/export-verify.ts';
import type { AppDatabase } from '../../../../src/main/database/database.ts';
import { auditEventSchema } from '../../../../src/shared/domain/audit-event.ts';
import { Secret } from '../../../../src/shared/secret.ts';
import { ManualClock } from '../../../support/manual-clock.ts';
import { tempDatabases } from '../../../support/temp-database.ts';

const databases = tempDatabases();
let path: string;
let database: AppDatabase;
let audit: AuditLog;
let clock: ManualClock;
let published: number[];

beforeEach(() => {
  path = databases.newPath();
  database = databases.open(path);
  clock = new ManualClock();
  const own: number[] = [];
  published = own;
  audit = new AuditLog({
    database: database.db,
    clock,
    publish: (_name, payload) => {
      if ('sequence' in payload) own.push(payload.sequence);
    },
  });
});

function entry(summary: string, more: Partial<AuditEntry> = {}): AuditEntry {
  return {
    kind: 'tool.called',
    actor: 'client',
    clientName: 'Claude',
    accountId: 'acc_0123456789abcdef',
    proposalId: null,
    brokerOrderId: null,
    summary,
    detail: {},
    ...more,
  };
}

async function appendMany(count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    clock.advance(10);
    await audit.append(entry(`row ${number}`, { detail: { number } }));
  }
}

/** What somebody with another program can do to the file. */
function tamper(sql: string): void {
  const raw = new BetterSqlite3(path);
  raw.exec(
    'DROP TRIGGER audit_events_no_update; DROP TRIGGER audit_events_no_delete; DROP TRIGGER audit_head_forward',
  );
  raw.exec(sql);
  raw.close();
}

describe('appending', () => {
  it('numbers and chains the rows', async () => {
    await appendMany(3);
    const { events, total } = await audit.list(EVERYTHING, null, 10);
    expect(total).toBe(3);
    expect(events.map(({ sequence }) => sequence)).toEqual([3, 2, 1]);
    expect(events[0]!.previousHash).toBe(events[1]!.hash);
    expect(events[2]!.previousHash).toBe('0'.repeat(64));
    for (const event of events) expect(() => auditEventSchema.parse(event)).not.toThrow();
  });

  it('keeps one chain when many append at once, in transactions of their own or of others', async () => {
    await Promise.all([
      ...Array.from({ length: 20 }, (_, number) => audit.append(entry(`own ${number}`))),
      ...Array.from({ length: 20 }, (_, number) =>
        database.db.transaction().execute(async (trx) => {
          await audit.append(entry(`a ${number}`), trx);
          await audit.append(entry(`b ${number}`), trx);
        }),
      ),
    ]);
    expect(await audit.verify()).toMatchObject({ isIntact: true, eventsChecked: 60 });
  });

  it('leaves no row and no gap when the transaction of its change fails', async () => {
    await appendMany(1);
    const failing = database.db.transaction().execute(async (trx) => {
      await audit.append(entry('never'), trx);
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    await appendMany(1);
    expect(await audit.verify()).toMatchObject({ isIntact: true, eventsChecked: 2 });
  });

  it('fails when the row cannot be written', async () => {
    await database.db.schema.dropTable('audit_events').execute();
    await expect(audit.append(entry('lost'))).rejects.toThrow(/audit_events/);
  });

  it('tells the windows', async () => {
    await appendMany(2);
    await expect.poll(() => published).toEqual([1, 2]);
  });

  it('refuses to change or delete a row', async () => {
    await appendMany(1);
    await expect(database.db.updateTable('audit_events').set({ summary: 'x' }).execute()).rejects.toThrow(
      /append-only/,
    );
    await expect(database.db.deleteFrom('audit_events').execute()).rejects.toThrow(/append-only/);
    await expect(database.db.updateTable('audit_head').set({ sequence: 7 }).execute()).rejects.toThrow(
      /forward/,
    );
  });

  it('refuses a figure that JSON cannot say', async () => {
    await expect(audit.append(entry('x', { detail: { figure: Number.NaN } }))).rejects.toThrow(TypeError);
  });
});

describe('secrets', () => {
  const KEY = `MIICXQIBAAKBgQ${'Ab1+/'.repeat(40)}`;
  const detail = {
    private_key: KEY,
    privateKey: KEY,
    token: KEY,
    properties: `private_key_pk1=${KEY}`,
    nested: { list: [{ password: KEY, secret_key: KEY, note: `token=${KEY}` }] },
    pasted: `-----BEGIN RSA PRIVATE KEY-----\n${KEY}\n-----END RSA PRIVATE KEY-----`,
    wrapped: new Secret(KEY) as unknown as string,
    bare: KEY,
  } as unknown as JsonObject;

  it('never get into a row or an export', async () => {
    await audit.append(entry(`called with private_key=${KEY}`, { detail }));
    const { events } = await audit.list(EVERYTHING, null, 10);
    expect(JSON.stringify(events)).not.toContain(KEY.slice(0, 30));
    expect(events[0]!.detail).toContain('[redacted]');
    const target = join(dirname(path), 'out.jsonl');
    await audit.export('jsonl', EVERYTHING, target);
    expect(readFileSync(target, 'utf8')).not.toContain(KEY.slice(0, 30));
    expect(readFileSync(path).includes(KEY.slice(0, 30))).toBe(false);
    expect(readFileSync(`${path}-wal`).includes(KEY.slice(0, 30))).toBe(false);
  });
});

describe('what is written', () => {
  it('comes back as it was hashed, whatever characters it holds', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 400 });
    await fc.assert(
      fc.asyncProperty(text, text, async (summary, word) => {
        const written = await audit.append(entry(summary, { clientName: word, detail: { word } }));
        const { events } = await audit.list(EVERYTHING, null, 1);
        expect(events[0]).toEqual(written);
      }),
      { numRuns: 100 },
    );
    await audit.append(entry('lone \ud800 surrogate', { clientName: '\udfff', detail: { word: '\ud800' } }));
    expect(await audit.verify()).toMatchObject({ isIntact: true });
  });

  it('is cut when it is too long, and says so', async () => {
    const { detail, summary } = await audit.append(
      entry('long words '.repeat(500), { detail: { argument: `"${'long " words '.repeat(100_000)}` } }),
    );
    expect(detail.length).toBeLessThanOrEqual(32_768);
    expect(JSON.parse(detail)).toMatchObject({ isCut: true, length: expect.any(Number) });
    expect(summary).toHaveLength(300);
  });

  it('has a summary of one line that cannot be turned around', async () => {
    const { summary } = await audit.append(entry('BUY\r\n100\u2028 AAPL\u202eLLES'));
    expect(summary).toBe('BUY 100  AAPL LLES');
  });
});

describe('verifying', () => {
  beforeEach(() => appendMany(5));

  it.each([
    ['an edited summary', "UPDATE audit_events SET summary = 'nothing happened' WHERE sequence = 3", 3],
    ['an edited detail', "UPDATE audit_events SET detail = '{}' WHERE sequence = 2", 2],
    ['an edited time', 'UPDATE audit_events SET at_ms = at_ms + 1 WHERE sequence = 4', 4],
    ['an edited hash', `UPDATE audit_events SET hash = '${'a'.repeat(64)}' WHERE sequence = 1`, 1],
    ['a missing row', 'DELETE FROM audit_events WHERE sequence = 2', 2],
    ['a missing first row', 'DELETE FROM audit_events WHERE sequence = 1', 1],
    ['a cut tail', 'DELETE FROM audit_events WHERE sequence >= 4', 4],
    ['all rows gone', 'DELETE FROM audit_events', 1],
    [
      'two rows in each other’s place',
      'UPDATE audit_events SET sequence = 99 WHERE sequence = 2; UPDATE audit_events SET sequence = 2 WHERE sequence = 3; UPDATE audit_events SET sequence = 3 WHERE sequence = 99',
      2,
    ],
    [
      'a cut tail with the head set back by number only',
      'DELETE FROM audit_events WHERE sequence = 5; UPDATE audit_head SET sequence = 4',
      4,
    ],
    [
      'a row added from outside',
      "INSERT INTO audit_events SELECT 6, at_ms, kind, actor, client_name, account_id, proposal_id, broker_order_id, 'forged', detail, hash, 'f' FROM audit_events WHERE sequence = 5",
      6,
    ],
  ])('finds %s', async (_name, sql, firstBadSequence) => {
    tamper(sql);
    expect(await audit.verify()).toMatchObject({ isIntact: false, firstBadSequence });
  });

  it('goes on over several chunks', async () => {
    await Promise.all(Array.from({ length: 1100 }, (_, number) => audit.append(entry(`more ${number}`))));
    expect(await audit.verify()).toMatchObject({ isIntact: true, eventsChecked: 1105 });
    tamper("UPDATE audit_events SET summary = 'x' WHERE sequence = 1003");
    expect(await audit.verify()).toMatchObject({
      isIntact: false,
      firstBadSequence: 1003,
      eventsChecked: 1002,
    });
  });

  it('records that it was done', async () => {
    await audit.verify();
    const { events } = await audit.list({ ...EVERYTHING, kinds: ['audit.verified'] }, null, 10);
    expect(events).toHaveLength(1);
  });
});

describe('listing', () => {
  it('pages without a gap or a repeat while rows are added', async () => {
    await appendMany(7);
    const first = await audit.list(EVERYTHING, null, 3);
    await appendMany(2);
    const second = await audit.list(EVERYTHING, first.events.at(-1)!.sequence, 3);
    expect([...first.events, ...second.events].map(({ sequence }) => sequence)).toEqual([7, 6, 5, 4, 3, 2]);
  });

  it('filters by kind, actor, account, time and text', async () => {
    await audit.append(
      entry('placed 100% of it', { kind: 'order.intent_recorded', actor: 'app', accountId: null }),
    );
    clock.advance(1000);
    const later = clock.nowMs();
    await audit.append(entry('something else', { detail: { symbol: 'AAPL' } }));
    const summaries = async (filter: Partial<typeof EVERYTHING>) =>
      (await audit.list({ ...EVERYTHING, ...filter }, null, 10)).events.map(({ summary }) => summary);
    expect(await summaries({ kinds: ['order.intent_recorded'] })).toEqual(['placed 100% of it']);
    expect(await summaries({ actors: ['client'] })).toEqual(['something else']);
    expect(await summaries({ accountId: 'acc_0123456789abcdef' })).toEqual(['something else']);
    expect(await summaries({ fromMs: later })).toEqual(['something else']);
    expect(await summaries({ toMs: later - 1 })).toEqual(['placed 100% of it']);
    expect(await summaries({ text: 'aapl' })).toEqual(['something else']);
    expect(await summaries({ text: '0%' })).toEqual(['placed 100% of it']);
    expect(await summaries({ text: 'p_aced' })).toEqual([]);
    expect(await summaries({ text: "'; drop table audit_events; --" })).toEqual([]);
  });
});

describe('exporting', () => {
  it('writes JSONL that proves the chain, oldest first, readable by its owner alone', async () => {
    await appendMany(3);
    const target = join(dirname(path), 'exports', 'audit.jsonl');
    expect(await audit.export('jsonl', EVERYTHING, target)).toEqual({ path: target, eventsWritten: 3 });
    const lines = readFileSync(target, 'utf8').trim().split('\n');
    const rows = lines.slice(0, -1).map((line) => auditEventSchema.parse(JSON.parse(line)));
    expect(await verifyExport(lines)).toMatchObject({ isIntact: true, eventsChecked: 3, lastSequence: 3 });
    expect(rows.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(statSync(target).mode & 0o777).toBe(0o600);
    expect(readdirSync(dirname(target))).toEqual(['audit.jsonl']);
  });

  it('writes CSV in which no cell is a formula', async () => {
    await audit.append(entry('=HYPERLINK("http://x","a, b")', { clientName: '@SUM(A1)' }));
    await audit.append(entry('-2+3', { clientName: '+1' }));
    const target = join(dirname(path), 'audit.csv');
    await audit.export('csv', EVERYTHING, target);
    const text = readFileSync(target, 'utf8');
    expect(text.split('\r\n')[0]).toMatch(/^sequence,time,kind,actor/);
    expect(text).toContain(`"'=HYPERLINK(""http://x"",""a, b"")"`);
    expect(text).toContain(`"'@SUM(A1)"`);
    expect(text).toContain(`"'-2+3"`);
    expect(text).not.toMatch(/[,\n"][=@+-]\w/);
  });

  it('leaves nothing behind when it fails', async () => {
    await appendMany(1);
    const target = join(dirname(path), 'audit.csv');
    await database.db.schema.dropTable('audit_events').execute();
    await expect(audit.export('csv', EVERYTHING, target)).rejects.toThrow();
    expect(readdirSync(dirname(path)).filter((name) => name.startsWith('audit'))).toEqual([]);
  });
});
