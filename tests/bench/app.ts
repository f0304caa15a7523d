import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { LISTINGS } from '../../src/gateway/market/listings.ts';
import { launchApp, type RunningApp } from '../e2e/launch-app.ts';
import { summary } from './percentiles.ts';
import { printFigure } from './print-figure.ts';
import { benchBareProtocol, benchProtocol } from './protocol-bench.ts';

// The whole app over the bridge: start, tool calls, memory; and what a plain MCP server would cost.

/** Of 120 quote calls a minute 100 are for AI clients, and bare server and app share one developer's limit. */
const UPSTREAM_SAMPLES = 90;
const LIMIT_WINDOW_MS = 61_000;
/** Longer than the app gives a quote again, so that every sample of a sweep goes upstream. */
const QUOTE_REUSE_MS = 600;
/** With those before them below what a client may call in a minute. */
const REUSED_SAMPLES = 400;
const WARM_UP_CALLS = 5;
const READS_PER_MINUTE = 6_000;
const START_SAMPLES = 3;
const SYMBOLS = LISTINGS.filter(({ market }) => market === 'US').map(({ symbol }) => symbol);

type Call = (symbol: string) => Promise<unknown>;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** One call after the other, each symbol once a sweep. */
async function upstreamSample(call: Call): Promise<number[]> {
  const sample: number[] = [];
  while (sample.length < UPSTREAM_SAMPLES) {
    for (const symbol of SYMBOLS.slice(0, UPSTREAM_SAMPLES - sample.length)) {
      sample.push(await timed(() => call(symbol)));
    }
    await pause(QUOTE_REUSE_MS);
  }
  return sample;
}

async function connected(command: string, args: string[]): Promise<Client> {
  const client = new Client({ name: 'bench', version: '1.0.0' });
  await client.connect(new StdioClientTransport({ command, args, stderr: 'pipe' }));
  return client;
}

async function benchBareServer(homeDir: string): Promise<void> {
  const properties = join(homeDir, 'demo-gateway', 'tiger_openapi_config.properties');
  const client = await connected(process.execPath, [join(import.meta.dirname, 'bare-server.ts'), properties]);
  const call: Call = (symbol) => client.callTool({ name: 'get_quote', arguments: { symbol } });
  for (let warm = 0; warm < WARM_UP_CALLS; warm += 1) await call('AAPL');
  printFigure('quote, bare SDK stdio server, each call upstream', summary(await upstreamSample(call)));
  await benchBareProtocol(client);
  await client.close();
}

async function benchCalls(app: RunningApp): Promise<void> {
  const connects: number[] = [];
  for (let round = 0; round < 10; round += 1)
    connects.push(await timed(() => app.mcpClient(`bench-${round}`)));
  printFigure('bridge: start to initialize answered, app running', summary(connects));
  const client = await app.mcpClient('bench');
  await allowReads(app);
  const call: Call = async (symbol) => {
    const result = await client.callTool({ name: 'tiger_get_quote', arguments: { symbol } });
    if (result.isError === true) throw new Error(JSON.stringify(result.content));
  };
  for (let warm = 0; warm < WARM_UP_CALLS; warm += 1) await call('AAPL');
  printFigure(
    'quote, bridge-main-worker-gateway and back, each call upstream',
    summary(await upstreamSample(call)),
  );
  await pause(LIMIT_WINDOW_MS);
  const reused: number[] = [];
  while (reused.length < REUSED_SAMPLES) reused.push(await timed(() => call('AAPL')));
  printFigure(`quote, the same symbol again and again (reused up to 500 ms)`, summary(reused));
}

/** A bench reads more often than any assistant: the user's own caps are as wide as they go. */
async function allowReads({ mainWindow }: RunningApp): Promise<void> {
  await mainWindow.evaluate(`(async () => {
    const ask = async (name, input) => (await window.app.invoke(name, input)).value;
    const patch = { readsPerMinute: ${READS_PER_MINUTE} };
    for (const { id } of await ask('clients.entries', {}))
      await ask('clients.change', { clientId: id, patch });
    for (const { id } of await ask('accounts.list', {}))
      await ask('accounts.setReadsPerMinute', { accountId: id, ...patch });
  })()`);
}

async function printMemory(app: RunningApp): Promise<void> {
  const processes = await app.electronApp.evaluate(({ app: electron }) =>
    electron
      .getAppMetrics()
      .map(({ pid, type, name, serviceName }) => ({ pid, name: `${type} ${name ?? serviceName ?? ''}` })),
  );
  for (const { pid, name } of processes) printFigure(`memory (PSS), ${name.trim()}`, pssOf(pid));
}

/** Proportional set size: shared pages counted by share. Linux alone. */
function pssOf(pid: number): string {
  try {
    const kib = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
    return kib === undefined ? 'not known' : `${(Number(kib) / 1024).toFixed(1)} MB`;
  } catch {
    return 'not known on this system';
  }
}

/** Starts it a few times, printing how long that takes, and leaves the last one running. */
async function startedApp(homeDir: string): Promise<RunningApp> {
  const sample: number[] = [];
  for (;;) {
    const startedMs = performance.now();
    const app = await launchApp({ homeDir });
    sample.push(performance.now() - startedMs);
    if (sample.length === START_SAMPLES) {
      printFigure('app: start to a loaded window', summary(sample));
      return app;
    }
    await app.close();
  }
}

export async function benchApp(): Promise<void> {
  const homeDir = mkdtempSync(join(tmpdir(), 'tiger-bench-'));
  const app = await startedApp(homeDir);
  try {
    await benchCalls(app);
    await printMemory(app);
    await benchProtocol(app);
    await pause(LIMIT_WINDOW_MS);
    await benchBareServer(homeDir);
  } finally {
    await app.close();
    rmSync(homeDir, { recursive: true, force: true });
  }
}
