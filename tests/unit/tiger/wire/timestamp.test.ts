import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatTimestamp, parseTimestamp } from '../../../../src/tiger/wire/timestamp.ts';

test('a time reads back to the second', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (timeMs) => {
      expect(parseTimestamp(formatTimestamp(timeMs))).toBe(Math.floor(timeMs / 1000) * 1000);
    }),
  );
});

test.each([
  '2026-02-31 10:00:00',
  '2026-11-23T10:00:00',
  '2026-11-23 24:00:00',
  '1795444200000',
  '2026-11-23 9:30:00',
  '',
])('"%s" is no timestamp', (text) => {
  expect(parseTimestamp(text)).toBeNull();
});
