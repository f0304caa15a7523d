import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type AccountsHarness, accountsHarness } from './accounts-harness.ts';

let harness: AccountsHarness;
beforeEach(async () => {
  harness = await accountsHarness();
});
afterEach(() => harness.close());

const push = (event: unknown) => harness.workers.at(-1)?.port.post({ type: 'event', event });
const ORDER = {
  name: 'order',
  brokerOrderId: '40139406481165313',
  symbol: 'AAPL',
  statusText: 'Filled',
  filledQuantity: '10',
};
const state = (name: string) => ({ name: 'state', state: name, text: `Push is ${name}.`, nextStep: 'Look.' });

it('what the broker pushes is passed on once the account is ready, and only in its known form', async () => {
  harness.set.recover = async () => {
    push(ORDER);
    await new Promise((resolve) => setImmediate(resolve));
  };
  harness.supervisor.start();
  await harness.untilState('ready');
  expect(harness.set.brokerEvents).toEqual([]);
  for (const bad of [
    null,
    'x',
    {},
    { name: 'order' },
    { ...ORDER, extra: 1 },
    { ...ORDER, filledQuantity: 10 },
  ])
    push(bad);
  push(ORDER);
  push({ name: 'gap' });
  await vi.waitFor(() => expect(harness.set.brokerEvents).toEqual([ORDER, { name: 'gap' }]));
});

it('a push connection that needs the person is shown and recorded until it is well again', async () => {
  harness.supervisor.start();
  await harness.untilState('ready');
  push(state('connected'));
  push(state('reconnecting'));
  push(state('kicked_out'));
  await vi.waitFor(() => expect(harness.demo().stateText).toBe('Push is kicked_out. Look.'));
  expect(harness.demo().state).toBe('ready');
  await vi.waitFor(async () =>
    expect(await harness.audited()).toContain('account.state_changed: Push is kicked_out.'),
  );
  await harness.supervisor.restart(harness.demo().id);
  await harness.untilState('ready');
  expect(harness.demo().stateText).toBeNull();
});
