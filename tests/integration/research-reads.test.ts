import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGateway } from '../../src/gateway/gateway.ts';
import { type WorkerCalls, workerCalls } from '../../src/shared/ipc/worker-calls.ts';
import { RpcClient } from '../../src/shared/rpc/rpc-client.ts';
import { startWorker } from '../../src/worker/worker.ts';
import { portPair } from '../support/port-pair.ts';

const READ = { timeoutMs: 15_000, hasEffects: false } as const;

const homeDir = mkdtempSync(join(tmpdir(), 'gateway-'));
const defects: unknown[] = [];
let gateway: Awaited<ReturnType<typeof startGateway>>;
let rpc: RpcClient<WorkerCalls>;
let shutDown: () => Promise<void>;

beforeAll(async () => {
  gateway = await startGateway({ homeDir, port: 0, clock: 'always_open', seed: 1, faults: false });
  const [main, worker] = portPair();
  rpc = new RpcClient(workerCalls, main);
  const exited = new Promise<void>((resolve) => {
    startWorker({ port: worker, exit: () => resolve(), onDefect: (_where, error) => defects.push(error) });
  });
  const properties = readFileSync(gateway.propertiesPath, 'utf8');
  main.post({ type: 'configure', accountId: 'acc_abcdefgh12345678', properties, isDemo: true });
  shutDown = () => {
    main.post({ type: 'shutdown' });
    return exited;
  };
});

afterAll(async () => {
  await shutDown();
  await gateway.close();
  rmSync(homeDir, { recursive: true, force: true });
  expect(defects).toEqual([]);
});

test('market detail: search, calendar, minutes, trades, order book', async () => {
  const found = await rpc.call('symbols.search', { market: 'US', keyword: 'apple', limit: 5 }, READ);
  expect(found.matches[0]).toMatchObject({ symbol: 'AAPL' });
  const week = { market: 'US', startDay: '2026-11-23', endDay: '2026-11-29' } as const;
  const { days } = await rpc.call('calendar.get', week, READ);
  // This exchange is open every day.
  expect(days.map(({ day }) => day)).toEqual([23, 24, 25, 26, 27, 28, 29].map((day) => `2026-11-${day}`));
  const { minutes } = await rpc.call('timeline.get', { symbol: 'AAPL', day: null }, READ);
  expect(minutes.length).toBeGreaterThan(0);
  const { ticks } = await rpc.call('ticks.get', { symbol: 'AAPL', count: 20 }, READ);
  expect(ticks.length).toBeGreaterThan(0);
  const { bids, asks } = await rpc.call('depth.get', { symbol: '00700' }, READ);
  expect(Number(bids[0]!.price)).toBeLessThan(Number(asks[0]!.price));
});

test('account detail: tradable quantity and fills', async () => {
  const wanted = {
    symbol: 'AAPL',
    side: 'BUY',
    orderType: 'MKT',
    limitPrice: null,
    stopPrice: null,
  } as const;
  const { cashQuantity } = await rpc.call('quantity.tradable', wanted, READ);
  expect(Number(cashQuantity)).toBeGreaterThan(0);
  const query = { brokerOrderId: null, symbol: 'AAPL', startMs: null, endMs: null, limit: 20, cursor: null };
  expect(await rpc.call('transactions.list', query, READ)).toMatchObject({
    transactions: [],
    nextCursor: null,
  });
});

test('options: the nearest chain of a US and of a Hong Kong stock', async () => {
  for (const symbol of ['AAPL', '00700']) {
    const { expirations } = await rpc.call('options.expirations', { symbol }, READ);
    const chain = await rpc.call('options.chain', { symbol, expiry: expirations.at(-1)!.day }, READ);
    expect(chain.expiry).toBe(expirations.at(-1)!.day);
    expect(new Set(chain.options.map(({ right }) => right))).toEqual(new Set(['call', 'put']));
  }
});

test('fundamentals: reports, corporate actions and earnings of AAPL', async () => {
  const span = { symbol: 'AAPL', startDay: '2025-06-01', endDay: '2026-12-31' };
  const fields = ['net_income', 'total_revenue'];
  const { figures } = await rpc.call('financials.get', { ...span, period: 'annual', fields }, READ);
  expect(figures.every(({ field }) => fields.includes(field))).toBe(true);
  const { actions } = await rpc.call('corporate.actions', { ...span, kinds: ['dividend'] }, READ);
  expect(actions.every(({ kind }) => kind === 'dividend')).toBe(true);
  const quarter = { ...span, startDay: '2026-09-01' };
  expect((await rpc.call('earnings.list', quarter, READ)).symbol).toBe('AAPL');
});
