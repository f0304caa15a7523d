import BetterSqlite3 from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { serviceName } from '../../src/main/accounts/process-end.ts';
import { pathsIn } from '../../src/main/platform/paths.ts';
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
const ORDER = {
  symbol: 'AAPL',
  side: 'BUY',
  quantity: 2,
  order_type: 'MKT',
  rationale: 'Two shares.',
  wait_seconds: 0,
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

  it('that cannot be kept leave the old ones in use, and can be given again', async () => {
    const id = await added('unwritten');
    const disk = new BetterSqlite3(pathsIn(world.harness.homeDir).databaseFile);
    const test = await world.tested(world.properties, 'passed', null, id);
    // The one write that keeps key and token fails as a whole.
    disk.exec(`CREATE TRIGGER no_write BEFORE INSERT ON audit_events
      WHEN NEW.kind = 'account.credentials_replaced' BEGIN SELECT RAISE(ABORT, 'no write today'); END`);
    try {
      await expect(world.desk().replace(test.id)).rejects.toThrow(/no write today/);
      expect(world.harness.core.accounts.get(id).state).toBe('ready');
      expect(
        await world.harness.core.accounts.reads(id).read('quotes.get', { symbols: ['NVDA'] }, READ),
      ).toHaveLength(1);
    } finally {
      disk.exec('DROP TRIGGER no_write');
      disk.close();
    }
    // Nothing of the attempt stays, and the same test is good for another one.
    expect(await world.desk().replace(test.id)).toMatchObject({ state: 'ready' });
    await world.harness.core.accounts.restart(id);
    await vi.waitFor(() => expect(world.harness.core.accounts.get(id).state).toBe('ready'), WAIT);
  });

  it('while an order is on the wire: it is answered by the process that sent it, and is there once', async () => {
    const id = await added('wired');
    const { core } = world.harness;
    const client = await world.harness.client('On the wire');
    const entry = core.book.list().find(({ name }) => name === 'On the wire');
    await core.book.change(entry!.id, { accounts: [{ accountId: id, access: 'propose' }] });
    const asked = await client.callTool({
      name: 'tiger_place_order',
      arguments: { ...ORDER, account_id: 'wired' },
    });
    const { proposal_id: proposalId } = asked.structuredContent as { proposal_id: string };
    const test = await world.tested(world.properties, 'passed', null, id);
    world.fault({ kind: 'latency', method: 'place_order', latencyMs: 3_000 });
    const { seal, acknowledgementsNeeded: acknowledged } = await core.trading.card(proposalId);
    let isAnswered = false;
    const decided = core.trading
      .decide({ decision: 'approve', proposalId, seal, acknowledged, isStillWanted: true })
      .finally(() => {
        isAnswered = true;
      });
    await vi.waitFor(async () => {
      const { events } = await core.audit.list({ ...EVERYTHING, accountId: id }, null, 50);
      expect(events.map(({ kind }) => kind)).toContain('order.send_started');
    }, WAIT);
    const name = serviceName(id);
    const endedBefore = world.ended.filter((each) => each === name).length;
    await core.connections.replace(test.id);
    // New calls go to the new process while the order waits in the old one.
    expect(isAnswered).toBe(false);
    expect(world.ended.filter((each) => each === name)).toHaveLength(endedBefore);
    expect(await core.accounts.reads(id).read('quotes.get', { symbols: ['TSLA'] }, READ)).toHaveLength(1);
    expect(await decided).toMatchObject({ isDelivered: true });
    await vi.waitFor(
      () => expect(world.ended.filter((each) => each === name)).toHaveLength(endedBefore + 1),
      WAIT,
    );
    await vi.waitFor(async () => {
      expect((await core.trading.get(proposalId)).status).toBe('filled');
    }, WAIT);
    const { orders } = await core.accounts
      .reads(id)
      .read('orders.list', { scope: 'all', limit: 50, symbol: null, startMs: null, endMs: null }, READ);
    expect(orders.filter(({ symbol }) => symbol === 'AAPL')).toHaveLength(1);
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
