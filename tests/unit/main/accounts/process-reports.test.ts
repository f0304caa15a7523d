import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProcessBook } from '../../../../src/main/accounts/process-book.ts';
import { serviceName } from '../../../../src/main/accounts/process-end.ts';
import { ProcessReports } from '../../../../src/main/accounts/process-reports.ts';
import { LogTail } from '../../../../src/main/platform/log-tail.ts';
import { processReportSchema, RESTARTS_KEPT_MAX } from '../../../../src/shared/domain/process-report.ts';
import { fakeChild } from '../../../support/fake-child.ts';
import { type AccountsHarness, accountsHarness, clock } from './accounts-harness.ts';

let harness: AccountsHarness;
beforeEach(async () => {
  harness = await accountsHarness();
});
afterEach(() => harness.close());

function reports(): ProcessReports {
  return new ProcessReports({
    accounts: harness.supervisor,
    book: harness.book,
    figures: () => [{ pid: process.pid, residentBytes: 4_096, cpuPercent: 1.5 }],
    logTail: new LogTail(),
    own: { pid: process.pid, startedAtMs: 1 },
  });
}

describe('the processes of the app', () => {
  it('are main, the exchange and every account; a killed one counts its restart with the reason', async () => {
    harness.supervisor.start();
    const { id } = await harness.untilState('ready');
    const name = serviceName(id);
    const [main, exchange, demo] = await reports().list();
    expect(main).toMatchObject({ role: 'main', residentBytes: 4_096, cpuPercent: 1.5 });
    expect(exchange).toMatchObject({ role: 'exchange', pid: null });
    expect(demo).toMatchObject({ name, accountId: id, restartsTotal: 0, callsInFlight: 0 });
    harness.workers[0]?.exit(1);
    await vi.waitFor(() => expect(harness.workers).toHaveLength(2));
    await harness.untilState('ready');
    const again = (await reports().list())[2];
    expect(again).toMatchObject({
      restartsTotal: 1,
      restarts: [{ reason: 'its process ended unexpectedly' }],
    });
    for (const report of await reports().list()) processReportSchema.parse(report);
  });

  it('that does not answer still has its place', async () => {
    harness.supervisor.start();
    const { id } = await harness.untilState('ready');
    await harness.admin.setEnabled(id, false);
    expect((await reports().list())[2]).toMatchObject({ accountId: id, callsInFlight: null, latency: null });
  });
});

describe('the book of processes', () => {
  it('keeps the last restarts alone, and counts all', () => {
    const book = new ProcessBook(clock);
    for (let count = 1; count <= RESTARTS_KEPT_MAX + 3; count += 1) book.endedUnasked('a', `reason ${count}`);
    const { restarts, restartsTotal } = book.get('a');
    expect([restarts.length, restartsTotal, restarts[0]?.reason]).toEqual([20, 23, 'reason 23']);
  });

  it('goes on with the successor when the one that gave way ends', () => {
    const book = new ProcessBook(clock);
    const [old, next] = [fakeChild(), fakeChild()];
    book.started('a', old.link);
    book.started('a', { ...next.link, pid: () => 7 });
    old.exit();
    expect(book.get('a').pid).toBe(7);
    next.exit();
    expect(book.get('a')).toMatchObject({ pid: null, startedAtMs: null });
  });
});
