import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PushHarness } from '../support/push-harness.ts';
import { until } from '../support/until.ts';

const A = 'acc_aaaaaaaaaaaaaaaa';
const B = 'acc_bbbbbbbbbbbbbbbb';
const NUMBERS = { [A]: '20990101000000001', [B]: '20990101000000002' } as const;

let harness: PushHarness;

beforeEach(async () => {
  const accounts = Object.values(NUMBERS).map((account) => ({ account, cash: { USD: '1000000' } }));
  harness = await PushHarness.start({ tigerId: '20990001', accounts });
  await harness.up(A, NUMBERS[A]);
  await harness.up(B, NUMBERS[B]);
  await harness.untilConnected(A);
  await harness.hub.settled();
});
afterEach(() => harness.close());

async function expectFill(accountId: string, quantity: string): Promise<void> {
  const brokerOrderId = await harness.buy(accountId, quantity);
  await until(() => {
    const fills = harness.of(accountId, 'fill').filter((fill) => fill.brokerOrderId === brokerOrderId);
    expect(fills.map((fill) => fill.quantity)).toEqual([quantity]);
  });
}

describe('two accounts of one developer id', () => {
  it('do not throw each other out, and each is told of its own fills, whoever holds the connection', async () => {
    await expectFill(A, '10');
    await expectFill(B, '20');
    expect(harness.of(A, 'fill')).toHaveLength(1);
    expect(harness.of(B, 'fill')).toHaveLength(1);
    await until(() =>
      expect(harness.of(B, 'position').at(-1)).toMatchObject({ symbol: 'AAPL', quantity: '20' }),
    );
    expect([harness.hub.status(A).state, harness.hub.status(B).state]).toEqual(['connected', 'connected']);
  });

  it('the process that holds the connection is killed: another takes over, and a gap is told', async () => {
    const gaps = harness.of(B, 'gap').length;
    await harness.kill(A);
    await until(() => expect(harness.of(B, 'gap').length).toBeGreaterThan(gaps));
    await harness.untilConnected(B);
    await expectFill(B, '5');
    await harness.up(A, NUMBERS[A]);
    await until(() => expect(harness.of(A, 'gap').length).toBeGreaterThan(1));
    await expectFill(A, '7');
  });

  it('a fill that comes twice and late is told once', async () => {
    const door = harness.fixture.gateway.control?.door;
    door?.run({ action: 'add_push_fault', fault: { kind: 'duplicate', count: 20 } });
    door?.run({ action: 'add_push_fault', fault: { kind: 'reorder', count: 20 } });
    await expectFill(B, '3');
    await expectFill(B, '4');
    const filled = harness
      .of(B, 'order')
      .map(({ brokerOrderId, filledQuantity }) => [brokerOrderId, filledQuantity]);
    expect(new Set(filled.map(String)).size).toBe(filled.length);
  });
});

describe('a program elsewhere with the same key', () => {
  it('takes the connection: no account comes back by itself, until a person takes it back', async () => {
    const foreign = harness.foreign();
    await until(() => expect(foreign.states).toContain('connected'));
    await until(() => expect(harness.hub.status(B).state).toBe('kicked_out'));
    expect(harness.hub.status(B).text).toMatch(/Take push back/);
    await harness.kill(A);
    await harness.up(A, NUMBERS[A]);
    await harness.hub.settled();
    expect(harness.hub.status(A).state).toBe('kicked_out');
    expect(foreign.states).not.toContain('kicked_out');
    harness.hub.takeBack(B);
    await until(() => expect(foreign.states).toContain('kicked_out'));
    await harness.untilConnected(A);
    await expectFill(A, '2');
  });
});
