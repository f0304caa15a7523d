import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LANE_WAITING_MAX, OrderLane } from '../../../src/worker/order-lane.ts';

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

test('tasks run alone and in order, whatever fails; a cancelled one that waited never runs', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ fails: fc.boolean(), cancelled: fc.boolean() }), { maxLength: LANE_WAITING_MAX }),
      async (plans) => {
        const lane = new OrderLane();
        const gate = deferred();
        const ran: number[] = [];
        let alone = 0;
        const blocker = lane.run(() => gate.promise);
        const outcomes = plans.map(({ fails, cancelled }, index) => {
          const controller = new AbortController();
          const outcome = lane
            .run(async () => {
              alone += 1;
              expect(alone).toBe(1);
              await Promise.resolve();
              ran.push(index);
              alone -= 1;
              if (fails) throw new Error('refused');
            }, controller.signal)
            .then(
              () => 'done',
              (error: Error) => error.message,
            );
          if (cancelled) controller.abort();
          return outcome;
        });
        gate.resolve();
        await blocker;
        const texts = await Promise.all(outcomes);
        plans.forEach(({ fails, cancelled }, index) => {
          const expected = fails ? 'refused' : 'done';
          expect(texts[index]).toBe(cancelled ? 'The call was cancelled. Nothing was sent.' : expected);
        });
        expect(ran).toEqual(plans.flatMap(({ cancelled }, index) => (cancelled ? [] : [index])));
      },
    ),
  );
});

test('the lane is bounded, and says so', async () => {
  const lane = new OrderLane();
  const gate = deferred();
  const all = Array.from({ length: LANE_WAITING_MAX + 1 }, () => lane.run(() => gate.promise));
  await expect(lane.run(async () => {})).rejects.toMatchObject({ code: 'busy', outcomeUnknown: false });
  gate.resolve();
  await Promise.all(all);
  await lane.run(async () => {});
});

test('closing waits for what runs and drops what waits', async () => {
  const lane = new OrderLane();
  const gate = deferred();
  const running = lane.run(() => gate.promise);
  const waiting = lane.run(async () => {});
  const closing = lane.close();
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  await expect(lane.run(async () => {})).rejects.toMatchObject({ code: 'unavailable' });
  gate.resolve();
  await Promise.all([running, closing]);
});
