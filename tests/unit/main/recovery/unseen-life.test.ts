import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { UNSEEN_LIFE_MS, unseenLife } from '../../../../src/main/recovery/unseen-life.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('an app that nobody sees ends when nobody has asked for a while', () => {
  const quit = vi.fn();
  const life = unseenLife(quit);
  life.again();
  vi.advanceTimersByTime(UNSEEN_LIFE_MS - 1);
  life.again();
  vi.advanceTimersByTime(UNSEEN_LIFE_MS - 1);
  expect(quit).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(quit).toHaveBeenCalledOnce();
});

it('one that a person sees stays, whoever asks', () => {
  const quit = vi.fn();
  const life = unseenLife(quit);
  life.again();
  life.end();
  life.again();
  vi.advanceTimersByTime(UNSEEN_LIFE_MS * 2);
  expect(quit).not.toHaveBeenCalled();
});
