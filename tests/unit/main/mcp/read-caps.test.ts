import { expect, it } from 'vitest';
import { ToolCallerFixture } from '../../../support/tool-caller-fixture.ts';

/** An account whose owner lets it be read twice a minute, by all clients together. */
function capped(): ToolCallerFixture {
  const tools = new ToolCallerFixture();
  const [demo] = tools.directory.accounts;
  if (demo === undefined) throw new Error('there is no account');
  tools.directory.accounts[0] = { ...demo, readsPerMinute: 2 };
  return tools;
}

it('reads of an account end at the cap that its owner set, with when and where to go on', async () => {
  const tools = capped();
  for (let read = 0; read < 2; read += 1) await tools.answer('tiger_get_positions', { account_id: 'demo' });
  const error = await tools.error('tiger_get_positions', { account_id: 'demo' });
  expect(error).toMatchObject({ code: 'rate_limited', retryable: true });
  expect(error.message).toBe('"demo" may be read 2 times a minute.');
  expect(error.next_step).toMatch(/Try again in 60 s.*Accounts/);
});

it('what changes something at the broker is not held by it', async () => {
  const tools = capped();
  for (let read = 0; read < 2; read += 1) await tools.answer('tiger_get_positions', { account_id: 'demo' });
  const cancel = { account_id: 'demo', order_id: '7', wait_seconds: 0 };
  for (let call = 0; call < 5; call += 1) {
    const result = await tools.call('tiger_cancel_order', cancel);
    expect(JSON.stringify(result)).not.toContain('rate_limited');
  }
});
