import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NOTIFY_INTERVAL_MS, ResourceWatches } from '../../../../src/main/mcp/resources/resource-watches.ts';
import { WATCHES_MAX } from '../../../../src/main/mcp/session-limits.ts';

let changes: Map<string, () => void>;
let notified: string[];
let watches: ResourceWatches;

beforeEach(() => {
  vi.useFakeTimers();
  changes = new Map();
  notified = [];
  watches = new ResourceWatches({
    follow(uri, changed) {
      changes.set(uri, changed);
      return () => changes.delete(uri);
    },
    notify: (uri) => notified.push(uri),
  });
});

afterEach(() => {
  watches.close();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const change = (uri: string) => changes.get(uri)?.();

describe('the resources that a connection watches', () => {
  it('tell the first change at once, and what follows within the interval once at its end', () => {
    watches.add('a');
    for (let push = 0; push < 50; push += 1) change('a');
    expect(notified).toEqual(['a']);
    vi.advanceTimersByTime(NOTIFY_INTERVAL_MS - 1);
    expect(notified).toEqual(['a']);
    vi.advanceTimersByTime(1);
    expect(notified).toEqual(['a', 'a']);
    vi.advanceTimersByTime(10 * NOTIFY_INTERVAL_MS);
    expect(notified).toEqual(['a', 'a']);
    change('a');
    expect(notified).toEqual(['a', 'a', 'a']);
  });

  it('do not hold each other up', () => {
    watches.add('a');
    watches.add('b');
    change('a');
    change('b');
    expect(notified).toEqual(['a', 'b']);
  });

  it('are followed once however often they are asked for, and until the last asker has ended', () => {
    watches.add('a');
    watches.add('a');
    watches.remove('a');
    change('a');
    expect(notified).toEqual(['a']);
    watches.remove('a');
    expect(changes.size).toBe(0);
    watches.remove('a');
  });

  it('are bounded', () => {
    for (let index = 0; index < WATCHES_MAX; index += 1) watches.add(`r${index}`);
    expect(() => watches.add('one more')).toThrow(/resource subscriptions already/);
    watches.remove('r0');
    watches.add('one more');
    expect(watches.size).toBe(WATCHES_MAX);
  });

  it('end with the connection, and none begins after it', () => {
    watches.add('a');
    change('a');
    change('a');
    watches.close();
    watches.add('b');
    vi.advanceTimersByTime(NOTIFY_INTERVAL_MS);
    expect(notified).toEqual(['a']);
    expect(changes.size).toBe(0);
    expect(watches.size).toBe(0);
  });
});
