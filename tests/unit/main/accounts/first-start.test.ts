import { afterEach, expect, it, vi } from 'vitest';
import { FIRST_START_MAX_MS, FirstStart } from '../../../../src/main/accounts/first-start.ts';
import { until } from '../../../support/until.ts';

const ONE = 'acc_1111111111111111';
const TWO = 'acc_2222222222222222';

function begun() {
  const firstStart = new FirstStart();
  firstStart.begin([ONE, TWO]);
  let isOver = false;
  const controller = new AbortController();
  void firstStart.over(controller.signal).then(() => {
    isOver = true;
  });
  return { firstStart, controller, isOver: () => isOver };
}

afterEach(() => vi.useRealTimers());

it('is over when every account is up or has failed', async () => {
  const { firstStart, isOver } = begun();
  firstStart.changed(ONE, 'recovering');
  firstStart.changed(ONE, 'ready');
  await Promise.resolve();
  expect(isOver()).toBe(false);
  firstStart.changed(TWO, 'failed');
  await until(() => expect(isOver()).toBe(true));
});

it('is over for good: an account that restarts holds nobody up', async () => {
  const { firstStart } = begun();
  firstStart.changed(ONE, 'ready');
  firstStart.changed(TWO, 'ready');
  firstStart.changed(ONE, 'starting');
  await firstStart.over(new AbortController().signal);
});

it('is over after its limit, whatever an account does', async () => {
  vi.useFakeTimers();
  const { isOver } = begun();
  await vi.advanceTimersByTimeAsync(FIRST_START_MAX_MS - 1);
  expect(isOver()).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(isOver()).toBe(true);
});

it('lets a caller go who gives up, and an account that was removed', async () => {
  const { controller, isOver } = begun();
  controller.abort();
  await until(() => expect(isOver()).toBe(true));
  const second = begun();
  second.firstStart.forget(ONE);
  second.firstStart.forget(TWO);
  await until(() => expect(second.isOver()).toBe(true));
});
