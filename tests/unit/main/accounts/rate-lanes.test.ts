import { expect, test } from 'vitest';
import { RateLanes } from '../../../../src/main/accounts/rate-lanes.ts';

const WISH = { method: 'market_state', client: null, waitMaxMs: 0 };

test('two accounts of one tiger id share its limit, and another tiger id has its own', () => {
  const lanes = new RateLanes({ monotonicMs: () => 0 });
  const asked = Array.from({ length: 12 }, (_, call) =>
    lanes.book(call % 2 === 0 ? 'acc_first0000000000' : 'acc_second000000000', '20150001', WISH),
  );
  expect(asked.filter(({ isBooked }) => isBooked)).toHaveLength(10);
  expect(lanes.book('acc_third0000000000', '20150002', WISH)).toMatchObject({ isBooked: true });
  expect(lanes.usage()).toMatchObject([
    { tigerIdLastFour: '0001', methods: [{ method: 'market_state', used: 10, refusedTotal: 2 }] },
    { tigerIdLastFour: '0002', methods: [{ used: 1 }] },
  ]);
});
