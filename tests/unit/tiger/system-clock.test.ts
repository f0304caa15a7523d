import { expect, test } from 'vitest';
import { systemClock } from '../../../src/tiger/clock.ts';
import { readDeviceId } from '../../../src/tiger/device-id.ts';

test('a sleep ends by itself or by its signal', async () => {
  await systemClock.sleep(1);
  const controller = new AbortController();
  const sleeping = systemClock.sleep(60_000, controller.signal);
  controller.abort(new Error('enough'));
  await expect(sleeping).rejects.toThrow('enough');
  await expect(systemClock.sleep(60_000, controller.signal)).rejects.toThrow('enough');
});

test('the device id is stable and looks like a hardware address', () => {
  expect(readDeviceId()).toMatch(/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/);
  expect(readDeviceId()).toBe(readDeviceId());
});
