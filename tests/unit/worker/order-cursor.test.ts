import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/shared/app-error.ts';
import { type OrderCursor, readOrderCursor, writeOrderCursor } from '../../../src/worker/order-cursor.ts';

const time = fc.option(fc.integer({ min: 0, max: 4_102_444_800_000 }));
const cursor: fc.Arbitrary<OrderCursor> = fc.record({
  startMs: time,
  endMs: time,
  // Printable, as Tiger's are; a tilde in one must not end it.
  token: fc.string({ minLength: 1, maxLength: 200 }),
});

describe('a cursor of orders', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(cursor, (written) => {
        expect(readOrderCursor(writeOrderCursor(written))).toEqual(written);
      }),
    );
  });

  it.each(['', 'abc', '1~2', '~~', '12a~~token', '1~2~'])('is refused if it is none: "%s"', (text) => {
    expect(() => readOrderCursor(text)).toThrow(AppError);
  });
});
