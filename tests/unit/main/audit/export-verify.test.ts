import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { AuditLog } from '../../../../src/main/audit/audit-log.ts';
import { EVERYTHING } from '../../../../src/main/audit/audit-query.ts';
import { verifyExport } from '../../../../src/main/audit/export-verify.ts';
import type { AuditFilter } from '../../../../src/shared/ipc/commands/audit-commands.ts';
import { ManualClock } from '../../../support/manual-clock.ts';
import { tempDatabases } from '../../../support/temp-database.ts';

const databases = tempDatabases();
let audit: AuditLog;
let target: string;

beforeEach(async () => {
  const path = databases.newPath();
  target = join(dirname(path), 'audit.jsonl');
  audit = new AuditLog({ database: databases.open(path).db, clock: new ManualClock() });
  const nobody = { clientName: null, accountId: null, proposalId: null, brokerOrderId: null };
  for (const actor of ['user', 'app', 'user', 'app', 'user'] as const) {
    await audit.append({
      ...nobody,
      kind: 'settings.changed',
      actor,
      summary: 'a change',
      detail: { actor },
    });
  }
});

async function exported(filter: Partial<AuditFilter> = {}): Promise<string[]> {
  await audit.export('jsonl', { ...EVERYTHING, ...filter }, target);
  return readFileSync(target, 'utf8').trim().split('\n');
}

describe('an export', () => {
  it('proves itself, whole or filtered', async () => {
    expect(await verifyExport(await exported())).toMatchObject({ isIntact: true, eventsChecked: 5, gaps: 0 });
    const filtered = await exported({ actors: ['user'], kinds: ['settings.changed'] });
    expect(await verifyExport(filtered)).toMatchObject({ isIntact: true, eventsChecked: 3, gaps: 2 });
    const none = await exported({ text: 'nothing of the kind' });
    expect(await verifyExport(none)).toMatchObject({ isIntact: true, eventsChecked: 0 });
  });

  const without = (index: number) => (lines: string[]) => lines.toSpliced(index, 1);
  it.each<[string, (lines: string[]) => string[], number, RegExp]>([
    [
      'a changed word',
      (lines) => lines.with(1, (lines[1] ?? '').replace('a change', 'no change')),
      2,
      /changed/,
    ],
    [
      'a changed hash',
      (lines) => lines.with(0, (lines[0] ?? '').replace(/"hash":"./, '"hash":"x')),
      1,
      /changed/,
    ],
    ['a row less', without(2), 5, /these are others. Rows are missing in one place, first before row 4/],
    ['a first row less', without(0), 5, /these are others/],
    ['a cut end', (lines) => lines.slice(0, 3), 3, /cut off/],
    ['a last row less', without(4), 5, /these are others/],
    ['two rows in each other’s place', ([a = '', b = '', ...rest]) => [b, a, ...rest], 2, /out of order/],
    ['a row twice', ([a = '', ...rest]) => [a, a, ...rest], 2, /out of order/],
    ['something else', (lines) => ['{"a":1}', ...lines], 1, /Only a JSONL export can be verified/],
    ['half a row', (lines) => lines.with(0, (lines[0] ?? '').slice(0, 50)), 1, /no row/],
    ['a row behind the end', (lines) => [...lines, lines[4] ?? ''], 7, /behind the end/],
    ['nothing', () => [], 0, /end of the export is missing/],
  ])('is not taken with %s', async (_name, tamper, firstBadLine, reason) => {
    const found = await verifyExport(tamper(await exported()));
    expect(found).toMatchObject({ isIntact: false, firstBadLine });
    expect(found.text).toMatch(reason);
  });

  it('is not taken for whole when rows are missing and the end agrees', async () => {
    const filtered = await exported({ actors: ['user'] });
    const forged = filtered.with(
      -1,
      (filtered.at(-1) ?? '').replace('"isFiltered":true', '"isFiltered":false'),
    );
    expect((await verifyExport(forged)).text).toMatch(/^Rows are missing in 2 places, first before row 3\.$/);
  });
});
