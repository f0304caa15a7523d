import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccountSession } from '../../src/main/accounts/account-session.ts';
import { SUPERVISION_LIMITS } from '../../src/main/accounts/supervision-limits.ts';
import type { WorkerEvent } from '../../src/shared/ipc/worker-events.ts';
import { Secret } from '../../src/shared/secret.ts';
import { sessionServed } from '../support/session-served.ts';
import { workerProcess } from '../support/worker-process.ts';
import { summary } from './percentiles.ts';
import { printFigure } from './print-figure.ts';

// Quotes from the gateway's push service, over TLS, through the process of an account to main, each in a process of
// its own. `--seconds=5` and `--rate=1000` make it shorter or lighter.

const RATE = 10_000;
const SECONDS = 60;
const ACCOUNT_ID = 'acc_bench00000000000';
const CALL = { timeoutMs: 10_000 } as const;
const MEMORY_EVERY_MS = 1_000;
/** What is compiled and cached in the first seconds is not growth. */
const WARM_UP_SECONDS = 3;

const LOAD_FROM_MS = 1_800_000;

interface Ready {
  readonly type: 'ready';
  readonly properties: string;
  readonly account: string;
  readonly symbols: string[];
}

export async function benchPush(args: readonly string[]): Promise<void> {
  const rate = numberOf(args, 'rate') ?? RATE;
  const seconds = numberOf(args, 'seconds') ?? SECONDS;
  const homeDir = mkdtempSync(join(tmpdir(), 'tiger-bench-push-'));
  const load = fork(
    join(import.meta.dirname, 'push-load.ts'),
    [homeDir, String(rate), String(seconds + WARM_UP_SECONDS)],
    { serialization: 'advanced' },
  );
  try {
    await measure(load, rate, seconds);
  } finally {
    load.kill('SIGKILL');
    rmSync(homeDir, { recursive: true, force: true });
  }
}

async function measure(load: ChildProcess, rate: number, seconds: number): Promise<void> {
  const { properties, account, symbols } = await next<Ready>(load, 'ready');
  const worker = workerProcess();
  const latencies: number[] = [];
  let events = 0;
  let gaps = 0;
  let isMeasuring = false;
  const onEvent = (event: WorkerEvent) => {
    if (event.name === 'gap') gaps += 1;
    // The market's own messages, which come as well, are of now; those of the load are of an hour ahead.
    if (event.name !== 'quote' || !isMeasuring || (event.quote.asOfMs ?? 0) < Date.now() + LOAD_FROM_MS)
      return;
    events += 1;
    // The load says in microseconds when it sent the newest message that the quote is made of.
    const sentMs = (event.quote.brokerTimeMs ?? 0) / 1_000;
    latencies.push(Number(process.hrtime.bigint()) / 1e6 - sentMs);
  };
  const session = new AccountSession(worker.link, SUPERVISION_LIMITS, sessionServed(onEvent));
  try {
    await session.configure({
      accountId: ACCOUNT_ID,
      properties: new Secret(properties),
      tokenFile: null,
      isDemo: true,
    });
    await session.push('push.host', { accounts: [{ accountId: ACCOUNT_ID, account }] }, CALL);
    await session.push('push.watch', { quote: symbols, depth: [], trades: [], bar: [] }, CALL);
    load.send({ type: 'go' });
    await pause(WARM_UP_SECONDS * 1_000);
    const pid = worker.child.pid ?? 0;
    const cpuBefore = cpuSecondsOf(pid);
    const mainBefore = process.cpuUsage();
    const memory: number[] = [];
    const sampling = setInterval(() => {
      void session
        .read('worker.health', {}, CALL)
        .then(({ residentBytes }) => memory.push(residentBytes))
        .catch(() => undefined);
    }, MEMORY_EVERY_MS);
    isMeasuring = true;
    const { sent, seconds: took } = await next<{ sent: number; seconds: number }>(load, 'sent');
    isMeasuring = false;
    clearInterval(sampling);
    const cpu = cpuSecondsOf(pid);
    const main = process.cpuUsage(mainBefore);
    printFigure(
      `push: ${rate} messages a second for ${seconds} s, ${symbols.length} symbols; sent`,
      `${(sent / took).toFixed(0)} a second, ${gaps - 1} connections lost`,
    );
    printFigure('push: told to main', `${(events / seconds).toFixed(0)} quotes a second`);
    printFigure('push: from the socket of the service to main', summary(latencies));
    printFigure(
      'push: CPU of the account process',
      cpu === null || cpuBefore === null ? 'not known on this system' : percent((cpu - cpuBefore) / seconds),
    );
    printFigure('push: CPU of main', percent((main.user + main.system) / 1e6 / seconds));
    printFigure('push: memory of the account process, each tenth of the time', tenths(memory));
  } finally {
    await session.stop();
  }
}

function next<T>(child: ChildProcess, type: string): Promise<T> {
  return new Promise((resolve, reject) => {
    child.on('message', (message: { readonly type: string }) => {
      if (message.type === type) resolve(message as T);
    });
    child.once('exit', () => reject(new Error('the load ended early')));
  });
}

function numberOf(args: readonly string[], name: string): number | null {
  const value = Number(args.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1]);
  return Number.isFinite(value) && value > 0 ? value : null;
}

/** User and system time so far. Linux alone. */
function cpuSecondsOf(pid: number): number | null {
  const TICKS_PER_SECOND = 100;
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return null;
  }
}

function tenths(bytes: readonly number[]): string {
  const picked = Array.from(
    { length: 11 },
    (_, index) => bytes[Math.round((index / 10) * (bytes.length - 1))],
  );
  return `${picked.map((each) => ((each ?? 0) / 1024 / 1024).toFixed(0)).join(' ')} MB`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} % of one core`;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
