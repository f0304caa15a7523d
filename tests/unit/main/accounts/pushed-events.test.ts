import { afterEach, beforeEach, expect, it } from 'vitest';
import { until } from '../../../support/until.ts';
import { type AccountsHarness, accountsHarness } from './accounts-harness.ts';

const PUSH = { group: 'a'.repeat(64), account: '20200821144442583' };

let harness: AccountsHarness;
beforeEach(async () => {
  harness = await accountsHarness();
  harness.set.scripts.push({ push: PUSH }, { push: PUSH });
});
afterEach(() => harness.close());

const push = (event: unknown) => harness.workers.at(-1)?.port.post({ type: 'event', event });
const order = () => ({
  name: 'order',
  accountId: harness.demo().id,
  brokerOrderId: '40139406481165313',
  symbol: 'AAPL',
  statusText: 'Filled',
  filledQuantity: '10',
  updatedAtMs: 1,
});
const state = (name: string) => ({ name: 'state', state: name, text: `Push is ${name}.`, nextStep: 'Look.' });

async function start(): Promise<void> {
  harness.supervisor.start();
  await harness.untilState('ready');
  await harness.push.settled();
}

it('what the broker pushes is passed on once the account is ready, and only in its known form', async () => {
  harness.set.recover = async () => {
    await harness.push.settled();
    push(order());
    await new Promise((resolve) => setImmediate(resolve));
  };
  await start();
  expect(harness.set.news).toEqual([]);
  for (const bad of [
    null,
    'x',
    {},
    { name: 'order' },
    { ...order(), extra: 1 },
    { ...order(), filledQuantity: 10 },
  ])
    push(bad);
  push({ ...order(), accountId: 'acc_0000000000000000' });
  push(order());
  push({ name: 'gap' });
  const accountId = harness.demo().id;
  await until(() => expect(harness.set.news).toEqual([order(), { name: 'gap', accountId }]));
});

it('a connection that was taken by another program stays away until a person takes it back', async () => {
  await start();
  const hosted = () =>
    harness.workers
      .at(-1)
      ?.received.filter(({ name }) => name === 'push.host')
      .map(({ input }) => (input as { accounts: unknown[] }).accounts.length);
  push(state('connected'));
  push(state('reconnecting'));
  push(state('kicked_out'));
  const kickedOut = { state: 'kicked_out', text: 'Push is kicked_out. Look.' };
  await until(() => expect(harness.demo().push).toEqual(kickedOut));
  expect(harness.demo().state).toBe('ready');
  await until(async () =>
    expect(await harness.audited()).toContain('account.state_changed: Push is kicked_out. Look.'),
  );
  await harness.supervisor.restart(harness.demo().id);
  await harness.untilState('ready');
  await harness.push.settled();
  expect(harness.demo().push).toEqual(kickedOut);
  expect(hosted()).toEqual([]);
  harness.push.takeBack(harness.demo().id);
  await harness.push.settled();
  expect(hosted()).toEqual([1]);
  push(state('connected'));
  await until(() => expect(harness.demo().push).toEqual({ state: 'connected', text: null }));
});
