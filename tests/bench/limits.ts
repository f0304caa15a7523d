import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Gateway, startGateway } from '../../src/gateway/gateway.ts';
import { LISTINGS } from '../../src/gateway/market/listings.ts';
import { workerCalls } from '../../src/shared/ipc/worker-calls.ts';
import { RpcClient } from '../../src/shared/rpc/rpc-client.ts';
import { systemClock } from '../../src/tiger/clock.ts';
import { readTigerConfig } from '../../src/tiger/config.ts';
import { contracts } from '../../src/tiger/methods/contract-methods.ts';
import { marketState } from '../../src/tiger/methods/market-methods.ts';
import { kline, quoteRealTime } from '../../src/tiger/methods/quote-methods.ts';
import { openTigerClient } from '../../src/tiger/open-tiger-client.ts';
import { RateLimiter } from '../../src/tiger/rate/rate-limiter.ts';
import type { TigerClient } from '../../src/tiger/tiger-client.ts';
import { BarSource } from '../../src/worker/bar-source.ts';
import { MARKET_STATUS_LIFETIME_MS } from '../../src/worker/cache-lifetimes.ts';
import { ContractSource } from '../../src/worker/contract-source.ts';
import { QuoteSource } from '../../src/worker/quote-source.ts';
import { ReadCache } from '../../src/worker/read-cache.ts';
import { ReuseCounter } from '../../src/worker/reuse-counter.ts';
import { startWorker } from '../../src/worker/worker.ts';
import { portPair } from '../support/port-pair.ts';
import { printFigure } from './print-figure.ts';

// What sharing saves: 1,000 mixed reads of 8 clients, counted at the door to Tiger. The gateway answers after 40 ms, as
// a broker across a network does, and limits are off: they would only spread the same calls over minutes.

const READS = 1_000;
const CLIENTS = 8;
const BROKER_LATENCY_MS = 40;
/** An assistant that works through a list: six questions a second. */
const PACE_MS = 160;
const TIME_LIMIT = { timeoutMs: 15_000 };
const SYMBOLS = LISTINGS.filter(({ market }) => market === 'US')
  .map(({ symbol }) => symbol)
  .slice(0, 20);
const RPC_SECONDS = 3;
/** As many as one process may have under way. */
const RPC_AT_ONCE = 32;

type Kind = 'quote' | 'bars' | 'contract' | 'status';
/** Of ten reads: what an assistant that looks at a few stocks asks for. */
const MIX: readonly Kind[] = [
  'quote',
  'quote',
  'bars',
  'quote',
  'contract',
  'quote',
  'status',
  'quote',
  'bars',
  'quote',
];

/** How a client reads; the two ways differ in nothing else. */
type Read = (kind: Kind, symbol: string) => Promise<unknown>;

export async function benchLimits(): Promise<void> {
  const homeDir = mkdtempSync(join(tmpdir(), 'tiger-bench-limits-'));
  const gateway = await startGateway({ homeDir, faults: true, rateLimits: false });
  try {
    gateway.control?.door.faults.add({ kind: 'latency', latencyMs: BROKER_LATENCY_MS });
    await benchMixed(gateway, 'each read a call of its own', plainReads);
    await benchMixed(gateway, 'with cache, single flight and batches', sharedReads);
    gateway.control?.door.faults.clear();
    await benchRpc(gateway);
    await benchClient(gateway);
  } finally {
    await gateway.close();
    rmSync(homeDir, { recursive: true, force: true });
  }
}

function unlimitedClient(gateway: Gateway): TigerClient {
  const book = () => ({ isBooked: true, waitMs: 0 }) as const;
  const limiter = new RateLimiter({ clock: systemClock, book });
  return openTigerClient(readTigerConfig(gateway.properties), limiter);
}

