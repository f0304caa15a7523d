import { expect, test } from 'vitest';
import { ReadCache } from '../../../src/worker/read-cache.ts';
import { ManualClock } from '../tiger/manual-clock.ts';

test('an answer is shared while it is fetched and kept for its lifetime', async () => {
  const clock = new ManualClock();
  const cache = new ReadCache({ clock });
  let loads = 0;
  const ask = () =>
    cache.get('key', 100, async () => {
      loads += 1;
      return loads;
    });
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
    cache.get('key', 100, async () => {
      loads += 1;
      throw new Error(`failure ${loads}`);
    });
  const both = [ask(), ask()];
  for (const one of both) await expect(one).rejects.toThrow('failure 1');
  await expect(ask()).rejects.toThrow('failure 2');
});

test('the number of kept answers is bounded, the oldest goes first', async () => {
  const cache = new ReadCache({ clock: new ManualClock() });
  const loads: number[] = [];
  const ask = (key: number) => cache.get(String(key), 1_000, async () => loads.push(key));
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
    cache.get('key', 100, () => {
      loads += 1;
      const answer = loads;
      return new Promise<number>((resolve) => arrivals.push(() => resolve(answer)));
    });
  const old = ask();
  cache.forget('key');
  const fresh = ask();
  arrivals[1]?.();
  arrivals[0]?.();
  expect([await old, await fresh]).toEqual([1, 2]);
  expect(await ask()).toBe(2);
});
