import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway } from '../../src/gateway/gateway.ts';
import { orderDraftSchema } from '../../src/shared/domain/order.ts';
import { type WorkerCalls, workerCalls } from '../../src/shared/ipc/worker-calls.ts';
import { type WorkerEvent, workerEventSchema } from '../../src/shared/ipc/worker-events.ts';
import { eventMessageSchema } from '../../src/shared/rpc/port.ts';
import { RpcClient } from '../../src/shared/rpc/rpc-client.ts';
import { startWorker } from '../../src/worker/worker.ts';
import { portPair } from '../support/port-pair.ts';
import { until } from '../support/until.ts';

const CALL = { timeoutMs: 15_000 } as const;
const READ = { ...CALL, hasEffects: false } as const;
const ACCOUNT_ID = 'acc_abcdefgh12345678';
const homeDir = mkdtempSync(join(tmpdir(), 'push-'));
const events: WorkerEvent[] = [];
const defects: unknown[] = [];
let gateway: Awaited<ReturnType<typeof startGateway>>;
let rpc: RpcClient<WorkerCalls>;
let shutDown: () => Promise<void>;

const of = <K extends WorkerEvent['name']>(name: K) =>
  events.filter((event): event is Extract<WorkerEvent, { name: K }> => event.name === name);

beforeAll(async () => {
  gateway = await startGateway({ homeDir, faults: true });
  const [main, worker] = portPair();
  rpc = new RpcClient(workerCalls, main);
  main.onMessage((message) => {
    const parsed = eventMessageSchema.safeParse(message);
    if (parsed.success) events.push(workerEventSchema.parse(parsed.data.event));
  });
  const exited = new Promise<void>((resolve) => {
    startWorker({ port: worker, exit: () => resolve(), onDefect: (_where, error) => defects.push(error) });
  });
  const { properties } = gateway;
  main.post({ type: 'configure', accountId: ACCOUNT_ID, properties, isDemo: true });
  const account = gateway.developers[0]?.accounts[0] ?? '';
  await rpc.call('push.host', { accounts: [{ accountId: ACCOUNT_ID, account }] }, READ);
  shutDown = () => {
    main.post({ type: 'shutdown' });
    return exited;
  };
  await until(() => expect(of('gap')).toHaveLength(1));
});

afterAll(async () => {
  await shutDown();
  await gateway.close();
  rmSync(homeDir, { recursive: true, force: true });
  expect(defects).toEqual([]);
});

async function buy(): Promise<string> {
  const order = orderDraftSchema.parse({
    symbol: 'AAPL',
    market: 'US',
    securityType: 'STK',
    currency: 'USD',
    side: 'BUY',
    orderType: 'MKT',
    quantity: '10',
    limitPrice: null,
    stopPrice: null,
    timeInForce: 'DAY',
    session: 'regular',
  });
  const { orderNumber } = await rpc.call('orders.reserveNumber', {}, READ);
  const sending = { order, orderNumber, userMark: 'test' };
  const { brokerOrderId } = await rpc.call('orders.place', sending, { ...CALL, hasEffects: true });
  return brokerOrderId;
}

describe('the process of an account', () => {
  it('tells main of the fill, the position and the money of an order', async () => {
    expect(of('state').map(({ state }) => state)).toEqual(['connecting', 'connected']);
    const brokerOrderId = await buy();
    await until(() => expect(of('order').at(-1)).toMatchObject({ brokerOrderId, statusText: 'Filled' }));
    await until(() => expect(of('asset').length).toBeGreaterThan(0));
    expect(of('fill')[0]).toMatchObject({ brokerOrderId, symbol: 'AAPL' });
    expect(of('order').at(-1)?.filledQuantity).toBe('10');
    expect(of('position').at(-1)).toMatchObject({ symbol: 'AAPL', quantity: '10' });
  });

  it('tells main what is asked for, and the prices of what main wants, with both sides', async () => {
    await rpc.call('quotes.get', { symbols: ['MSFT'] }, READ);
    await until(() => expect(of('asked')).toEqual([{ name: 'asked', symbols: ['MSFT'] }]));
    await rpc.call('push.watch', { quote: ['MSFT'], depth: [], trades: [], bar: [] }, READ);
    await until(() => expect(of('quote').at(-1)?.quote.bidPrice ?? null).not.toBeNull());
    gateway.control?.door.setPrice('MSFT', '432.1');
    await until(() => expect(of('quote').at(-1)?.quote.lastPrice).toBe('432.1'));
    expect(of('quote').at(-1)?.quote).toMatchObject({ symbol: 'MSFT', isComplete: true });
  });

  it('tells main of a gap after the connection was cut, and of what follows', async () => {
    const gaps = of('gap').length;
    gateway.control?.door.run({ action: 'add_push_fault', fault: { kind: 'drop' } });
    await buy();
    await until(() => expect(of('gap')).toHaveLength(gaps + 1));
    const brokerOrderId = await buy();
    await until(() => expect(of('fill').at(-1)?.brokerOrderId).toBe(brokerOrderId));
  });
});