function plainReads(tiger: TigerClient): Read {
  return (kind, symbol) => {
    const symbols = [symbol];
    if (kind === 'quote')
      return tiger.read(quoteRealTime, { symbols, include_hour_trading: false }, TIME_LIMIT);
    if (kind === 'contract') return tiger.read(contracts, { symbols, sec_type: 'STK' }, TIME_LIMIT);
    if (kind === 'status') return tiger.read(marketState, { market: 'US' }, TIME_LIMIT);
    const span = { begin_time: -1, end_time: -1, limit: 100, right: 'br' } as const;
    return tiger.read(kline, { symbols, period: 'day', ...span }, TIME_LIMIT);
  };
}

function sharedReads(tiger: TigerClient): Read {
  const common = { clock: systemClock, reuse: new ReuseCounter() };
  const cache = new ReadCache(common);
  const shared = { tiger, ...common, cache, lists: new ReadCache(common) };
  const quotes = new QuoteSource({ ...shared, pushed: null, onAsked: () => undefined });
  const bars = new BarSource(shared);
  const contractSource = new ContractSource(shared);
  return (kind, symbol) => {
    if (kind === 'quote') return quotes.get([symbol], 'newest', STAYS);
    if (kind === 'bars') return bars.get({ symbol, period: '1d', count: 100 });
    if (kind === 'contract') return contractSource.get([symbol], STAYS);
    return cache.get(
      'US',
      MARKET_STATUS_LIFETIME_MS,
      () => tiger.read(marketState, { market: 'US' }, TIME_LIMIT),
      STAYS,
    );
  };
}

/** Of a client that waits to the end. */
const STAYS = new AbortController().signal;

/** Each client asks one question after the other at its pace, as an assistant does. */
async function benchMixed(
  gateway: Gateway,
  what: string,
  readsOf: (tiger: TigerClient) => Read,
): Promise<void> {
  const tiger = unlimitedClient(gateway);
  const read = readsOf(tiger);
  const startedMs = performance.now();
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      for (let index = 0; index < READS / CLIENTS; index += 1) {
        const turn = index * CLIENTS + client;
        await pauseUntil(startedMs + index * PACE_MS);
        await read(MIX[turn % MIX.length] ?? 'quote', SYMBOLS[(turn * 7) % SYMBOLS.length] ?? 'AAPL');
      }
    }),
  );
  const seconds = (performance.now() - startedMs) / 1_000;
  const { callsTotal } = tiger.statistics;
  tiger.close();
  printFigure(
    `${READS} mixed reads of ${CLIENTS} clients, ${what}`,
    `${callsTotal} calls, ${seconds.toFixed(1)} s`,
  );
}

function pauseUntil(timeMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, timeMs - performance.now())));
}

/** Reads that the process answers from memory: what the way there and back costs. */
async function benchRpc(gateway: Gateway): Promise<void> {
  const [main, worker] = portPair();
  const rpc = new RpcClient(workerCalls, main);
  const exited = new Promise<void>((resolve) => {
    startWorker({ port: worker, exit: () => resolve(), onDefect: (_where, error) => console.error(error) });
  });
  const { properties } = gateway;
  main.post({ type: 'configure', accountId: 'acc_bench00000000000', properties, isDemo: true });
  const call = () => rpc.call('contracts.get', { symbols: ['AAPL'] }, { ...TIME_LIMIT, hasEffects: false });
  await call();
  printFigure('reads per second through one account process, from its cache', await perSecond(call));
  main.post({ type: 'shutdown' });
  await exited;
}

async function benchClient(gateway: Gateway): Promise<void> {
  const tiger = unlimitedClient(gateway);
  const read = plainReads(tiger);
  printFigure(
    'signed calls per second of one account to a gateway on this machine',
    await perSecond(() => read('quote', 'AAPL')),
  );
  tiger.close();
}

async function perSecond(work: () => Promise<unknown>): Promise<string> {
  const endMs = performance.now() + RPC_SECONDS * 1_000;
  let done = 0;
  await Promise.all(
    Array.from({ length: RPC_AT_ONCE }, async () => {
      while (performance.now() < endMs) {
        await work();
        done += 1;
      }
    }),
  );
  return `${Math.round(done / RPC_SECONDS)} per second`;
}
