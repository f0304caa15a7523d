import { expect, it, vi } from 'vitest';
import { AppendQueue } from '../../../../src/main/audit/append-queue.ts';
import type { AuditEntry } from '../../../../src/main/audit/audit-row.ts';
import type { AuditEvent } from '../../../../src/shared/domain/audit-event.ts';

const entry = (summary: string) => ({ summary }) as AuditEntry;

/** A disk that writes when the test says so, and on which a row called "bad" cannot be written. */
function disk() {
  const commits: string[][] = [];
  let release = () => {};
  let isOpen = Promise.resolve();
  const queue = new AppendQueue(async (entries) => {
    const names = entries.map(({ summary }) => summary);
    commits.push(names);
    await isOpen;
    if (names.includes('bad')) throw new Error('no room');
    return names.map((summary) => ({ summary }) as AuditEvent);
  });
  return {
    queue,
    commits,
    hold() {
      isOpen = new Promise((resolve) => {
        release = resolve;
      });
    },
    release: () => release(),
    add: async (name: string) => (await queue.add(entry(name))).summary,
  };
}

it('writes what arrives meanwhile in one commit, in its order, and answers each caller with its own row', async () => {
  const { commits, hold, release, add } = disk();
  hold();
  const first = add('first');
  await vi.waitUntil(() => commits.length > 0);
  const answers = Promise.all([first, add('second'), add('third')]);
  release();
  expect(await answers).toEqual(['first', 'second', 'third']);
  expect(commits).toEqual([['first'], ['second', 'third']]);
  expect(await add('later')).toBe('later');
});

it('lets in what has arrived already before it waits for the disk', async () => {
  const { commits, add } = disk();
  const answers: Promise<string>[] = [];
  // As messages come out of a socket: one after the other, each with a turn of its own for what follows from it.
  for (const name of ['first', 'second', 'third']) {
    answers.push(add(name));
    await Promise.resolve();
  }
  expect(await Promise.all(answers)).toEqual(['first', 'second', 'third']);
  expect(commits).toEqual([['first', 'second', 'third']]);
});

it('a row that cannot be written fails alone', async () => {
  const { commits, hold, release, add } = disk();
  hold();
  const first = add('first');
  await vi.waitUntil(() => commits.length > 0);
  const others = ['second', 'bad', 'third'].map((name) => add(name).catch((error: Error) => error.message));
  release();
  expect(await first).toBe('first');
  expect(await Promise.all(others)).toEqual(['second', 'no room', 'third']);
  expect(commits).toEqual([['first'], ['second', 'bad', 'third'], ['second'], ['bad'], ['third']]);
});

it('takes at most 64 rows into one commit, and refuses a flood', async () => {
  const { commits, hold, release, add } = disk();
  hold();
  const waiting = Array.from({ length: 5_000 }, (_, number) => add(String(number)));
  await expect(add('one too many')).rejects.toMatchObject({ code: 'busy', retryable: true });
  release();
  await Promise.all(waiting);
  expect(Math.max(...commits.map(({ length }) => length))).toBe(64);
  expect(commits.flat()).toEqual(waiting.map((_, number) => String(number)));
});
