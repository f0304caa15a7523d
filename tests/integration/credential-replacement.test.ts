import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type ConnectionWorld,
  connectionWorld,
  PAPER,
  plain,
  READ,
  SECOND,
  step,
  WAIT,
} from '../support/connection-world.ts';

const EVERYTHING = {
  kinds: [],
  actors: [],
  accountId: null,
  clientName: null,
  text: '',
  fromMs: null,
  toMs: null,
};
let world: ConnectionWorld;

beforeAll(async () => {
  world = await connectionWorld();
}, 60_000);
afterAll(() => world.close());
afterEach(() => world.clear());

describe('other credentials for an account', () => {
  async function added(alias: string): Promise<string> {
    const { id } = await world.desk().add((await world.tested(world.properties)).id, plain(alias));
    await vi.waitFor(() => expect(world.harness.core.accounts.get(id).state).toBe('ready'), WAIT);
    await world.harness.core.admin.setClientAccess(id, 'propose');
    return id;
  }

  it('take over while reads go on: none fails, and what is under way is answered', async () => {
    const id = await added('exchanged');
    const states: string[] = [];
    const reads = world.harness.core.accounts.reads(id);
    let isOver = false;
    const reading = (async () => {
      for (let count = 0; !isOver; count += 1) {
        const symbols = [['AAPL', 'MSFT', 'NVDA', 'TSLA'][count % 4]!];
        const [quote] = await reads.read('quotes.get', { symbols }, READ);
        expect(quote?.symbol).toBe(symbols[0]);
        states.push(world.harness.core.accounts.get(id).state);
      }
    })();
    world.fault({ kind: 'latency', method: 'kline', latencyMs: 400 });
    const slow = reads.read('bars.get', { symbol: 'AAPL', period: '1d', count: 30 }, READ);
    const test = await world.tested(world.properties, 'passed', null, id);
    const account = await world.desk().replace(test.id);
    expect(account).toMatchObject({ state: 'ready', clientAccess: 'propose' });
    expect(await slow).toMatchObject({ symbol: 'AAPL' });
    const soFar = states.length;
    await vi.waitFor(() => expect(states.length).toBeGreaterThan(soFar + 2), WAIT);
    isOver = true;
    await reading;
    expect(new Set(states)).toEqual(new Set(['ready']));
    const kinds = (await world.harness.core.audit.list(EVERYTHING, null, 50)).events.map(({ kind }) => kind);
    expect(kinds).toContain('account.credentials_replaced');
  });

  it('of another account are refused at the test, and the old ones stay in use', async () => {
    const id = await added('kept');
    const test = await world.tested(world.properties.replace(PAPER, SECOND), 'failed', null, id);
    expect(step(test, 'account')).toMatchObject({
      state: 'failed',
      text: expect.stringMatching(/··0022, and this one is ··0021/) as string,
    });
    await expect(world.desk().replace(test.id)).rejects.toMatchObject({ code: 'conflict' });
    expect(
      await world.harness.core.accounts.reads(id).read('quotes.get', { symbols: ['AAPL'] }, READ),
    ).toHaveLength(1);
    expect(world.harness.core.accounts.get(id)).toMatchObject({
      state: 'ready',
      lastFour: '0021',
      clientAccess: 'propose',
    });
  });

  it('that the broker no longer takes at the moment of the exchange leave the old ones in use', async () => {
    const id = await added('undisturbed');
    const test = await world.tested(world.properties, 'passed', null, id);
    world.fault({ kind: 'permission_lost', method: 'accounts' });
    await expect(world.desk().replace(test.id)).rejects.toMatchObject({ code: 'broker_permission' });
    expect(world.harness.core.accounts.get(id).state).toBe('ready');
    expect(
      await world.harness.core.accounts.reads(id).read('quotes.get', { symbols: ['MSFT'] }, READ),
    ).toHaveLength(1);
  });

  it('start an account that waited for them', async () => {
    const { id } = await world.harness.core.admin.add({ ...plain('waiting'), properties: 'tiger_id=1\n' });
    await vi.waitFor(
      () => expect(world.harness.core.accounts.get(id).state).toBe('credentials_needed'),
      WAIT,
    );
    await world.desk().replace((await world.tested(world.properties, 'passed', null, id)).id);
    await vi.waitFor(() => expect(world.harness.core.accounts.get(id).state).toBe('ready'), WAIT);
  });

  it('are not for the demo account', async () => {
    const { id } = world.harness.core.accounts.find('demo')!;
    const input = { accountId: id, properties: world.properties, tokenFile: null };
    await expect(world.desk().test(input)).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
