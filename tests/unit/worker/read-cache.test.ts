import { expect, test } from 'vitest';
import { ReadCache } from '../../../src/worker/read-cache.ts';
import { ManualClock } from '../tiger/manual-clock.ts';

/** Of a caller that never leaves. */
const WAITS = new AbortController().signal;

test('an answer is shared while it is fetched and kept for its lifetime', async () => {
  const clock = new ManualClock();
  const cache = new ReadCache({ clock });
  let loads = 0;
  const ask = () =>
    cache.get(
      'key',
      100,
      async () => {
        loads += 1;
        return loads;
      },
      WAITS,
    );
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
  clock.advance(99);
  expect(await ask()).toBe(1);
  clock.advance(1);
  expect(await ask()).toBe(2);
});

test('a failure is shared but not kept', async () => {
  const cache = new ReadCache({ clock: new ManualClock() });
  let loads = 0;
  const ask = () =>
    cache.get(
      'key',
      100,
      async () => {
        loads += 1;
        throw new Error(`failure ${loads}`);
      },
      WAITS,
    );
  const both = [ask(), ask()];
  for (const one of both) await expect(one).rejects.toThrow('failure 1');
  await expect(ask()).rejects.toThrow('failure 2');
});

test('the number of kept answers is bounded, the oldest goes first', async () => {
  const cache = new ReadCache({ clock: new ManualClock() });
  const loads: number[] = [];
  const ask = (key: number) => cache.get(String(key), 1_000, async () => loads.push(key), WAITS);
  for (let key = 0; key <= 500; key += 1) await ask(key);
  loads.length = 0;
  await ask(500);
  await ask(1);
  await ask(0);
  expect(loads).toEqual([0]);
});

test('a forgotten answer is fetched again, and one on its way is not kept', async () => {
  const cache = new ReadCache({ clock: new ManualClock() });
  let loads = 0;
  const arrivals: (() => void)[] = [];
  const ask = () =>
    cache.get(
      'key',
      100,
      () => {
        loads += 1;
        const answer = loads;
        return new Promise<number>((resolve) => arrivals.push(() => resolve(answer)));
      },
      WAITS,
    );
  const old = ask();
  cache.forget('key');
  const fresh = ask();
  arrivals[1]?.();
  arrivals[0]?.();
  expect([await old, await fresh]).toEqual([1, 2]);
  expect(await ask()).toBe(2);
});

test('a question ends when its last caller leaves, and not before; whoever comes then asks anew', async () => {
  const cache = new ReadCache({ clock: new ManualClock() });
  const lives: AbortSignal[] = [];
  const ask = (signal: AbortSignal) =>
    cache.get(
      'key',
      100,
      (life) => {
        lives.push(life);
        return new Promise<string>((resolve, reject) => {
          if (lives.length === 2) resolve('fresh');
          life.addEventListener('abort', () => reject(new Error('ended')), { once: true });
        });
      },
      signal,
    );
  const [first, second] = [new AbortController(), new AbortController()];
  const both = [ask(first.signal), ask(second.signal)].map((one) => expect(one).rejects.toThrow('ended'));
  first.abort();
  expect(lives.map(({ aborted }) => aborted)).toEqual([false]);
  second.abort();
  expect(lives.map(({ aborted }) => aborted)).toEqual([true]);
  const fresh = ask(WAITS);
  await Promise.all(both);
  expect(await fresh).toBe('fresh');
  // The end of the old question takes nothing from the new one.
  expect(await ask(WAITS)).toBe('fresh');
  expect(lives).toHaveLength(2);
});

test('a caller that leaves an answer that is there ends nothing', async () => {
  const cache = new ReadCache({ clock: new ManualClock() });
  const caller = new AbortController();
  let life: AbortSignal | undefined;
  const load = async (signal: AbortSignal) => {
    life = signal;
    return 1;
  };
  expect(await cache.get('key', 100, load, caller.signal)).toBe(1);
  caller.abort();
  expect(life?.aborted).toBe(false);
  expect(await cache.get('key', 100, load, AbortSignal.abort())).toBe(1);
});
